/** Tells of most short sequences of letters that a text lacks them, much faster than looking through it. */
export type LetterSieve = Uint32Array

const bits = 4096
/** Where Chinese begins; what lies below is looked at four letters at a time, the rest two. */
const firstCjk = 0x2e80

const hash2 = (a: number, b: number) => (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 20
const hash4 = (text: string, at: number) =>
  (Math.imul(text.charCodeAt(at), 0x9e3779b1) ^
    Math.imul(text.charCodeAt(at + 1), 0x85ebca6b) ^
    Math.imul(text.charCodeAt(at + 2), 0xc2b2ae35) ^
    Math.imul(text.charCodeAt(at + 3), 0x27d4eb2f)) >>>
  20

export function sieveOf(text: string): LetterSieve {
  const sieve = new Uint32Array(bits / 32)
  for (let at = 0; at + 1 < text.length; at++) {
    const code = text.charCodeAt(at)
    const place = code < firstCjk ? hash4(text, at) : hash2(code, text.charCodeAt(at + 1))
    sieve[place >> 5] = (sieve[place >> 5] ?? 0) | (1 << (place & 31))
  }
  return sieve
}

/** False only for what the text surely lacks. `gram` is two Chinese characters or four other letters. */
export function mayHave(sieve: LetterSieve, gram: string): boolean {
  const code = gram.charCodeAt(0)
  if (gram.length !== (code < firstCjk ? 4 : 2)) return true
  const place = code < firstCjk ? hash4(gram, 0) : hash2(code, gram.charCodeAt(1))
  return ((sieve[place >> 5] ?? 0) & (1 << (place & 31))) !== 0
}
