import type { Span } from './span.ts'

/** Street addresses, Chinese, English and of the European mainland, as written: where something is to be sent. */
export function findAddresses(text: string): Span[] {
  const number = /\d/.test(text)
  return [
    ...(/[号弄幢栋座单]/.test(text) ? findChinese(text) : []),
    ...(number
      ? mainly([english, german, numberLast, french].flatMap((it) => findMatches(text, it)))
      : []),
  ]
}

const house =
  /[\dA-Za-z一二三四五六七八九十百]{1,6}(?:-\d{1,4})?\s?(?:号楼|号院|号|弄|幢|栋|座|单元)/g

/** What a street or an estate is called, right before its number. */
const street =
  /(?:路|街|大道|巷|胡同|道|村|小区|花园|家园|苑|大厦|广场|公寓|城|里|镇|园区|工业园|府)[\s,，]?$/

/** What people say before an address, and is none of it. */
const leadIn =
  /^.*(?:[改换寄送发搬写填]|地址|收货|应该|住|就|是)(?:成|到|为|往|去|给|在|是|至|错|的|寄)是?|^.*(?:地址|收货地)[:：是为\s]*|^.*[在到](?=.{4})/

/** Further parts: buildings, floors, rooms, the name of an estate; a room may be a bare number. */
const further =
  /(?:[\s,，-]{0,2}(?:[\dA-Za-z一二三四五六七八九十]{1,6}\s?(?:号楼|号院|号|弄|幢|栋|座|单元|楼|层|室|房|户|组|期)|[\u4e00-\u9fff]{2,8}?(?:小区|大厦|花园|苑|公寓|广场|家园)))*(?:[\s-]?\d{2,5}(?!\d))?/y

/** The longest way back from a house number to where its address begins. */
const longestStart = 40

/** From every house number back to its street, town and province, and on to its room. */
function findChinese(text: string): Span[] {
  const spans: Span[] = []
  let from = 0
  for (const { 0: number, index } of text.matchAll(house)) {
    if (index < from) continue
    const before = text.slice(Math.max(from, index - longestStart), index)
    const run = /[\u4e00-\u9fff\dA-Za-z\s]+[,，]?$/.exec(before)?.[0] ?? ''
    if (!street.test(run)) continue
    const name = run.replace(leadIn, '').trimStart()
    if (!/^[\u4e00-\u9fff]{2}/.test(name)) continue
    further.lastIndex = index + number.length
    const end = index + number.length + (further.exec(text)?.[0].trimEnd().length ?? 0)
    const start = index - name.length
    spans.push({ type: 'address', value: text.slice(start, end), start, end })
    from = end
  }
  return spans
}

/** A word of a street's name: no word that is more often about time, number or things. */
const named =
  "(?!(?:days?|weeks?|months?|hours?|years?|of|the|a|an|my|your|in|on|to|for|and|or|more|times?|items?)\\b)[a-zà-ÿ][a-zà-ÿ'’.-]*"

/** Flat, house number, street; then flat, town, postcode. Words for a street that are other words too need a capital. */
const english = new RegExp(
  `(?:\\b(?:flat|apt\\.?|apartment|unit|suite)\\s*[\\w-]{1,5},?\\s+)?(?<![\\d.,€$£-])\\b\\d{1,5}[a-z]?(?:[/-]\\d{1,4})?\\s+(?:${named}\\s+){1,4}?` +
    '(?:street|st|road|rd|avenue|ave|lane|ln|boulevard|blvd|crescent|terrace|parkway|pkwy|mews)\\b\\.?' +
    "(?:,?\\s*(?:flat|apt\\.?|apartment|unit|suite|floor|#)\\s*[\\w-]{1,5})?(?:,\\s*[a-zà-ÿ][a-zà-ÿ .'’-]{1,24}(?=,|\\s\\d|\\s[a-z]{1,2}\\d|[.!?]?$)){0,2}" +
    '(?:,?\\s*(?:[a-z]{1,2}\\d[a-z\\d]?\\s?\\d[a-z]{2}|[a-z]{2}\\s\\d{5}|\\d{4,5})\\b)?',
  'gi',
)

/** Street and number, then postcode and town. */
const german =
  /\p{Lu}[\p{L}.-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|damm|ufer)\s\d{1,4}\s?[a-z]?\b(?:,?\s*\d{4,5}\s+\p{Lu}[\p{L}-]+)?/gu

/** What a town or a country is called. */
const place = String.raw`\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)*`
/** A postcode and its town: "28013 Madrid", "1015 CJ Amsterdam", "00-590 Warszawa", "4000-322 Porto". */
const town = String.raw`(?:\d{2}-\d{3}|\d{4}-\d{3}|\d{4}(?:\s[A-Z]{2})?|\d{5})\s${place}`

/** "November 5, 2026" is a day. */
const month = String.raw`(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\s`

/** A word of a street's name: a name, or what stands small between names. */
const ofStreet = String.raw`(?:\p{Lu}[\p{L}'’.-]*|d[eaio]s?|del|della|dei|l[aeo]s?|den|der|dem|van|von|zur|zum|am|im)`

/** The street and then its number, as most of Europe writes it; the postcode and town after it are what makes it one. */
const numberLast = new RegExp(
  String.raw`(?:ul\.\s?)?(?!${month})\p{Lu}[\p{L}'’.-]+(?:\s${ofStreet}){0,4},?\s\d{1,4}\s?[a-z]?(?:[/-]\d{1,4})?(?:,?\s\d{1,2}\s?[º°ª][\s\p{L}]{0,12})?,\s*${town}(?:,\s*${place})?`,
  'gu',
)

/** The number and then the street, as in France; then the town, and perhaps the country. */
const french = new RegExp(
  String.raw`\b\d{1,4}(?:\s?(?:bis|ter))?,?\s(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Pp]lace|[Qq]uai|[Cc]hemin|[Aa]ll[ée]e|[Ii]mpasse|[Cc]ours)\s[\p{L}'’ .-]{2,40}(?:,\s*(?:${town}|${place})){1,2}`,
  'gu',
)

/** Of addresses that overlap the longest: the same one in two ways of writing. */
function mainly(spans: readonly Span[]): Span[] {
  const kept: Span[] = []
  for (const span of spans.toSorted((a, b) => b.end - b.start - (a.end - a.start)))
    if (kept.every(({ start, end }) => span.end <= start || span.start >= end)) kept.push(span)
  return kept.toSorted((a, b) => a.start - b.start)
}

function findMatches(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map(({ 0: value, index: start }) => ({
    type: 'address',
    value,
    start,
    end: start + value.length,
  }))
}
