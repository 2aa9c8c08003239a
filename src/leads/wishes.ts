import { clausesOf, ownWords, type LeadTurn } from './said.ts'

const pains =
  /(?:老是|经常|总是|一直)[^，。]{0,10}(?:坏|慢|断|卡|漏|出问题)|不够用|太(?:吵|慢|重|小|费电|占地方|麻烦)|受不了|头疼|人手不够|忙不过来|(?:旧|老)(?:的)?[^，。]{0,6}(?:坏了|不行了)|浪费(?:时间|钱)|\b(?:keeps? (?:breaking|failing)|broke down|too (?:noisy|slow|heavy|small)|not enough|running out of|struggl\w*|tired of|fed up|waste of|problem with|short of staff|can'?t keep up)\b/i
const preferences =
  /(?:最好|希望|偏好|喜欢|更想|优先|尽量|要求)(?!.{0,4}(?:预算|什么时候))|(?:黑|白|红|蓝|绿|灰|银|粉)色|静音|轻便|环保|\b(?:prefer(?:ably)?|ideally|would rather|must have|has to be|nice to have|favourite|in (?:black|white|red|blue|green|grey|gray|silver)|quiet|lightweight|eco-?friendly)\b/i

/** Something said of what hurts or of what is liked, in the customer's own words. */
export interface Remark {
  readonly words: string
  readonly messageId: LeadTurn['messageId']
}

const find = (turns: readonly LeadTurn[], cue: RegExp): Remark[] =>
  turns.flatMap(({ from, text, messageId }) =>
    from === 'customer'
      ? clausesOf(ownWords(text)).flatMap(({ text: words }) =>
          cue.test(words) ? [{ words, messageId }] : [],
        )
      : [],
  )

/** What the customer suffers from now. */
export const findPains = (turns: readonly LeadTurn[]): Remark[] => find(turns, pains)

/** How the customer would like it to be. */
export const findPreferences = (turns: readonly LeadTurn[]): Remark[] => find(turns, preferences)
