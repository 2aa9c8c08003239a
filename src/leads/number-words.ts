import { numeralSigns, readNumber } from '../domain/numeral.ts'

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const scales: Record<string, number> = {
  hundred: 100,
  thousand: 1000,
  grand: 1000,
  k: 1000,
  million: 1e6,
  m: 1e6,
  lakh: 1e5,
  lakhs: 1e5,
  lac: 1e5,
  crore: 1e7,
  crores: 1e7,
  mio: 1e6,
  dozen: 12,
  百: 100,
  千: 1000,
  万: 1e4,
  w: 1e4,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
}

const word = `(?:${[...small].reverse().join('|')}|${tens.join('|')})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?`
const figure = String.raw`\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d{1,9}(?:[.,]\d{1,2})?`
const scale = String.raw`(?:\s?(?:百万|千万|万|千|百|亿)|\s?(?:k|w|mio|m)(?![a-z\d])|\s(?:hundred|thousand|grand|million|dozen|lakhs?|lac|crores?)\b|(?:hundred|thousand|grand)\b)`

/** 5万8 is 58,000: the figure behind a scale is a tenth of it. */
const spoken = String.raw`\d{1,4}(?:\s?[百千万]|[wk])[1-9](?![\d.,百千万%a-z])`
/** Three and a half k is 3,500. */
const half = String.raw`(?:\d{1,3}|\b${word}) and (?:a )?half(?:\s?(?:k|m)(?![a-z\d])|\s(?:hundred|thousand|grand|million)\b)`

/** A number in figures, English or Chinese words, with its scale: 1.2万, 12,000, 18.000, 五万, five grand, 6k, a dozen. */
export const numberPattern = `(?:${spoken}|${half}|(?:${figure})${scale}{0,2}|\\b(?:${word}|a) hundred(?: and)? ${word}|[${numeralSigns}]{1,9}|\\b(?:${word}|an?)${scale}{1,2}|\\b${word}\\b|\\ba dozen\\b)`

/** The value of a text that `numberPattern` matched; null when it is none after all. */
export function valueOf(text: string): number | null {
  const plain = text.trim().toLowerCase()
  if (/^[\p{Script=Han}]+$/u.test(plain)) return readNumber(plain)
  const [, whole, unit, tenth] = /^(\d+)\s?([百千万wk])([1-9])$/.exec(plain) ?? []
  if (unit !== undefined) return (Number(whole) + Number(tenth) / 10) * (scales[unit] ?? 1)
  const [, before, scaled] = /^(.+) and (?:a )?half\s?([a-z]+)$/.exec(plain) ?? []
  if (scaled !== undefined) {
    const base = baseOf(before ?? '')
    return base === null ? null : (base + 0.5) * (scales[scaled] ?? 1)
  }
  const composite = /^(.+ hundred)(?: and)? (?!thousand|grand|million)(.+)$/.exec(plain)
  if (composite) return (valueOf(composite[1] ?? '') ?? 0) + (valueOf(composite[2] ?? '') ?? 0)
  const parts =
    /^([\d.,' ]*\d|[a-z]+(?:[- ](?!hundred|thousand|grand|million|dozen|lakhs?|lac|crores?|(?:k|w|m|mio)$)[a-z]+)?)?\s*(.*)$/.exec(
      plain,
    )
  const base = baseOf(parts?.[1] ?? '')
  if (base === null) return null
  let value = base
  for (const unit of (parts?.[2] ?? '').match(/百万|千万|[万千百亿]|[a-z]+/g) ?? []) {
    const factor = scales[unit]
    if (factor === undefined) return null
    value *= factor
  }
  return Math.round(value * 100) / 100
}

function baseOf(text: string): number | null {
  if (/^\d/.test(text)) {
    const compact = text.replace(/[\s']/g, '')
    // A sign before exactly three figures sets thousands apart; any other is a decimal one.
    const [, whole = '', cents] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(compact) ?? []
    return Number(`${whole.replace(/[.,]/g, '')}${cents === undefined ? '' : `.${cents}`}`)
  }
  if (text === '' || text === 'a' || text === 'an') return 1
  const [first = '', second] = text.split(/[- ]/)
  if (first === 'a') return second === undefined ? 1 : null
  const ten = tens.indexOf(first)
  if (ten >= 0)
    return (ten + 2) * 10 + (second === undefined ? 0 : Math.max(0, small.indexOf(second)))
  const index = small.indexOf(first)
  return index < 0 || second !== undefined ? null : index
}
