import { Converter } from 'opencc-js/t2cn'

/**
 * Traditional characters (of Taiwan and Hong Kong alike) and the simplified ones they are compared as, one for one, after
 * OpenCC's tables (https://github.com/BYVoid/OpenCC). One for one, so that offsets stay: words that only differ by region
 * (「行動電源」 and 「充电宝」) are a matter of the lexicon.
 */
const simplified: ReadonlyMap<string, string> = tableOf(
  Array.from({ length: 0x9fff - 0x3400 + 1 }, (_, i) => String.fromCodePoint(0x3400 + i)),
)

function tableOf(characters: readonly string[]): Map<string, string> {
  const table = new Map<string, string>()
  for (const from of ['hk', 'tw'] as const) {
    const converted = Converter({ from, to: 'cn' })(characters.join('\n')).split('\n')
    characters.forEach((character, i) => {
      const simple = converted[i]
      if (simple && simple !== character && simple.length === 1) table.set(character, simple)
    })
  }
  // What is the simplified form of one is left alone though it be a traditional form too: 么 (of 麼, and for 幺).
  for (const simple of new Set(table.values())) table.delete(simple)
  return table
}

const han = /\p{Script=Han}/u

/** The text with each traditional character replaced by its simplified form; of the same length. */
export function simplify(text: string): string {
  if (!han.test(text)) return text
  let simple = ''
  for (const character of text) simple += simplified.get(character) ?? character
  return simple
}

/** The form in which words are looked for in a text: NFKC, lower case, simplified Chinese. */
export const plain = (text: string): string => simplify(text.normalize('NFKC').toLowerCase())

/** The plain form with one kind of apostrophe: in which English wordings are looked for too. */
export const spoken = (text: string): string => plain(text).replaceAll('’', "'")
