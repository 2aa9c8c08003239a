/** Words that stand for something named before: 它, 那款, it, that one. */
const standsFor =
  /它|这[个款台]|那[个款台]|\b(?:it|its|they|them|these|those|this|that|one|ones|which)\b/i
/** Words that go on from what was said before. */
const goesOn = /^(?:那|那么|还有|and|so|what about|how about)(?![个款台])/i

/** Whether words are about something named before, and go no further: 「那个能带冰箱吗」 is about that, not about fridges. */
export const refersBack = (text: string): boolean => standsFor.test(text) && !goesOn.test(text)

/** Whether words lean on what was said before, by standing for it or by going on from it. */
export const leansBack = (text: string): boolean => standsFor.test(text) || goesOn.test(text)

/** Whether what begins at a place of a text is pointed at there: 「那个热水壶」 names the kettle, and nothing before it. */
export const isPointedAt = (text: string, start: number): boolean =>
  /(?:[这那][个款台件只把条双]|\b(?:that|this|these|those|the))\s*$/i.test(text.slice(0, start))
