import { plain } from '../domain/plain-text.ts'
import type { AdviceBook, AdviceGroup } from './advice-book.ts'

const clauses = /[,，。.!！?？;；\n]+|\s+(?:but|so|and)\s+/
/** What is said of goods that need not be shown: they are there already, or not wanted. */
const notThose =
  /已经有|有了|不缺|不要|除了|别推荐|不想要|不需要|不喜欢|\b(?:already (?:has|have|got|owns?|own)|(?:has|have|'s|'ve) (?:got )?(?:a|an|one|that|two|enough|his own|her own)|not (?:a|an|another)|no more|except|other than|(?:doesn'?t|don'?t) (?:need|want|like))\b/i
const cheaper =
  /便宜[点些]|便宜一点|更便宜|太贵|贵了|有点贵|\b(?:cheaper|less expensive|more affordable|lower price|too (?:expensive|pricey|dear|much)|over (?:my|the) budget)\b/i

const others =
  /还有(?:没有)?别的|别的(?:款|推荐)?[吗么]|换一[个款种]|其他的[吗么]|\b(?:anything else|something else|other (?:ideas|options|ones)|any others)\b/i

/** The words of a text that it has from a list. */
export const held = (text: string, words: readonly string[]): string[] =>
  words.filter((word) => text.includes(plain(word)))

const namesOf = ({ called }: AdviceGroup) => [...called.zh, ...called.en]

/** What somebody who asks for advice said. */
export interface AdviceWords {
  /** Their words without what they said of goods that need not be shown. */
  text: string
  /** The goods that need not be shown. */
  not: ReadonlySet<string>
  cheaper: boolean
  /** They ask for more than they were shown. */
  others: boolean
}

/** Reads what somebody said who asks what to buy. */
export function readAdviceWords(book: AdviceBook, words: string): AdviceWords {
  const not = new Set<string>()
  const kept = plain(words)
    .split(clauses)
    .filter((clause) => {
      const groups = notThose.test(clause)
        ? book.filter((group) => !group.broad && held(clause, namesOf(group)).length > 0)
        : []
      for (const { products } of groups) for (const { sku } of products) not.add(sku)
      return groups.length === 0
    })
  return { text: kept.join(', '), not, cheaper: cheaper.test(words), others: others.test(words) }
}

/** The groups that a text names: kinds of goods by the longest name, then the fields, as the book has them in order. */
export function groupsIn(book: AdviceBook, text: string): AdviceGroup[] {
  const longest = (group: AdviceGroup) =>
    Math.max(0, ...held(text, namesOf(group)).map(({ length }) => length))
  return book
    .filter((group) => longest(group) > 0)
    .toSorted(
      (a, b) => Number(a.broad) - Number(b.broad) || (a.broad ? 0 : longest(b) - longest(a)),
    )
}
