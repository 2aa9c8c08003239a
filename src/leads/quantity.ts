import { numeralSigns } from '../domain/numeral.ts'
import { numberPattern, valueOf } from './number-words.ts'

/** How many of something, as said, and where it stands. */
export interface Quantity {
  readonly value: number
  /** With its measure word, as said: `300台`, `300 units`, `seventy`. */
  readonly words: string
  readonly start: number
  readonly end: number
}

const measures =
  '台|个(?!月|小时|多月|人(?!用)|问题|星期|礼拜|工作日|城市|平台|直播间|门?店|仓库?|团|群|渠道)|件|辆|份|箱|套|顶|只|部(?!分|门)|把|支|条|盒|张|批|组|吨|根|片|双|本|瓶|桶|袋|柜|副|床|枚|块(?=屏|电池|板)|单(?!价|位|独|号)|扇(?!门店)|樘|棵|株|卷|捆|打(?=[^电印折])|托盘|货柜'
const chinese = new RegExp(
  `(?<![\\d.\\-第${numeralSigns}]|一[间人家层房户]|每[间人家层房户]|月销|年销|月售)((?:\\d{1,3}(?:,\\d{3})+|\\d{1,7}|[${numeralSigns}]{1,6}|几[十百千])\\s?(?:多|来)?)(${measures})`,
  'g',
)
const english = new RegExp(
  `(?<![\\w.\\-$€£/#@])(${numberPattern})(?:ish)?(?:\\s?(?:x|×)(?=\\s))?(?:\\s(?:units?|sets?|pcs|pieces?|boxes|cartons?|pallets?|pairs?|containers?))?(?=\\s+(?:of\\s+|more\\s+|such\\s+)?[\\p{L}]|\\s?(?:units?|pcs|pieces?|sets?)\\b|\\s*[,.;!?]|\\s*$)`,
  'giu',
)
/** After these a number counts no goods. */
const notGoods =
  /^\s*(?:of them|percent|%|[ap]\.?m\b|o'clock|st\b|nd\b|rd\b|th\b|yrs?\b|years?\b|months?\b|weeks?\b|days?\b|hours?\b|minutes?\b|euros?\b|dollars?\b|pounds?\b|usd\b|eur\b|gbp\b|kg\b|m2\b|m²|sqm\b|sq\b|square\b|km\b|l\b|litres?\b|liters?\b|ml\b|V\b|volts?\b|minutes?\b|w\b|wh\b|k?wh\b|inch|cm\b|mm\b|km\b|cats?\b|dogs?\b|kids\b|children\b|adults\b|toddlers\b|of us\b|people\b|staff\b|employees\b|delegates\b|attendees\b|visitors\b|participants\b|students\b|pupils\b|members\b|workers\b|players\b|residents\b|families\b|households\b|patients\b|users\b|classes\b|teachers\b|guests\b|floors?\b|rooms?\b|shops?\b|stores?\b|branches\b|outlets\b|sites\b|locations\b|venues\b|restaurants\b|schools\b|hotels\b|clinics\b|properties\b|classrooms\b|gyms?\b|cafes?\b|office\b(?! \w+s\b)|offices\b|head\b|persons?\b|to\b(?! (?:start|begin))|or\b|and\b|day\b|week\b|month\b|year\b|lot\b|bit\b|quote|small\b|chain|company|business|few\b|couple|trial\b|demo\b|time\b|good\b|great\b|[A-Z]\w+ (?:street|st\.|road|avenue|lane|drive|blvd)|of my\b|of our\b|per\b|each\b|stars?\b|all\b(?! of))/i
const article = /^an?$/i
/** After these a number says what there is already, or how old somebody is: "we run three food trucks". */
const owned =
  /\b(?:i|we|they|gym|company|hotel|school|office|team)(?: (?:currently|already|also|do))?(?:'ve| have| has| own| run| manage| operate| employ| got|'ve got| have got)\s$|\b(?:turns?|turning|turned|aged?|room|flat|number|level|page|unit)\s$/i

/** 五六台 is six at most, 两三百台 three hundred; null for what is no such pair. */
function upperOf(number: string): number | null {
  const [, low = '', high = '', scaled = ''] =
    /^([一二两三四五六七八])([二三四五六七八九])([十百千万]*)$/.exec(number) ?? []
  const [least, most] = [valueOf(low), valueOf(high)]
  return least !== null && most === least + 1 ? valueOf(`${high}${scaled}`) : null
}

/** Every number of goods in a text, in order. `asked` lets a bare number pass, as an answer to "how many". */
export function findQuantities(text: string, asked: boolean): Quantity[] {
  const found: Quantity[] = []
  for (const match of text.matchAll(chinese)) {
    const [all, number = ''] = match
    const value = upperOf(number) ?? valueOf(number.replace(/[多来\s]/g, ''))
    // 一批 is some, and 一台300 is a price.
    const isPrice =
      all.startsWith('一') &&
      /^(?:\s{2,}|\s?\d|以内|多少钱|不超过|别超过|最多|顶多|控制在|大概\s|大约\s|封顶|上限)/.test(
        text.slice(match.index + all.length),
      )
    const isEach =
      all.startsWith('一') &&
      /[\d元块]\s?$|\s{2,}$|每[^，。]{1,8}$/.test(text.slice(0, match.index))
    if (all === '一批' || isPrice || isEach || text.startsWith('代发', match.index + all.length))
      continue
    if (value !== null && value > 0)
      found.push({ value, words: all, start: match.index, end: match.index + all.length })
    else if (/几/.test(number))
      found.push({ value: 30, words: all, start: match.index, end: match.index + all.length })
  }
  for (const match of text.matchAll(english)) {
    const [all, number = ''] = match
    const end = match.index + all.length
    const bare = /^\s*(?:[,.;!?]|$)/.test(text.slice(end))
    const measured =
      /\b(?:x|×|units?|sets?|pcs|pieces?|boxes|cartons?|pallets?|pairs?|containers?)$/i.test(all)
    if (
      !measured &&
      /^\s*of the\b(?! (?:\w+ ){1,3}\w+s\b)/i.test(text.slice(end)) &&
      (valueOf(number) ?? 0) < 5
    )
      continue
    if (!measured && owned.test(text.slice(0, match.index))) continue
    if (article.test(number.trim()) || notGoods.test(text.slice(end))) continue
    if (/[\u4e00-\u9fff]/.test(number) && !(asked && bare)) continue
    const begins =
      /\b(?:start(?:ing)? with|make (?:it|that)|only|just|qty\.?:?|quantity:?|x|for|on|order of|needs?|wants?|takes?)\s$/i.test(
        text.slice(0, match.index),
      )
    if (bare && !asked && !begins && !/\b(?:x|dozen|units?|sets?|pcs|pieces?|pallets?)$/i.test(all))
      continue
    const value = valueOf(number)
    const overlaps = found.some((other) => match.index < other.end && other.start < end)
    if (value !== null && value > 0 && value < 1e7 && !overlaps)
      found.push({ value, words: all, start: match.index, end })
  }
  return found.sort((a, b) => a.start - b.start)
}

const sizes =
  /(\d{1,6}|[一二两三四五六七八九十百千]{1,5})\s?(?:多)?(?:口?人|名员工|间(?:客?房)?|家(?:门?店|店)?|位)(?!左右)|\b(\d{1,3}(?:,\d{3})+|\d{1,6})\s+(?:people|staff|employees|delegates|attendees|visitors|participants|students|pupils|members|workers|players|residents|households|patients|kids|children|guests|rooms|shops|stores|branches|outlets|floors|apartments|cabins|classrooms|workplaces|desks)\b|房间数?量?(?:是|为|有|:|：)?\s?(\d{2,5})|\b(\d{1,4})-(?:seat|room|bed|person|store)\b/giu

/** The size of what is to be supplied, in people, rooms or shops, where no goods are counted; null for none. */
export function findSize(text: string): number | null {
  for (const match of text.matchAll(sizes)) {
    const value = valueOf(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '')
    if (value !== null && value > 1) return value
  }
  return null
}
