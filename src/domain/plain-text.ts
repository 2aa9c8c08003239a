import { Converter } from 'opencc-js/t2cn'

/** The first and the last character that may have a simplified form: Han in one unit of UTF-16, compatibility forms apart. */
const first = 0x3400
const last = 0x9fff

/**
 * For each character from `first` on, the simplified one that it is compared as, after OpenCC's tables
 * (https://github.com/BYVoid/OpenCC), of Taiwan and Hong Kong alike; 0 for itself. One for one, so that offsets stay: words that
 * only differ by region (「行動電源」 and 「充电宝」) are a matter of the lexicon.
 */
const simplified = tableOf(Array.from({ length: last - first + 1 }, (_, i) => first + i))

function tableOf(codes: readonly number[]): Uint16Array {
  const table = new Uint16Array(codes.length)
  const text = codes.map((code) => String.fromCharCode(code)).join('\n')
  for (const from of ['hk', 'tw'] as const) {
    const converted = Converter({ from, to: 'cn' })(text).split('\n')
    codes.forEach((code, i) => {
      const simple = converted[i]
      if (simple?.length === 1 && simple.charCodeAt(0) !== code) table[i] = simple.charCodeAt(0)
    })
  }
  // What is the simplified form of one is left alone though it be a traditional form too: 么 (of 麼, and for 幺).
  for (const simple of new Set(table))
    if (simple >= first && simple <= last) table[simple - first] = 0
  return table
}

/** The text with each traditional character replaced by its simplified form; of the same length. */
export function simplify(text: string): string {
  let simple = ''
  let done = 0
  for (let i = 0; i < text.length; i++) {
    const code = simplified[text.charCodeAt(i) - first]
    if (!code) continue
    simple += text.slice(done, i) + String.fromCharCode(code)
    done = i + 1
  }
  return done === 0 ? text : simple + text.slice(done)
}

/** The form in which words are looked for in a text: NFKC, lower case, simplified Chinese. */
export const plain = (text: string): string => simplify(text.normalize('NFKC').toLowerCase())

/** The plain form with one kind of apostrophe: in which English wordings are looked for too. */
export const spoken = (text: string): string => plain(text).replaceAll('’', "'")
