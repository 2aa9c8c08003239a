import { isChinese, type Clause } from './said.ts'

const leadZh =
  /^(?:您好|你好|老板您?好?|在吗|请问|请|麻烦|之前说要的?|那个|对|嗯|好的?|我们?家?(?:公司|学校|单位|这边|酒店|部门)?|咱们?|公司|单位|想请|想要|想(?!象)|需要|需求(?:是|:|：)?|要(?!求)|打算|准备|计划|考虑|希望|能不能|可不可以|可以|有没有|现在|目前|大概|大约|左右|主要|先|给我|帮我|急|就|是做|也|都|再|还|把|一下|下|了解|咨询|问问|问|报价|报个价|看看|那|和|跟|说的|昨天|上周|刚才|你们的?家?的?|能|派人来?|聊聊|实际是|其实是|实际|其实|改成|改为|是|因为|所以|为|共|让|将|会|。|，|:|：|\s)+/

const tailZh =
  /(?:左右|(?:能)?(?:到|做到|是|给)?(?:个)?什么价(?:位|格)?|(?:一台|一个)?(?:多少|几)钱|吧|呢|啊|哈|哦|吗|么|嘛|的话|行不行|可以吗|能不能|什么价|多少钱|怎么卖|怎么(?!样)|谢谢|麻烦了|一下|就行|就可以|到货|要到|不要了?|的|了|，|,|\s)+$/

const leadEn =
  /^(?:what|how much|put|someone|call|hi|hello|hey|yo|urgent|send|us|me|the company|dear team|good (?:morning|afternoon|evening)|please|so|and|but|well|yes|yep|ok|also|then|actually|just|really|still|currently|in total|we(?:'d|'re|'ll|’d| are| will)?|i(?:'d|'m|'ll|’d| am)?|you|my (?:wife|husband|partner) and i|our (?:\w+ )?(?:team|company|canteen|office|school)|it's|it is|there|would|could|can|should|great|perfect|lovely|i'll|we'll|might|may|do|does|did|will|shall|like|love|want(?:s|ed)?|need(?:s|ed)?|looking|interested|planning|plan|thinking|about|of|at|for|in|to|a|an|the|some|any|your|those|these|this|that|of the|get|have|sell|stock|offer|buy|order|purchase|take|quote|price|pricing|for|on|only|around|roughly|approximately|maybe|perhaps|ready|go ahead with|chance|how|rfq|need|only|know|if|is|possible|ask|see|change|instead|something|quite|getting|buying|,|:|\s)+(?=[\s,:]|$)\s*/i

const stopEn =
  /\s+(?:any good|worth it|suitable|available|in stock)\b.*$|\s+(?:please|delivered|delivery|shipped|shipping|asap|urgently|by|before|within|until|when|which|so that|but|because|if|since|and (?:we|i|it|would|need|they|then|please)|we|i|at(?! home)|around|from(?! you)|(?<!discounts?|deals?|prices?|pricing|quote) on(?! my| our)|no later|in place|total|each|sometime|to start|to begin|is|are|was|were|will|would|can|could|where|reach us|in (?:all|each|every one) of|some day|one day|budget|per|about|,)\s.*$|\s+(?:please|asap|urgently|at|on|by|before|in|for|and|to|with|is|from|the|a|of|delivered|within|around|up to|total|sometime|some day|one day|,)+$/i

/** Cuts a clause to what is wanted. */
export function toThePoint(clause: string): string {
  const gap = clause.replace(/\s{3,}/g, '\u0001')
  if (isChinese(clause)) {
    const parts = gap.split('\u0001').map((part) => trimZh(part))
    return parts
      .filter((part) => part.length > 1)
      .join('')
      .slice(0, 36)
  }
  const best = gap
    .split('\u0001')
    .map((part) => trimEn(part))
    .filter((part) => /\p{L}{2}/u.test(part))
  return best.slice(0, 2).join(' ').split(/\s+/).slice(0, 12).join(' ')
}

/** Who wants it, where and why stand before the wish: 家里想添台跑步机. What is counted there stays. */
const wishedZh =
  /^[^\d一二两三四五六七八九十百千]{0,14}?(?:想(?:买|添|换|进|订|约|配|装|租|拿|置办|入手|要)|(?:需要|打算|准备|计划)(?:买|换|上|添|进|订|配)?|求购|要(?:买|换|订|采购))(?!什么|多少|几|怎么|哪|的|但|不|吗|呢|了|点|也|再|先|可)(?=[\u4e00-\u9fff\d]{2})/
const adviceZh = /推荐(?:一下)?(?:哪(?:一)?款|一款|款|个|一个|什么|哪个)?/
const oursZh = /你们(?:家)?(?:那款|这款|那个|这个)的?(?=[\u4e00-\u9fff]{2})/

function trimZh(part: string): string {
  const bare = part
    .trim()
    .replace(adviceZh, '')
    .replace(leadZh, '')
    .replace(wishedZh, '')
    .replace(oursZh, '')
    .replace(leadZh, '')
  return bare.replace(tailZh, '').replace(/^(?:一批|一些|些)(?=[\u4e00-\u9fff]{2})/, '')
}

/** Our school in Galway would like 80 backpacks: what stands after the wish, unless something is counted before it. */
const wishedEn =
  /^[^\d]{0,60}?\b(?:would (?:like|love)|(?:i|we|they)(?:'d|’d) (?:like|love)|needs?|wants?|requires?|looking (?:for|to (?:buy|get|order))|(?:are|'re|’re|'m|’m|am) after|interested in|in the market for|shopping for|short (?:of|on))\s+(?:to (?:buy|order|get|purchase|have)\s+)?(?=[\p{L}\d])/iu
const advised =
  /^(?:what|which)(?: (?:sort|kind|type) of)?\b|\b(?:would|do|can|could) you (?:suggest|recommend|advise|offer|have|do|give)\b/gi

function trimEn(part: string): string {
  const text = part.trim().replace(/^(?:one|some) ?day,? (?=\p{L})/iu, '')
  const number = /^(?:an?|one|two|three|\d+)\b/i.test(text)
  const wished = number ? text : text.replace(wishedEn, '').replace(advised, ' ')
  const bare = number ? text.replace(/^an? /i, '') : wished.trim().replace(leadEn, '')
  return (bare === '' ? text : bare)
    .replace(stopEn, '')
    .replace(stopEn, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** English says two things in one clause: I run a café and need …, a discount if I take …. */
export function atJoints(clause: Clause): Clause[] {
  const parts: Clause[] = []
  let from = 0
  const joint =
    /\s(?:and|but|so|because|if)\s(?=(?:i|we|it|they|want|need|would|am|are|looking)\b)/gi
  for (const { index, 0: all } of clause.text.matchAll(joint)) {
    parts.push({ text: clause.text.slice(from, index), start: clause.start + from })
    from = index + all.length
  }
  parts.push({ text: clause.text.slice(from), start: clause.start + from })
  return parts.filter(({ text }) => text.trim() !== '')
}

/** 三百份礼品，帐篷或者电源都行: the next clause says which. */
export const withChoice = (clause: string, next: string | undefined): string =>
  next !== undefined && next.length < 20 && /或者|都行|都可以|^主要|看看.*怎么/.test(next)
    ? `${clause}${next.replace(/都行|都可以/, '')}`
    : clause

/** Are the e-bikes in stock? We want a few for our riders: the clause before says of what. */
export function named(phrase: string, previous: string | undefined): string {
  if (isChinese(phrase)) return namedZh(phrase, previous)
  const pronoun = /^(?:a )?(?:few|some|couple|one|ones|them|it)\b(?: of them)?/i.exec(phrase)
  if (!pronoun || previous === undefined) return phrase
  const goods = toThePoint(previous).replace(/ (?:in stock|available)$/i, '')
  return goods === '' ? phrase : `${goods}${phrase.slice(pronoun[0].length)}`
}

/** 露营电源能用吗, 想买一个: the clause before says of what. */
function namedZh(phrase: string, previous: string | undefined): string {
  const bare = /^(?:[想买要来配拿订]*)([一两12][个套台只辆件把张份])$/.exec(phrase)
  if (!bare || previous === undefined) return phrase
  const goods = trimZh(previous).replace(asksZh, '')
  return goods.length < 2 || goods.length > 14 || /不|公司|[?？吗]$/.test(goods)
    ? phrase
    : `${bare[1]}${goods}`
}
const asksZh =
  /(?:一起买)?(?:能用|好用|好不好|怎么样|有优惠|有活动|有货|还有|可以用|质量|多少|贵).*$/

/** a coffee machine in all rooms → coffee machines in all rooms. */
export function inPlural(phrase: string): string {
  const [head = '', tail = ''] =
    /^(.*?)((?: (?:for|in|of|with|to|on)\b.*)?)$/
      .exec(phrase.replace(/^(?:an?|the|same) /i, ''))
      ?.slice(1) ?? []
  return /(?:s|\d|[A-Z])$/.test(head) ? `${head}${tail}` : `${head}s${tail}`
}
