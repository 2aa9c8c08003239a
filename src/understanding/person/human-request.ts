import { asksPersonAbroad } from './person-abroad.ts'
import { asksForKnownOne, asksForSomebody } from './person-asked.ts'
import { plainSpelling } from './person-spelling.ts'
import { withoutSpokenOf } from './person-spoken-of.ts'

/** Words in quotes, with a little of what stands before them. A single quote within a word is an apostrophe. */
const quoted =
  /(.{0,12}?)(["“「『][^"”“」』]{4,}["”」』]|(?<![\p{L}\p{N}])['‘][^'’]{4,}['’](?![\p{L}\p{N}]))/gu

/** Words in quotes are somebody else's, unless the customer says that they said them. */
export function withoutQuotes(folded: string): string {
  if (!/["“「『'‘]/.test(folded)) return folded
  return folded.replace(quoted, (all, before: string) =>
    /(?:(?<![跟对和给])我|\bi)[^,。.]{0,6}(?:说|打|发|输入|要求|问|said|typed|asked|wrote|told)/.test(
      before,
    )
      ? all
      : `${before} ‖ `,
  )
}

/** `asked`: in so many words. `mentioned`: the words are there, but nobody is asked for. */
export type HumanRequest = 'asked' | 'mentioned' | 'silent'

/** Whether the customer asks for a person in so many words. `folded` is `foldText(text)`. */
export function readHumanRequest(folded: string): HumanRequest {
  const said = plainSpelling(withoutQuotes(folded))
  if (asksForKnownOne(said) || asksPersonAbroad(said)) return 'asked'
  const left = withoutSpokenOf(said)
  if (asksForSomebody(left)) return 'asked'
  return left === plainSpelling(folded) ? 'silent' : 'mentioned'
}
