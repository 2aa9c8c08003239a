import type { IntentName } from '../../../domain/intent.ts'
import { plain } from '../../../domain/plain-text.ts'
import type { Playbook } from '../../../domain/playbook.ts'
import { lowConfidence, type Reading } from '../../../domain/reading.ts'
import { cuesIn } from '../../playbooks/wordings.ts'
import { factsIn, shortAnswer } from '../facts/facts.ts'
import { displeasure, findsItLittle } from './hear-consent.ts'
import { isActive, orderSlot, ordersMeant, type Listening, type Spoken } from './listening.ts'
import { newWish } from './new-wish.ts'
import { isQuestion } from './question.ts'
import { besideIn } from './take-beside.ts'
import { setOrder } from './take.ts'
import {
  asksRules,
  goodsOf,
  matterBefore,
  ofSameMatter,
  onArrival,
  sameBasket,
  spokenOf,
} from './told-before.ts'
import { topicOf } from './topic.ts'

/** Whether a procedure needs nothing told and asks for no yes: wished for again, it would be done again. */
const actsUnasked = ({ facts, steps, consent }: Playbook) =>
  Object.keys(facts).length === 0 &&
  steps.some((step) => 'write' in step && !consent.includes(step.write))

/** Another order than the one spoken of, and not another address for it. */
const ofAnotherOrder =
  /另外?[一那]?[个单件台](?!地址|电话|号码|颜色|尺码|时间|人)|\bthe other (?:one|order|parcel)\b/i

/** 「E-City那单」: an order by what is in it, and not the one that was spoken of. */
const byItsGoods =
  /(?<!刚才|之前|上面|前面|刚刚|就是?|我|这)那一?[单笔]|\bthe [\p{L}\d-]+ order\b/iu
const namesGoods = (text: string): boolean => {
  const at = byItsGoods.exec(text)
  return (
    at !== null &&
    /[\p{L}\d]{2,}$/u.test(text.slice(0, at.index).replace(/^(?:还有|另外|那么?|我的?)/, ''))
  )
}

/** Opens a wish for what was heard, or takes up the one that it continues. */
export function openWish(
  listening: Listening,
  intent: IntentName,
  playbook: Playbook,
  message: Spoken,
  reading: Reading,
): void {
  const { wishes, heard, latest, playbookOf } = listening
  const slot = orderSlot(playbook)
  const read = reading.intents.find(({ name }) => name === intent)?.probability ?? lowConfidence
  // 「东西到哪了」 asks, however unsurely it is read; 「还没收到货你问我」 may be said of something else.
  const isTold = !cuesIn(message.text)(playbook) && !isQuestion(message.text)
  const isGuessed = read < lowConfidence && isTold
  const told = ofSameMatter(listening, playbook)
  const numbers = slot ? ordersMeant(message.text, reading) : []
  const active = latest((wish) => wish.playbook === playbook.name && isActive(wish))
  // Without facts of its own a wish is its words: another question is another wish.
  const isSame =
    slot !== undefined ||
    playbook.consent.length > 0 ||
    active?.messageId === message.id ||
    active?.status === 'waiting_for_fact'
  if (active && isSame) {
    const [number] = numbers
    if (!isGuessed) delete active.guessed
    if (slot && number) setOrder(active, slot, number)
    // 「咖啡机不要了」, while the rice cooker's order is to be cancelled: these words may describe another.
    else if (slot && active.facts[slot] !== undefined && active.messageId !== message.id) {
      active.carried = true
      active.words = message.text
    }
    const { facts } = factsIn({ message, reading }, playbook, active)
    // What waits its turn behind another matter comes first once more is said of it.
    if (active.messageId !== message.id && Object.keys(facts).length > 0) heard.told.add(active)
    Object.assign(active.facts, facts)
    if (active.status === 'waiting_for_consent') {
      const wantsMore = displeasure.has(intent) || findsItLittle.test(message.text)
      heard[wantsMore ? 'pressed' : 'again'].add(active)
    }
    active.status = 'open'
    return
  }
  // 「我要投诉」 once more: what is filed is told again, not filed again.
  const filed = latest((wish) => wish.playbook === playbook.name && wish.status === 'done')
  if (filed && actsUnasked(playbook) && message.text.length <= shortAnswer) {
    heard.again.add(filed)
    filed.status = 'open'
    return
  }
  const asking = latest((wish) => wish.status === 'waiting_for_consent')
  if (asking && playbookOf(asking)?.consent.some((tool) => playbook.consent.includes(tool))) {
    heard.pressed.add(asking)
    asking.status = 'open'
    return
  }
  const carried =
    slot && !ofAnotherOrder.test(plain(message.text)) && !namesGoods(message.text)
      ? latest((wish) => wish.facts[slot] !== undefined)?.facts[slot]
      : undefined
  const isOwn = playbook.intents.includes(intent) && !asksRules.has(intent)
  const matter = isOwn ? undefined : matterBefore(listening, intent, message, reading)
  const basket = sameBasket(listening, playbook, reading)
  const topic =
    matter ??
    basket?.topic ??
    basket?.words ??
    (namesGoods(message.text) ? undefined : topicOf(message, reading, intent, listening.topic))
  // 「亮红灯了」, of the purifier that was spoken of: it is what a choice of devices is made by.
  const spoken = topic ? { ...message, text: `${topic} ${message.text}` } : message
  for (const number of numbers.length > 0 ? numbers : [carried]) {
    wishes.push(
      newWish({
        playbook: playbook.name,
        intent: matter === undefined ? intent : 'return_policy',
        words: message.text,
        ...(topic ? { topic } : {}),
        messageId: message.id,
        facts: {
          ...spokenOf(listening, playbook, message),
          ...goodsOf(basket),
          ...(numbers.length === 0 ? told : {}),
          ...factsIn({ message: spoken, reading }, playbook, null).facts,
          ...(told['reason'] === 'defective' && !onArrival.test(plain(message.text))
            ? { reason: told['reason'] }
            : {}),
          ...besideIn(message.text, playbook),
          ...(slot && number ? { [slot]: number } : {}),
        },
        ...(slot && number && numbers.length === 0 ? { carried: true } : {}),
        ...(isGuessed ? { guessed: true } : {}),
      }),
    )
  }
}
