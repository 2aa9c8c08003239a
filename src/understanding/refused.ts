/** What customers call what they are asked to agree to: in Chinese, and in English. */
const called: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  issue_coupon: ['(?:优惠)?券|红包', '(?:coupon|voucher)s?'],
  cancel_order: ['取消', 'cancel(?:led|ling)?'],
  open_return: ['退货?', 'return'],
  open_exchange: ['换货?', 'exchange'],
}

const patterns = Object.fromEntries(
  Object.entries(called).map(([tool, [zh, en]]) => {
    const notIt = `(?:不(?:想|用|需|再)?要?|别|谁要|谁稀罕)(?:你们?|再|给我|帮我|发|什么|任何|这个?|那个?|的){0,4}(?:${zh})`
    const itNot = `(?:${zh})(?:我|就|也|都)*(?:不要|不用|不需要|不稀罕|免了)`
    const noNeed = String.raw`\b(?:don'?t|do not|not|no need (?:for|to))(?: (?:want|need|asking for|after|here for|interested in))?(?: (?:to|a|an|the|any|your|that|this|another|stupid|damn|bloody))* (?:${en})\b`
    return [tool, new RegExp(`${notIt}|${itNot}|${noNeed}`, 'iu')] as const
  }),
)

/** What takes a refusal back in the same breath: a question, a double no, a condition. */
const unsure =
  /[?？吗]|不行|why (?:don'?t|not)|为什么不|怎么.{0,2}不|还不|要不|\b(?:if|unless)\b|如果|要是/i

/**
 * Whether a message turns down, by name, what a tool would do: 「我不要券，我要包裹」, "don't cancel it". It may say more
 * besides; a yes may not, for only a yes allows a write.
 */
export const isRefused = (tool: string, text: string): boolean =>
  !unsure.test(text) && (patterns[tool]?.test(text.normalize('NFKC').replaceAll('’', "'")) ?? false)
