import { BatonError } from '../../domain/error.ts'

/** Bytes that begin a text and name its encoding. */
const marks = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const

/**
 * The text of a file: by its mark, else as UTF-8, else as what it declares (`charset`), else as UTF-16 or GBK where the
 * bytes show it. Throws `invalid` when none of these fits; nothing is ever guessed into question marks.
 */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  const mark = marks.find((one) => one.bytes.every((byte, at) => bytes[at] === byte))
  const tried = mark
    ? [mark.encoding]
    : [
        ...utf16Of(bytes),
        'utf-8',
        ...(declared ? [declared] : []),
        ...(isGbk(bytes) ? ['gb18030'] : []),
      ]
  for (const encoding of tried) {
    const text = decodeAs(encoding, bytes)
    if (text?.includes('\0')) throw new BatonError('invalid', 'it holds no text')
    if (text !== null) return text
  }
  throw new BatonError(
    'invalid',
    'its encoding cannot be told: it is not UTF-8 text, UTF-16 or GBK; save it as UTF-8',
  )
}

function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const looked = 4096

/** Text in UTF-16 without a mark: markup, digits and blanks have a zero on one side of each pair, and on that side only. */
function utf16Of(bytes: Uint8Array): string[] {
  const zeros = [0, 0]
  const length = Math.min(bytes.length & ~1, looked)
  for (let at = 0; at < length; at++) if (bytes[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const few = length / 100
  if (odd > few && even === 0) return ['utf-16le']
  if (even > few && odd === 0) return ['utf-16be']
  return []
}

/** Nearly all pairs are punctuation or the characters of everyday Chinese, which GBK keeps in a corner of its own. */
function isGbk(bytes: Uint8Array): boolean {
  let pairs = 0
  let everyday = 0
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) continue
    const trail = bytes[++at] ?? 0
    pairs += 1
    if (trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xd7)))
      everyday += 1
  }
  return pairs > 0 && everyday / pairs > 0.9
}
