import type { Listening } from './listening.ts'

/** Words by which people want undone what they have just agreed to. */
const takesBack =
  /(?:我)?(?:改主意|反悔|后悔)了|(?:能|可以)?(?:撤回|撤销|恢复)(?:吗|一下|订单)?[。.!！?？]*$|^(?:等等[，,]?)?(?:还是)?别(?:取消|退|改|换)了|\bchanged my mind\b|\b(?:undo|revert|reverse) (?:that|it|this)\b|\b(?:want|keep|need) (?:it|them|the order) after all\b|\bdon'?t (?:cancel|return|change) (?:it|that) after all\b|\btake (?:that|it) back\b/i

/** "I don't want to cancel any more", 「算了不取消了」: what is not done yet is not to be done. Not "I didn't cancel it". */
const leavesIt =
  /(?:^|[，,。\s了])(?:还是|先|就|我)*(?:不想|不用|不要|不|别)(?:再)?(?:取消|退货?|退款|换货?)了[吧啊呀]?[。.!！~]*$|\b(?:don'?t|do not|no longer) (?:want|need) to (?:cancel|return|exchange|change)\b[^?]*$|^(?:(?:please|actually|no|ok|okay|wait|stop|oh)[,.! ]+)*(?:don'?t|do not) (?:cancel|return|exchange)(?: (?:it|that|the \w+|my \w+)\b[^?]*|[.! ]*)$/i

/**
 * "Wait, I changed my mind": what we are asking about is called off; what is done already stays done, and only a person may
 * still be able to stop it.
 */
export function takeBack(
  { situation, playbooks, heard, latest }: Listening,
  text: string,
): boolean {
  const leaves = leavesIt.test(text.trim())
  if (!leaves && !takesBack.test(text)) return false
  const asking = latest(({ status }) => status === 'waiting_for_consent')
  if (asking) {
    asking.status = 'dropped'
    heard.calledOff = true
    return true
  }
  const waiting = latest(({ status }) => status === 'waiting_for_fact')
  const agreed = new Set(playbooks.flatMap(({ consent }) => consent))
  const done = situation.effects.some(({ tool, status }) => status === 'done' && agreed.has(tool))
  if (leaves && !done) {
    if (waiting) waiting.status = 'dropped'
    heard.calledOff = true
    return true
  }
  // "I changed my mind" is also why people send things back.
  if (waiting || !done) return false
  heard.takenBack = true
  return true
}
