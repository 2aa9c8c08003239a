import { groupOf } from '../../../domain/intent.ts'
import { spoken } from '../../../domain/plain-text.ts'
import type { Playbook } from '../../../domain/playbook.ts'
import { lowConfidence, type Reading } from '../../../domain/reading.ts'
import { faultSpokenOf } from './in-matter.ts'
import { isWaiting, type Listening, type Spoken } from './listening.ts'
import { pickChoice } from '../facts/options.ts'

/** What people do about a fault, and that they did: 「换过气罐了」,「重启了好几次」, "cleaned the contacts already". */
const tries =
  /(?:试|换|充|擦|清理|清洁|清洗|洗|拔|插|重启|关|开|调|修|拆|装|加|热|按|查|弄|除垢|升级|复位|重置|晾|满|紧)[^没\s，。！？]{0,5}过(?!期|保|敏|分|来|去)|(?:重启|重置|清理|清洗|升级|除垢|检查|复位)了|(?:擦|清|洗|换|拔|插|装|加|倒|晾|拧|关|开)[^没，。？！]{0,3}[干净好紧满新]了|换[^没，。？！]{1,6}也|刚[^没，。]{0,4}(?:换|修|充|洗|清)|(?:都|已经)[^没，。]{0,4}(?:试|换|充|擦|洗|插|按|查|弄)[^没，。]{0,4}了|^新的[^，。？]{0,4}(?:[，,]|$)|\b(?:tried|cleaned|wiped|washed|replaced|swapped|changed|restarted|rebooted|reset|unplugged|recharged|charged|descaled|checked|updated|emptied|refilled|tightened|reinstalled|rinsed)\b|\bdid (?:all )?(?:that|this|it|so)\b|\balready\b|\bchecked\b|\b(?:bled|rinsed|flushed)\b|\bnew (?:battery|cartridge|canister|filter|cable|charger)\b/
/** That it is as it was. */
const stays =
  /还是(?:不|没|这样|那样|一样|老样子|坏|有)|(?:没|不管)用|老样子|没(?:变化|区别|反应)|\bstill (?:no|not|the same|doesn'?t|won'?t|broken|nothing)\b|\bsame (?:thing|problem|issue|again)\b|, nothing\b|\bno (?:luck|change|difference|joy)\b|\bmade no difference\b|\bdidn'?t (?:help|work)\b/
const notTried =
  /没(?:有)?(?:试|换|充|擦|清|洗|拔|插|重启)|还没|\b(?:haven'?t|have not|didn'?t|did not|never|not yet)\b.{0,12}\b(?:tr(?:y|ied)|clean|wip|replac|chang|restart|reset|charg)/
/** What asks for something else than the fault be found. */
const wantsElse =
  /退|赔|投诉|人工|客服|换(?:一台|一个|台|个|新|货)|修|寄|\b(?:refund|return (?:it|this|the|my)|send (?:it|this)|money back|replacement|exchange|new one|repair|complain\w*|human|agent|person|colleague|warranty)\b/
const asks =
  /[?？]|[吗么呢]$|多少|多久|几天|在哪|哪[里儿]|\b(?:where|how (?:much|long|many)|can i|could i|do you|is there)\b/
/** A longer message tells more than what was tried. */
const longestTold = 80

/** Whether words tell what was done about a fault, or that it stayed, and want nothing else. */
export function tellsTried(text: string): boolean {
  const words = spoken(text).trim()
  return (
    words.length <= longestTold &&
    (tries.test(words) || stays.test(words)) &&
    !notTried.test(words) &&
    !wantsElse.test(words) &&
    !asks.test(words)
  )
}

/** 「电池是原装的」, "the tank is full": said of the thing that is looked at, and wanting nothing. */
export const tellsOfFault = (text: string, { intents: [top] }: Reading): boolean => {
  const words = spoken(text).trim()
  const isOther =
    top !== undefined &&
    (groupOf(top.name) !== 'presales' || top.name === 'store_info') &&
    top.name !== 'provide_info'
  const isSurelyOther = isOther && top.probability >= lowConfidence
  return (
    words.length <= longestTold && !isSurelyOther && !wantsElse.test(words) && !asks.test(words)
  )
}

/** Where a playbook gathers what was tried, where it does. */
const triedSlot = (playbook: Playbook | undefined) =>
  Object.entries(playbook?.facts ?? {}).find(([, slot]) => slot.type === 'tried')?.[0]

const longestGathered = 900

/**
 * 「充满过，还是这样」, while a fault is looked for: what was tried goes to the diagnosis, and is no wish, however it reads. Where
 * the fault was given up for repair, our question stands. False where the words are something else.
 */
export function takeTried(
  listening: Listening,
  { text }: Spoken,
  tells: boolean = tellsTried(text),
): boolean {
  const { heard, playbookOf } = listening
  const wish = faultSpokenOf(listening.wishes)
  if (!wish || !tells) return false
  const playbook = playbookOf(wish)
  const slot = triedSlot(playbook)
  if (slot === undefined) {
    if (!isWaiting(wish)) return false
    if (wish.status === 'waiting_for_fact') heard.told.add(wish)
    wish.status = 'open'
    return true
  }
  const { asked } = wish
  const question = asked === null ? undefined : playbook?.facts[asked]
  // 「还是不行」, to our question whether it helped.
  const answer = question?.options && pickChoice(text, question.options)
  // "That did it, thanks" is the answer, and tells of nothing that was tried.
  if (question?.onlyAsked && answer && !stays.test(spoken(text))) return false
  wish.facts[slot] = `${wish.facts[slot] ?? ''}\n${text}`.trim().slice(-longestGathered)
  if (asked !== null && question?.onlyAsked && answer) wish.facts[asked] = answer
  if (asked !== null) delete wish.timesAsked[asked]
  wish.said = []
  wish.status = 'open'
  return true
}
