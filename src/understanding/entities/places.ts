import { aliases, ambiguous, bilingual, englishOnly } from './place-names.ts'
import type { Span } from './span.ts'

const englishValue = new Map<string, string>()
const chineseValue = new Map<string, string>()
for (const line of bilingual.trim().split(/[|\n]/)) {
  const [, english = '', chinese = ''] = /^(.*) (\S+)$/.exec(line.trim()) ?? []
  englishValue.set(english.toLowerCase(), english)
  chineseValue.set(chinese, english)
}
for (const name of englishOnly.trim().split(/[|\n]/)) englishValue.set(name.toLowerCase(), name)
for (const [alias, value] of Object.entries(aliases)) {
  ;(/\p{Script=Han}/u.test(alias) ? chineseValue : englishValue).set(alias, value)
}

const longestChinese = Math.max(...[...chineseValue.keys()].map((name) => name.length))
/** Most signs and words begin no name; that is known before anything is cut out of the text. */
const beginsChinese = new Set([...chineseValue.keys()].map((name) => name.charCodeAt(0)))
const beginsEnglish = new Set(
  [...englishValue.keys()].flatMap((name) => [beginning(name, 0), beginning(`${name[0]}’`, 0)]),
)
const mostWords = 4

/** Cities, provinces and countries → their English name, so that 杭州 and Hangzhou are one place. */
export function findPlaces(text: string): Span[] {
  return [...findEnglish(text), ...findChinese(text), ...findAnnounced(text)]
}

/** Every run of up to four words that names a place, the longest first. */
function findEnglish(text: string): Span[] {
  if (!/[a-z]/i.test(text)) return []
  const words = [...text.matchAll(/[a-zà-ÿ\u0100-\u017f'’.-]+/gi)]
  const spans: Span[] = []
  for (let i = 0; i < words.length; i++) {
    if (!beginsEnglish.has(beginning(text, words[i]?.index ?? 0))) continue
    for (let count = Math.min(mostWords, words.length - i); count > 0; count--) {
      const span = placeAt(text, words[i], words[i + count - 1])
      if (span === undefined) continue
      spans.push(span)
      i += count - 1
      break
    }
  }
  return spans
}

/** What tells beginnings apart: the first two letters, small, those with accents all alike. */
function beginning(text: string, at: number): number {
  return plainLetter(text.charCodeAt(at)) * 128 + plainLetter(text.charCodeAt(at + 1))
}

function plainLetter(code: number): number {
  if (code > 127 || Number.isNaN(code)) return 0
  return code >= 65 && code <= 90 ? code + 32 : code
}

function placeAt(
  text: string,
  first: RegExpExecArray | undefined,
  last: RegExpExecArray | undefined,
): Span | undefined {
  if (!first || !last) return undefined
  const start = first.index
  const written = text.slice(start, last.index + last[0].length)
  for (const name of [written, written.replace(/(?:['’]s|[.'’-]+)$/, '')]) {
    const plain = name.toLowerCase()
    const value = englishValue.get(plain.replaceAll('’', "'"))
    if (value === undefined) continue
    if (ambiguous.has(plain) && !/^\p{Lu}/u.test(name)) return undefined
    if (plain === 'the us' && !name.endsWith('US')) return undefined
    return { type: 'place', value, start, end: start + name.length }
  }
  return undefined
}

/** Every stretch of signs that names a place, the longest first. */
function findChinese(text: string): Span[] {
  const spans: Span[] = []
  for (let start = 0; start < text.length; start++) {
    if (!beginsChinese.has(text.charCodeAt(start))) continue
    // A slice is cut at the end of the text, and a span is not.
    for (let length = Math.min(longestChinese, text.length - start); length > 1; length--) {
      const value = chineseValue.get(text.slice(start, start + length))
      if (value === undefined) continue
      spans.push({ type: 'place', value, start, end: start + length })
      start += length - 1
      break
    }
  }
  return spans
}

/** After these a word with a capital is a place, whether or not anybody has heard of it. */
const announced =
  /\b(?:originally from|based in|liv(?:e|es|ed|ing) in|moved (?:here )?(?:from|to)|(?:i am|i'm|we are|we're|now|staying|located|born|factory|warehouse|office) in|travell?(?:ed|ing)? to|trip to|flight to|ship(?:ped|ping)? to|deliver(?:ed|y)? to|arriv(?:e|ed|es|ing) (?:at|in)|return(?:ed|ing)? to)[ \t]+/gi
const capitals =
  /\p{Lu}[\p{L}'’-]+(?:[ \t](?:(?:de|del|la|am|an der|upon|sur)[ \t])?\p{Lu}[\p{L}'’-]+){0,2}/uy

/** What is said to be a place and is in no list, as written. */
function findAnnounced(text: string): Span[] {
  const spans: Span[] = []
  if (!/\p{Lu}/u.test(text)) return spans
  for (const { 0: cue, index } of text.matchAll(announced)) {
    capitals.lastIndex = index + cue.length
    const found = capitals.exec(text)
    if (!found || noPlace.test(found[0])) continue
    const { 0: value, index: start } = found
    spans.push({ type: 'place', value, start, end: start + value.length })
  }
  return spans
}

const noPlace =
  /^(?:The|My|Your|Our|This|That|It|I|A|An|(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|English|German|French|Spanish|Chinese|Dutch|Italian|[A-Z]{1,3}|[A-Z]+-\d.*)\b/
