import type { Course, Need } from '../domain/agenda.ts'
import { isAnother, opposesAnswer } from './another-need.ts'
import { isContent, isCourtesy } from './courtesy.ts'
import { accepts, contradicts, isQuestion, kindsOfQuestion, turnsDown } from './customer-words.ts'
import { factsIn, isUnhelped, questions, saidBefore, wishesIn, type Heard } from './heard.ts'
import { tokensOf } from './sameness.ts'
import type { HandoffSettings } from './settings.ts'

/** Whether a message asks of the same wish what was asked before: when, once more, after an answer. */
function asksSame({ words, intents }: Need, { text, reading }: Heard): boolean {
  const kinds = kindsOfQuestion(text)
  return (
    wishesIn(reading).some((name) => intents.includes(name) && !questions.has(name)) &&
    words.some((earlier) => kindsOfQuestion(earlier).some((kind) => kinds.includes(kind)))
  )
}

/** Whether somebody who asked how to do a thing tells that a step is done. */
function isStepDone({ words: [first = ''] }: Need, { text, reading }: Heard): boolean {
  const asksHow = isQuestion(first) && kindsOfQuestion(first).includes('how')
  return (
    asksHow && !contradicts(text) && !isUnhelped({ text, reading }) && reading.sentiment > -0.25
  )
}

/** So unhappy is nobody who only says more closely what is wanted. */
const leastContent = -0.2

/** Whether a message says more closely what was asked, once that was answered: 「两个人用的」, "around 100 dollars". */
function narrows({ intents }: Need, { text, reading }: Heard): boolean {
  const [top] = reading.intents
  return (
    top?.name === 'provide_info' &&
    intents.length > 0 &&
    intents.every((name) => questions.has(name)) &&
    reading.sentiment > leastContent &&
    !contradicts(text)
  )
}

/** The need with what this message adds to it. */
function grown(need: Need, { text, reading }: Heard, fresh: readonly string[]): Need {
  const [first = text] = need.words
  return {
    words: [first, ...need.words.slice(1).slice(-2), text],
    intents: [...new Set([...need.intents, ...wishesIn(reading)])],
    facts: [...need.facts, ...fresh],
  }
}

/**
 * What this turn's messages say of the need on the table: it is a new one, it is voiced again and still not met, or it is
 * met. A burst of messages is one turn. Who was asked whether a step has helped answers that, and has not been failed.
 */
export function hearNeed(
  course: Course,
  heard: readonly Heard[],
  settings: HandoffSettings,
  { askedWhetherItHelped = false }: { askedWhetherItHelped?: boolean } = {},
): Course {
  let { need, unmetTurns } = course
  let voiced = false
  const again = () => {
    if (!voiced) unmetTurns = Math.max(1, unmetTurns) + 1
    voiced = true
  }
  for (const message of heard) {
    const { text, reading } = message
    const given = factsIn(reading)
    const fresh = given.filter((value) => !need?.facts.includes(value))
    if (need && course.lastReply !== 'none' && !askedWhetherItHelped && isUnhelped(message)) {
      again()
      need = grown(need, message, fresh)
      continue
    }
    if (isContent(message)) {
      need = null
      unmetTurns = 0
      continue
    }
    const denies = course.lastReply === 'advised' && tokensOf(text).size > 1 && contradicts(text)
    const opposes = need !== null && opposesAnswer(need, message, course.lastReply)
    if (
      !opposes &&
      isCourtesy(message, course.lastReply) &&
      !(denies && message.reading.intents[0]?.name === 'deny')
    )
      continue
    if (!need || isAnother(need, message, settings, course.lastReply)) {
      need = { words: [text], intents: wishesIn(reading), facts: given }
      unmetTurns = 1
      voiced = true
      continue
    }
    const failed = ['failed', 'clarified', 'restricted'].includes(course.lastReply)
    const advised = course.lastReply === 'advised'
    const answered = advised || course.lastReply === 'answered'
    // Who turns our question down and says what was wanted in half the words has said it again.
    const enough =
      course.lastReply === 'asked' && turnsDown(text) ? settings.sameNeed / 2 : settings.sameNeed
    const repeated =
      (answered || course.lastReply === 'asked') &&
      (saidBefore(need, text) > enough || asksSame(need, message))
    if (
      fresh.length === 0 &&
      (failed ||
        repeated ||
        opposes ||
        (answered &&
          !isQuestion(text) &&
          !accepts(text) &&
          !isStepDone(need, message) &&
          !narrows(need, message)))
    )
      again()
    need = grown(need, message, fresh)
  }
  return { ...course, need, unmetTurns }
}
