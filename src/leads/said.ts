import type { MessageId } from '../domain/id.ts'
import type { Author } from '../domain/message.ts'
import type { Entity } from '../domain/reading.ts'

/** One thing said in a conversation, with the entities that a reader found in it. */
export interface LeadTurn {
  readonly messageId: MessageId
  readonly from: Author
  readonly text: string
  readonly at: Date
  /** Spans of `text`; empty where nothing was read. */
  readonly entities: readonly Entity[]
  /** Where `text` names goods, as a finder of goods found them; absent where nobody looked. */
  readonly goods?: readonly { readonly start: number; readonly end: number }[]
}

/** Full-width forms and odd spaces become plain; the length stays, so that spans keep their place. */
function plain(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000\u00a0\t]/g, (sign) => {
    const code = sign.charCodeAt(0)
    // Full-width punctuation of Chinese sentences stays what it is.
    if (/[，！？；：（）]/.test(sign)) return sign
    return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : ' '
  })
}

/** The longest part of a message in which facts are looked for, in UTF-16 units. */
const longestText = 3000

const blank = (text: string): string => ' '.repeat(text.length)
const reported =
  /(?:发来|转发|转告|说|写|原话|消息|fwd?|forward(?:ed)?|wrote|writes|said|says|asks?|asked|message|mail)[^“”"'\n]{0,24}[“"']([^“”"\n]{4,})[”"']/gi

/** thirty-five (35) e-bikes: a number in words with its figures is the figures, at the same end. */
const toldTwice = /\b[a-z]+(?:[- ][a-z]+)? \((\d{1,5})\)(?= \p{L})/giu

/** The customer's own words: what others said, quoted or forwarded, is blanked out, and every character keeps its place. */
export function ownWords(text: string): string {
  return plain(text.slice(0, longestText))
    .replace(/^>.*$/gm, blank)
    .replace(toldTwice, (all, figures: string) => figures.padStart(all.length))
    .replace(reported, (all, quoted: string) => {
      const at = all.lastIndexOf(quoted)
      return all.slice(0, at) + blank(quoted) + all.slice(at + quoted.length)
    })
}

/** A stretch of a text between two marks of punctuation. */
export interface Clause {
  readonly text: string
  readonly start: number
}

const stops = /[，。！？；、\n()（）|]|[,;!?](?!\d{3}\b)|\.(?=\s|$)|:\s(?!\/)|：|\s-\s|\s{2,}/g
const abbreviation = /\b(?:Mr|Mrs|Ms|Dr|St|Ltd|Inc|Co|Corp|Sp|approx|attn|no|z o\.o)$/i

/** Cuts at punctuation; a full stop after an abbreviation cuts nothing. */
export function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = []
  let from = 0
  const push = (to: number) => {
    const raw = text.slice(from, to)
    const lead = raw.length - raw.trimStart().length
    if (raw.trim()) clauses.push({ text: raw.trim(), start: from + lead })
  }
  for (const stop of text.matchAll(stops)) {
    if (stop[0] === '.' && abbreviation.test(text.slice(0, stop.index))) continue
    push(stop.index)
    from = stop.index + stop[0].length
  }
  push(text.length)
  return clauses
}

const corrections =
  /(?:哦|噢|啊)?不对|哦不|搞错了?|(?<!要)不是(?!吗|吧)|说错了?|数错了?|写错了?|算了|等等|再想想(?=[…。.，,]*[^\s…。.，,])|应该是|更正|改成|改为|\b(?:no,? wait|wait|actually|make (?:that|it)|i mean|i meant|correction|scratch that|sorry|rather|instead|ugh|hmm)\b/gi

/** The words after the last sign of a correction, or null where nothing is corrected. Offsets are those of `text`. */
export function afterCorrection(text: string): string | null {
  const last = [...text.matchAll(corrections)].at(-1)
  if (!last) return null
  const from = last.index + last[0].length
  return blank(text.slice(0, from)) + text.slice(from)
}

const yes =
  /^\s*(?:对|是的?|嗯+|没错|好的?|可以|行|yes|yep|yeah|yup|correct|right|exactly|sure|that's right|i will|i am)(?![a-z])/i

/** Whether a message begins with a plain yes. */
export const saysYes = (text: string): boolean => yes.test(text)

/** Chinese, or not, by its letters. */
export const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)
