/** Words that a typist leaves as they are: numbers, codes, addresses. */
const kept = /[A-Za-z]*\d[\w@.+-]*|\S+@\S+/g

/** Characters that are typed for each other with a pinyin keyboard. */
const alike: Record<string, string> = {
  的: '得',
  在: '再',
  吗: '嘛',
  那: '哪',
  做: '作',
  帮: '邦',
  退: '推',
  到: '道',
}

type Draw = () => number

/** One slip of the hand: a letter doubled, dropped or swapped with the next. */
function slip(letters: readonly string[], at: number, draw: Draw): string[] {
  const [letter = '', next] = letters.slice(at, at + 2)
  const homophone = alike[letter]
  if (homophone !== undefined) return letters.with(at, homophone)
  if (!/[a-z]/.test(letter)) return [...letters]
  const kind = draw()
  if (kind < 0.34) return letters.toSpliced(at, 1, letter, letter)
  if (kind < 0.67 || next === undefined || !/[a-z]/.test(next)) return letters.toSpliced(at, 1)
  return letters.toSpliced(at, 2, next, letter)
}

/**
 * Mistypes a share of the letters, the same ones for the same draws. What is in `safe`, and whatever has digits in it,
 * stays: a customer may be careless, but their facts are their facts.
 */
export function mistype(text: string, rate: number, safe: readonly string[], draw: Draw): string {
  if (rate <= 0) return text
  const held: string[] = []
  const hold = (found: string) => `\u0001${held.push(found) - 1}\u0002`
  let masked = text
  for (const value of safe.toSorted((a, b) => b.length - a.length)) {
    if (value !== '') masked = masked.replaceAll(value, hold)
  }
  masked = masked.replace(kept, (found, at: number) =>
    masked[at - 1] === '\u0001' ? found : hold(found),
  )
  let letters = Array.from(masked)
  for (let i = letters.length - 1; i >= 0; i--) {
    const inMask = letters[i - 1] === '\u0001' || letters[i] === '\u0001'
    if (!inMask && draw() < rate) letters = slip(letters, i, draw)
  }
  return letters.join('').replace(/\u0001(\d+)\u0002/g, (_, n: string) => held[Number(n)] ?? '')
}
