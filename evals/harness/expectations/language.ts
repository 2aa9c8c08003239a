/** Characters as people count them, nearly: code points. */
export const lengthOf = (text: string): number => Array.from(text).length

/** Sentences of a text, by Unicode's rules, line by line. */
export function sentencesOf(text: string): string[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' })
  return text
    .split('\n')
    .flatMap((line) => [...segmenter.segment(line)].map(({ segment }) => segment.trim()))
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
}

// Codes, addresses and names of products are the same in every language.
const sameEverywhere = /https?:\/\/\S+|\S+@\S+|[A-Za-z]*\d[\w-]*/g

/** `zh` or `en` by the letters used; null when a text has too few to tell. */
export function languageIn(text: string): 'zh' | 'en' | null {
  const words = text.replace(sameEverywhere, ' ')
  const han = words.match(/\p{Script=Han}/gu)?.length ?? 0
  const latin = words.match(/\p{Script=Latin}{2,}/gu)?.length ?? 0
  if (han + latin < 3) return null
  // A Chinese character weighs about as much as half an English word.
  return han / 2 >= latin ? 'zh' : 'en'
}

const rude: readonly (readonly [string, RegExp])[] = [
  ['shouts', /[!！]{2,}|(?:\b[A-Z]{4,}\b[ ,]*){2,}/],
  [
    'blames the customer',
    /\byou (?:should have|failed to|didn't bother|must have misread)\b|\byour (?:own )?fault\b|是您自己|是你自己|您自己的问题|谁让您|谁叫你/i,
  ],
  [
    'brushes off',
    /\b(?:calm down|not my problem|whatever|stop complaining)\b|不关我|别再问|冷静一点|你急什么|爱要不要|没办法，?自己/i,
  ],
  ['is curt with 你', /(?<!谢谢)(?<![迎见])你(?!好)/],
]

/** What is discourteous in a reply; empty for most. In Chinese the shop says 您. */
export const toneFaults = (reply: string): string[] =>
  rude.flatMap(([fault, pattern]) => (pattern.test(reply) ? [fault] : []))
