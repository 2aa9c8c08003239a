const negated = 'do|does|did|is|are|was|were|has|have|had|would|could|should|must|need'
/** Words that are none without their apostrophe; "wont" and "its" are words of their own, and the sense is clear all the same. */
const left = new RegExp(
  `\\b(?:(${negated})(nt)|(ca|wo)(nt)|(i|they|we|you)(ve)|(what|where|when|who|how|that|there)(s)|(i)(m)|(they|you)(re))\\b`,
  'gi',
)

/** A text with the apostrophes that were left out: "i didnt get it" says what "I didn't get it" says. */
export const withApostrophes = (text: string): string =>
  text.replace(left, (whole: string, ...groups: (string | undefined)[]) => {
    const [word, ending] = groups.slice(0, 12).filter((it) => it !== undefined)
    if (word === undefined || ending === undefined) return whole
    return /^nt$/i.test(ending) ? `${word}n't` : `${word}'${ending}`
  })
