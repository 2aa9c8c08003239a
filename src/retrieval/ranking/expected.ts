/** The kind of answer a question asks for, as far as its words tell. */
export type Expected =
  | 'amount'
  | 'duration'
  | 'money'
  | 'steps'
  | 'time'
  | 'person'
  | 'place'
  | null

const signs: readonly (readonly [Exclude<Expected, null>, RegExp])[] = [
  ['person', /\bwho(se|m)?\b|谁|哪位|何人/iu],
  [
    'place',
    /\bwhere\b|\bwhich (city|country|town|state)\b|哪里|哪儿|何处|哪个(城市|国家|地方|州)|什么地方/iu,
  ],
  [
    'time',
    /\bwhen\b|\b(what|which) (year|date|day|month|time|century)\b|什么时候|何时|哪一?年|几月|几号|哪天|几点/iu,
  ],
  [
    'money',
    /多少钱|多少运费|运费多少|邮费多少|怎么收费|几块钱|要钱吗|收费吗|\bhow much (?:is|are|does|do|will)\b|\b(?:price|cost|fee)s?\b/iu,
  ],
  [
    'duration',
    /多久|几天|多少天|多长时间|几个?(?:小时|工作日|月|星期|周)|几年|期限|有效期|时限|\bhow (?:long|fast|soon)\b|\bhow many (?:days|hours|weeks|months|years)\b|\b(?:period|time limit|deadline)\b/iu,
  ],
  [
    'amount',
    /\bhow (many|much|long|far|old|often|big|tall|fast|high|large|heavy|early|soon)\b|\b(price|cost|fee|percent(age)?|number|interest rate)\b|多少|多久|多长|多大|多远|多高|多重|几(天|年|个|次|期|分|小时|件|折|位|名|座|所|家|种|条|项|岁|届|集)|价格|百分/iu,
  ],
  [
    'steps',
    /怎么(?!回事|样|不|没|还)|怎样|如何|流程|步骤|在哪里?(?=申请|开|查|看|办)|\bhow (?:do|can|should) (?:i|we)\b|\bhow to\b|\b(?:process|procedure|steps)\b/iu,
  ],
]

/** What the question asks for; null when it does not say. */
export function expectedOf(query: string): Expected {
  return signs.find(([, sign]) => sign.test(query))?.[0] ?? null
}

const evidence: Record<Exclude<Expected, null>, RegExp> = {
  // A year is no amount.
  amount:
    /(?<![\d.,])(?!\d{4}\s?年|(?<=\b(?:in|since|until|by|from|after|before|around) )\d{4}\b)\d+(?:[.,]\d+)*|[一二三四五六七八九十百千万两半]+(?=[个位名座所家条只支部项种类倍次届集首层间天年岁分成人大])|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|half|twice|third|quarter)s?\b/giu,
  money:
    /[€£$¥]\s?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*\s?(?:元|欧元|美元|英镑|日元|dollars?|euros?|pounds?)|免费|\bfree\b/giu,
  duration:
    /\d+(?:[–-]\d+)?\s?(?:天|日内|个?小时|个?工作日|个月|年(?!\s?\d|\d)|周|分钟)|当天|次日|立即|(?:工作日|天|小时|days?|hours?)[)）]?\s?[:：]\s?\d+(?:[–-]\d+)?|(?<=\|\s?)\d+[–-]\d+(?=\s?\|)|\b(?:same|next) day\b|\bat once\b|\d+(?:[–-]\d+)?\s(?:working |business |calendar )?(?:days?|hours?|weeks?|months?|years?|minutes?)\b/giu,
  steps:
    /→|^\d\.\s|点[“「]|申请|订单页|小程序|联系|\b(?:press|order page|ask (?:us|support|an agent)|write to|in (?:the app|your account)|start the)\b/gimu,
  time: /(?<![\d.,])(?:1\d{3}|20\d{2})(?![\d,])|\d{1,4}(?=\s?(?:月|日|号|点|年|世纪)|:\d)|世纪|年代|\b(?:in|until|since|around|by) \d{3}\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|century|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/giu,
  person: /(?<=[\p{L},'’]\s)\p{Lu}\p{L}+|\p{Script=Han}+(?=·)|(?<=·)\p{Script=Han}+/gu,
  place: /(?<=[\p{L},'’]\s)\p{Lu}\p{L}+|\p{Script=Han}{2}(?=[省市县州区国岛街路])/gu,
}

/** All that a text has of a kind, in lower case, each once. */
export function evidenceIn(text: string, expected: Exclude<Expected, null>): string[] {
  return [...new Set([...text.matchAll(evidence[expected])].map(([found]) => found.toLowerCase()))]
}

/** What a text has of a kind that a question may ask for. */
export type Evidence = (expected: Exclude<Expected, null>) => readonly string[]

/** The evidence in a text, looked for once a kind. */
export function rememberedEvidence(text: string): Evidence {
  // Made when first needed: most texts are never asked.
  let found: Map<Expected, readonly string[]> | undefined
  return (expected) => {
    const known = found?.get(expected)
    if (known) return known
    const now = evidenceIn(text, expected)
    found ??= new Map<Expected, readonly string[]>()
    found.set(expected, now)
    return now
  }
}

/** Whether one of these is news: something that the question itself does not say. */
export function hasNews(found: readonly string[], query: string): boolean {
  const asked = query.toLowerCase()
  return found.some((one) => !asked.includes(one))
}
