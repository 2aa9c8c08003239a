import type { Wish } from '../../domain/agenda.ts'
import type { Effect } from '../../domain/effect.ts'
import { plain } from '../../domain/plain-text.ts'
import { fillTemplate, holds } from '../playbooks/template.ts'
import { isWaiting, type Listening } from './listening.ts'
import { reading, type Run } from './run.ts'

/** Asking whether what was wished for is done, and nothing else. */
const asksWhetherDone =
  /^(?:那|所以|这个?|那个?|地址|现在|你们?)*(?:都|已经|是不是|到底)*(?:给我)?(?:帮我)?(?:改|换|退|取消|办|弄|搞|开|处理|提交|申请|登记|操作)(?:完|好|成功|成|掉|上)?(?:了)?(?:吗|么|没有?|吧)[?？]?$|^(?:so |ok,? |and )*(?:(?:is|has|was) (?:it|that|this|everything) (?:all |been )?(?:done|changed|cancell?ed|sorted|updated|submitted|arranged)|(?:did|have) you (?:do|done|change[d]?|cancel(?:l?ed)?|update[d]?|sort(?:ed)?) (?:it|that)|did (?:it|that) (?:work|go through)|(?:are )?(?:we |you )?(?:all )?done)(?: now| yet| then| already)*\s*\?*$/i

/**
 * "Is it done?": of what still waits for an answer, that it is not; of what was done, that it is. False where the words ask
 * something else, or nothing was wished for.
 */
export function takeWhetherDone(
  { situation, heard, latest, playbookOf }: Listening,
  text: string,
): boolean {
  if (!asksWhetherDone.test(plain(text).trim())) return false
  const waiting = latest(isWaiting)
  if (waiting) {
    heard.notYet = waiting
    heard.resumed.add(waiting)
    waiting.status = 'open'
    return true
  }
  const made = latest((wish) => {
    const tools = playbookOf(wish)?.consent ?? []
    return situation.effects.some((effect) => tools.includes(effect.tool) && serves(effect, wish))
  })
  if (made) heard.isDone = made
  return made !== undefined
}

/** Whether something was done for this wish. */
const serves = ({ status, args }: Effect, { facts }: Wish): boolean =>
  status === 'done' && (facts['order'] === undefined || args['orderNumber'] === facts['order'])

/** What was said when the wish's write was done, told once more from what came of it. */
export function toldOnceMore(run: Run): string {
  const { wish, playbook, floor, known } = run
  const { scope, effects } = floor.situation
  const texts: string[] = []
  let isAfter = false
  for (const step of playbook.steps) {
    if ('write' in step) {
      const made = effects.findLast((effect) => effect.tool === step.write && serves(effect, wish))
      if (!made) continue
      isAfter = true
      known[step.as] = made.result?.data
    } else if (!isAfter || !('say' in step) || !holds(step.when, known)) continue
    const template = step.say && playbook.replies[step.say]?.[scope.locale]
    if (template) texts.push(fillTemplate(template, known, reading(run)))
    if ('end' in step && step.end) break
  }
  return texts.join('\n')
}
