import type { Entity } from '../domain/reading.ts'
import { clausesOf, isChinese, type Clause } from './said.ts'
import { findQuantities, findSize, type Quantity } from './quantity.ts'

/** What someone wants, in their own words cut to the point, with the number of goods where one was said. */
export interface Need {
  readonly phrase: string
  readonly quantity: number | null
  /** The number as it stands in the phrase. */
  readonly quantityWords: string | null
  /** What is wanted is named: a product, a kind of goods, a demo, a partnership. */
  readonly concrete: boolean
  readonly weight: number
}

const wishes =
  /采购|订购|订货|预订|批发|求购|拿货|进货|拿(?=[\d\u4e00-\u9fff]{2})|你们(?:家)?(?:有|卖)|有没有|想[要买订换配拿约做看租借]|需要|需求|要(?!求|是|不要|多久|怎么|领导|等)|买|订|换(?!货)|配|来(?=[一二两三四五六七八九十\d])|求|报价|了解|(?<!我)想(?=在|开|给|把)|聊聊|能先?借|演示|试驾|试骑|体验(?!店)|\b(?:need|want(?:s|ed)?|looking (?:for|to|at|into)|interested in|(?:would|['’]d) (?:like|love)|like to|plan(?:ning)? to|quote|pricing|price (?:for|on|of)|order|buy(?:ing)?|purchase|get|take|becom(?:e|ing)|resell|supply|try|borrow|rent|replace|kitting out|pilot|after|do you (?:sell|have|do|stock|offer|recycle)|sell|how much (?:for|is|are|would)|what would|test (?:drive|ride)|any chance of|could we|can (?:i|we)|how do i get|please quote|rfq|tender|bid|discuss|thinking (?:about|of))\b/i
const business =
  /批发|代发|代理|加盟|经销|供货|拿货|合作|试用|试驾|试骑|样品|样机|演示|demo|定制|logo|采购|起订量|报价|福利|礼品|年会|\b(?:wholesale|dropship|pallet|container|distributor|dealers?|resell(?:er)?|partnership|trial|samples?|test (?:drive|ride)|demo(?:nstration)?|moq|quote|rfq|tender|bulk|gifts?|franchise|oem|private label|trade (?:discount|account)|show the board)\b/i
/** Words that answer and want nothing. */
const nothing =
  /^(?:没事|没有|没什么|不用|谢谢|随便|好的?|嗯|nothing|no|nope|never ?mind|thanks?|thank you)(?:了|谢谢|看看|逛逛|,|\s|$)/i

/** A message about what was bought, an account or a job is no wish to buy. */
const service =
  /退款|退货|退钱|坏了|冒烟|不工作|漏水|物流|快递|到哪了|催|发票|抬头|改地址|取消订单|投诉|维修|保修|说明书|怎么用|能用.{0,6}吗|做了.{1,3}年|洗吗|招人|工资|应聘|机器人吗|笑话|天气|几点下班|骗子|夸一下|\b(?:refund|money back|return (?:it|this)|broken|leak(?:s|ing)?|smoking|doesn'?t work|not working|where is my|track(?:ing)?|parcel|invoice|receipt|in the dishwasher|dishwasher[- ]safe|complain|warranty claim|repair|password|log ?in|hiring|vacanc|job|salary|what'?s the pay|are you a robot|joke|when do you (?:guys )?close|opening hours|passing on|bought)\b/i

const leadZh =
  /^(?:您好|你好|老板您?好?|在吗|请问|请|麻烦|之前说要的?|那个|对|嗯|好的?|我们?家?(?:公司|学校|单位|这边|酒店|部门)?|咱们?|公司|单位|想请|想要|想(?!象)|需要|需求(?:是|:|：)?|要(?!求)|打算|准备|计划|考虑|希望|能不能|可不可以|可以|有没有|现在|目前|大概|大约|左右|主要|先|给我|帮我|急|就|是做|也|都|再|还|把|一下|下|了解|咨询|问问|问|报价|报个价|看看|那|和|跟|说的|昨天|上周|刚才|你们的?家?的?|能|派人来?|聊聊|实际是|其实是|实际|其实|改成|改为|是|因为|所以|为|共|让|将|会|。|，|:|：|\s)+/
const tailZh =
  /(?:左右|吧|呢|啊|哈|哦|吗|么|嘛|的话|行不行|可以吗|能不能|什么价|多少钱|怎么卖|怎么(?!样)|谢谢|麻烦了|一下|就行|就可以|到货|要到|不要了?|的|了|，|,|\s)+$/
const leadEn =
  /^(?:what|how much|put|someone|call|hi|hello|hey|yo|urgent|send|us|me|the company|dear team|good (?:morning|afternoon|evening)|please|so|and|but|well|yes|yep|ok|also|then|actually|just|really|still|currently|in total|we(?:'d|'re|'ll|’d| are| will)?|i(?:'d|'m|'ll|’d| am)?|you|my (?:wife|husband|partner) and i|our (?:\w+ )?(?:team|company|canteen|office|school)|it's|it is|there|would|could|can|should|might|may|do|does|did|will|shall|like|love|want(?:s|ed)?|need(?:s|ed)?|looking|interested|planning|plan|thinking|about|of|at|for|in|to|a|an|the|some|any|your|those|these|this|that|of the|get|have|sell|stock|offer|buy|order|purchase|take|quote|price|pricing|for|on|only|around|roughly|approximately|maybe|perhaps|ready|go ahead with|chance|how|rfq|need|only|know|if|is|possible|ask|see|change|instead|something|quite|getting|buying|,|:|\s)+(?=[\s,:]|$)\s*/i
const stopEn =
  /\s+(?:please|delivered|delivery|shipped|shipping|asap|urgently|by|before|within|until|when|which|so that|but|because|if|since|and (?:we|i|it|would|need|they|then|please)|we|i|at(?! home)|around|from(?! you)|on(?! my| our)|no later|in place|total|each|sometime|to start|to begin|is|are|was|were|will|would|can|could|where|reach us|in (?:all|each|every one) of|some day|one day|budget|per|about|,)\s.*$|\s+(?:please|asap|urgently|at|on|by|before|in|for|and|to|with|is|from|the|a|of|delivered|within|around|up to|total|sometime|some day|one day|,)+$/i

/** Cuts a clause to what is wanted. */
function toThePoint(clause: string): string {
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

function trimZh(part: string): string {
  const bare = part.trim().replace(leadZh, '')
  return bare.replace(tailZh, '').replace(/^(?:一批|一些|些)(?=[\u4e00-\u9fff]{2})/, '')
}

function trimEn(part: string): string {
  const text = part.trim()
  const number = /^(?:an?|one|two|three|\d+)\b/i.test(text)
  const bare = number ? text.replace(/^an? /i, '') : text.replace(leadEn, '')
  return (bare === '' ? text : bare)
    .replace(stopEn, '')
    .replace(stopEn, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** English says two things in one clause: I run a café and need …, a discount if I take …. */
function atJoints(clause: Clause): Clause[] {
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

/** What surrounds a clause and tells what it may be. */
export interface NeedContext {
  readonly entities: readonly Entity[]
  /** The question before was about goods or numbers. */
  readonly asked: { readonly need: boolean; readonly quantity: boolean }
  /** What the customer wanted before this message. */
  readonly before: Need | null
  /** The message takes back something that was said. */
  readonly corrects: boolean
}

/**
 * What the customer wants after this message: a new need, the old one with another number, or the old one as it was.
 * `text` has every other fact blanked out, so that what is left is the wish.
 */
export function hearNeed(text: string, context: NeedContext): Need | null {
  const { before, asked } = context
  const quantities = findQuantities(
    withoutProducts(text, context.entities),
    asked.quantity || context.corrects,
  )
  const found = candidates(text, quantities, context)
  const best = found.toSorted((a, b) => b.weight - a.weight)[0] ?? null
  const last = quantities.at(-1)
  if (before && last && (!best || isNumberOnly(best, last))) return withQuantity(before, last)
  if (!best) return before
  const listed = context.corrects ? best : withOthersListed(best, found)
  const counted =
    listed.quantity === null && last && listed.weight > 1 ? withQuantity(listed, last) : listed
  return before ? join(before, counted, context) : counted
}

/** 6台饮水机、4台咖啡机: everything that is counted in one message is wanted. */
function withOthersListed(best: Need, found: readonly Need[]): Need {
  if (best.quantity === null) return best
  const listed = found.filter(
    ({ quantity, weight, concrete }) => quantity !== null && weight >= 3 && concrete,
  )
  if (listed.length < 2) return best
  const phrase = listed.map(({ phrase: one }) => one).join(isChinese(best.phrase) ? '，' : ' and ')
  return {
    ...best,
    phrase: isChinese(phrase) ? phrase.slice(0, 40) : phrase.split(/\s+/).slice(0, 14).join(' '),
  }
}

/** Figures inside product names count nothing. */
function withoutProducts(text: string, entities: readonly Entity[]): string {
  let masked = text
  for (const { type, start, end } of entities)
    if (type === 'product')
      masked = masked.slice(0, start) + 'P'.repeat(end - start) + masked.slice(end)
  return masked
}

/** 三百份礼品，帐篷或者电源都行: the next clause says which. */
const withChoice = (clause: string, next: string | undefined): string =>
  next !== undefined && next.length < 20 && /或者|都行|都可以|^主要|看看.*怎么/.test(next)
    ? `${clause}${next.replace(/都行|都可以/, '')}`
    : clause

/** Are the e-bikes in stock? We want a few for our riders: the clause before says of what. */
function named(phrase: string, previous: string | undefined): string {
  const pronoun = /^(?:a )?(?:few|some|couple|one|ones|them|it)\b(?: of them)?/i.exec(phrase)
  if (!pronoun || previous === undefined) return phrase
  const goods = toThePoint(previous).replace(/ (?:in stock|available)$/i, '')
  return goods === '' ? phrase : `${goods}${phrase.slice(pronoun[0].length)}`
}

function candidates(
  text: string,
  quantities: readonly Quantity[],
  { entities, asked, corrects }: NeedContext,
): Need[] {
  const clauses = clausesOf(text).flatMap(atJoints)
  return clauses.flatMap((clause, i): Need[] => {
    if (nothing.test(clause.text) || service.test(clause.text) || cancels.test(clause.text))
      return []
    const end = clause.start + clause.text.length
    const product = entities.some(
      (e) => e.type === 'product' && e.start >= clause.start && e.end <= end,
    )
    const quantity = quantities.find((q) => q.start >= clause.start && q.end <= end) ?? null
    const wish = wishes.test(clause.text)
    const trade = business.test(clause.text)
    const answers = asked.need && i === 0 && text.trim().length < 60
    const weight =
      (product ? 3 : 0) + (quantity ? 3 : 0) + (wish ? 2 : 0) + (trade ? 2 : 0) + (answers ? 3 : 0)
    const phrase = named(
      toThePoint(withChoice(clause.text, clauses[i + 1]?.text)),
      clauses[i - 1]?.text,
    )
    const says = contentOf(phrase, quantity)
    if (weight < 2 || (weight === 3 && product && !answers && !wish) || says === '') {
      // 300台 and nothing else: the number of what the clause before or after names.
      return quantity && (says === '' || corrects)
        ? [
            {
              phrase: quantity.words,
              quantity: quantity.value,
              quantityWords: quantity.words,
              concrete: false,
              weight: 1,
            },
          ]
        : []
    }
    const isQuestion = /起订量|最低|多少$|\bmoq\b/i.test(says)
    const vague =
      /^(?:货|东西|产品|价格?|quote|price|order|one|it|them|that|this|things?|stuff|help|(?:are |is )?the terms.*|什么政策|information|info|something|more|know|yes|no)$/i.test(
        says,
      )
    return [
      {
        phrase,
        quantity: quantity?.value ?? null,
        quantityWords: quantity ? quantity.words : null,
        concrete: !vague && (product || quantity !== null || trade || wish || answers),
        weight: vague ? 1 : isQuestion ? weight - 1 : weight,
      },
    ]
  })
}

/** What a phrase says beside its number. */
function contentOf(phrase: string, quantity: Quantity | null): string {
  const rest = quantity ? phrase.replace(quantity.words.trim(), '') : phrase
  return rest
    .replace(
      /^(?:of each|of|the|each|是|要|共|首批|首单|第一批|先来?|first batch|ish|,|\s)+|(?:了|的|吧|of each|each|\s)+$/gi,
      '',
    )
    .trim()
}

const isNumberOnly = (need: Need, quantity: Quantity): boolean =>
  contentOf(need.phrase, quantity).length <= (isChinese(need.phrase) ? 1 : 3)

/** The same wish with another number of goods. */
function withQuantity(need: Need, quantity: Quantity): Need {
  const { value } = quantity
  const old = need.quantityWords?.trim()
  const measure = /[\u4e00-\u9fff]+$/.exec(old ?? '')?.[0] ?? ''
  const said = quantity.words.trim().replace(/(?<=\d) (?=\p{Script=Han})/u, '')
  const number =
    /^[\d,]+$/.test(said) && measure
      ? `${said}${measure.replace(/^[一二两三四五六七八九十百千万]+/, '')}`
      : said
  const some = /一批|一些/.exec(need.phrase)?.[0]
  const phrase =
    old !== undefined && need.phrase.includes(old)
      ? need.phrase.replace(old, number)
      : some !== undefined
        ? need.phrase.replace(some, number)
        : isChinese(need.phrase)
          ? `${number}${need.phrase}`
          : `${number} ${quantity.value > 1 ? inPlural(need.phrase) : need.phrase}`
  return { ...need, phrase, quantity: value, quantityWords: number, concrete: true }
}

/** a coffee machine in all rooms → coffee machines in all rooms. */
function inPlural(phrase: string): string {
  const [head = '', tail = ''] =
    /^(.*?)((?: (?:for|in|of|with|to|on)\b.*)?)$/
      .exec(phrase.replace(/^(?:an?|the|same) /i, ''))
      ?.slice(1) ?? []
  return /(?:s|\d|[A-Z])$/.test(head) ? `${head}${tail}` : `${head}s${tail}`
}

/** Two tellings of a wish as one: the later number, and what both name. */
function join(before: Need, now: Need, { corrects }: NeedContext): Need {
  const [old, fresh] = [before, now]
  if (
    fresh.concrete &&
    fresh.weight > old.weight + 1 &&
    old.quantity === null &&
    fresh.quantity === null
  )
    return fresh
  if (corrects && fresh.concrete)
    return fresh.quantity === null && old.quantity !== null ? keepNumber(old, fresh) : fresh
  if (fresh.quantity !== null) {
    if (!old.concrete) return fresh
    const rest = old.phrase.replace(old.quantityWords ?? '', '').trim()
    return {
      ...fresh,
      phrase: merged(fresh, rest),
      concrete: true,
      weight: Math.max(old.weight, fresh.weight),
    }
  }
  if (!old.concrete && fresh.concrete) return old.quantity === null ? fresh : keepNumber(old, fresh)
  return old
}

function keepNumber(old: Need, fresh: Need): Need {
  const words = old.quantityWords ?? ''
  const phrase = isChinese(fresh.phrase) ? `${words}${fresh.phrase}` : `${words} ${fresh.phrase}`
  return {
    ...fresh,
    phrase: phrase.trim(),
    quantity: old.quantity,
    quantityWords: old.quantityWords,
  }
}

const singular = (word: string): string => word.toLowerCase().replace(/s$/, '')

/** The new words with what the old ones add, unless they name the same thing. */
function merged(fresh: Need, rest: string): string {
  if (isChinese(fresh.phrase) || isChinese(rest)) {
    const shares = Array.from(rest).filter((sign) => fresh.phrase.includes(sign)).length
    const isSame = shares >= Math.max(2, rest.length * 0.6)
    if (rest === '' || isSame || fresh.phrase.length > 12) return fresh.phrase
    return `${fresh.phrase}${rest.replace(/^(?:采购|订购?|买|换|配|拿|定)?(?:一批|一些|些|批)?/, '')}`.slice(
      0,
      30,
    )
  }
  const words = fresh.phrase.split(/\s+/)
  if (words.length > 5 || rest === '') return fresh.phrase
  const stems = new Map(words.map((word) => [singular(word), word]))
  let shared = false
  const kept = rest.split(/\s+/).map((word) => {
    const same = stems.get(singular(word))
    if (same !== undefined && word.length > 3) shared = true
    return same !== undefined && word.length > 3 ? same : word
  })
  const phrase = shared
    ? [fresh.quantityWords ?? '', ...kept]
    : [...words, ...kept.slice(0, 8 - words.length)]
  return phrase.join(' ').trim()
}

/** The number of people, rooms or shops that a wish is for. */
export const sizeOf = findSize

const cancels = /\b(?:cancel the|went with another|decided against)\b|项目取消|内部讨论/i
const gone =
  /不要了|不买了|取消了|项目取消|暂时不做|不合作了|不需要了|\b(?:went with another|decided against|cancel the (?:quote|order|request)|no longer (?:need|want|interested)|not interested any ?more|changed (?:our|my) mind)/i

/** Whether words take the whole wish back. */
export const withdraws = (text: string): boolean => gone.test(text)

const thirdParty =
  /(?:我朋友|我同事|我客户|他们公司|朋友公司|同事)[^，。,;；]{0,24}(?:要|买|电话)|他电话|\b(?:a|my) (?:friend|colleague)[^.;]{0,60}/gi

/** Words about what others want or where others can be reached are not the customer's: they are blanked out. */
export const withoutOthers = (text: string): string =>
  text.replace(thirdParty, (all) => ' '.repeat(all.length))
