/** Tells of most short sequences of letters that a text lacks them, much faster than looking through it. */
export type LetterSieve = Uint32Array

const bits = 4096
/** Where Chinese begins; what lies below is looked at four letters at a time, the rest two. */
const firstCjk = 0x2e80

const hash2 = (a: number, b: number) => (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 20
const hash4 = (a: number, b: number, c: number, d: number) =>
  (Math.imul(a, 0x9e3779b1) ^
    Math.imul(b, 0x85ebca6b) ^
    Math.imul(c, 0xc2b2ae35) ^
    Math.imul(d, 0x27d4eb2f)) >>>
  20
/** Behind the end of a text. */
const nothing = 0

export function sieveOf(text: string): LetterSieve {
  const sieve = new Uint32Array(bits / 32)
  const at = (place: number) => (place < text.length ? text.charCodeAt(place) : nothing)
  let [a, b, c] = [at(0), at(1), at(2)]
  for (let next = 3; next < text.length + 2; next++) {
    const d = at(next)
    const place = a < firstCjk ? hash4(a, b, c, d) : hash2(a, b)
    sieve[place >> 5] = (sieve[place >> 5] ?? 0) | (1 << (place & 31))
    a = b
    b = c
    c = d
  }
  return sieve
}

/** False only for what the text surely lacks. `gram` is two Chinese characters or four other letters. */
export function mayHave(sieve: LetterSieve, gram: string): boolean {
  const code = gram.charCodeAt(0)
  if (gram.length !== (code < firstCjk ? 4 : 2)) return true
  const place =
    code < firstCjk
      ? hash4(code, gram.charCodeAt(1), gram.charCodeAt(2), gram.charCodeAt(3))
      : hash2(code, gram.charCodeAt(1))
  return ((sieve[place >> 5] ?? 0) & (1 << (place & 31))) !== 0
}
