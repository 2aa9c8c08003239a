import type { Wish } from '../../../domain/agenda.ts'
import type { Effect } from '../../../domain/effect.ts'
import type { IntentName } from '../../../domain/intent.ts'
import { plain } from '../../../domain/plain-text.ts'
import { fillTemplate, holds } from '../../playbooks/template.ts'
import { isWaiting, type Listening } from './listening.ts'
import { reading, type Run } from '../playing/run.ts'

/** Asking whether what was wished for is done, and nothing else. 「退了吧」 and "done" ask nothing: do it, and I did. */
const asksWhetherDone =
  /^(?:那|所以|这个?|那个?|地址|现在|你们?)*(?:都|已经|是不是|到底)*(?:给我)?(?:帮我)?(?<verb>改|换|退|取消|开|办|弄|搞|处理|提交|申请|登记|操作)(?:(?:完|好|成功|成|掉|上)?了(?:吗|么|没有?)|(?:完|好|成功)?没有?|(?:完|好|成功)吗)[?？]?$|^(?:so |ok,? |and )*(?:(?:(?:is|has|was) (?:it|that|this|everything) (?:all |been )?|(?:did|have) you )(?<done>done|do|changed?|cancell?(?:ed)?|updated?|sort(?:ed)?|submitted|arranged)(?: (?:it|that))?(?: now| yet| then| already)*\s*\?*|did (?:it|that) (?:work|go through)\s*\?*|(?:are )?(?:we |you )?(?:all )?done\s*\?+)$/i

/** Wishes that a word for doing is about; one that is not among these may be about any. */
const aboutOnly: readonly [RegExp, readonly IntentName[]][] = [
  [
    /^(?:改|change|update)/i,
    ['change_address', 'modify_order', 'account_update', 'change_appointment'],
  ],
  [/^换/, ['exchange_item', 'modify_order']],
  [/^退/, ['return_item', 'refund_request']],
  [/^(?:取消|cancel)/i, ['cancel_order', 'change_appointment']],
  [/^开/, ['invoice_request']],
]

/**
 * "Is it done?": of what still waits for an answer, that it is not; of what was done, that it is. False where the words ask
 * something else, or nothing of the kind was wished for.
 */
export function takeWhetherDone(
  { situation, heard, latest, playbookOf }: Listening,
  text: string,
): boolean {
  const asked = asksWhetherDone.exec(plain(text).trim())
  if (!asked) return false
  const verb = asked.groups?.['verb'] ?? asked.groups?.['done'] ?? ''
  const about = aboutOnly.find(([word]) => word.test(verb))?.[1]
  const isMeant = (wish: Wish): boolean =>
    about === undefined ||
    about.includes(wish.intent) ||
    playbookOf(wish)?.intents.some((intent) => about.includes(intent)) === true
  const waiting = latest((wish) => isWaiting(wish) && isMeant(wish))
  if (waiting) {
    heard.notYet = waiting
    heard.resumed.add(waiting)
    waiting.status = 'open'
    return true
  }
  const made = latest((wish) => {
    const tools = playbookOf(wish)?.consent ?? []
    return (
      isMeant(wish) &&
      situation.effects.some((effect) => tools.includes(effect.tool) && serves(effect, wish))
    )
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
