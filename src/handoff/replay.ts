import { Agenda, Course } from '../domain/agenda.ts'
import type { HandoffReason } from '../domain/handoff.ts'
import type { Reader } from '../domain/reading.ts'
import { answersOffer, type OfferAnswer } from './customer-words.ts'
import type { JudgedDialogue } from './dialogue.ts'
import { insistsAfterNo, saysTheUnknownAgain } from './after-no.ts'
import { givesFact, type Heard } from './heard.ts'
import { hearNeed } from './need.ts'
import { readOwnWords } from './own-words.ts'
import {
  advanceCourse,
  assessAfter,
  assessBefore,
  assessUnsure,
  hearCourse,
  type TurnSigns,
  type Verdict,
} from './rules.ts'
import { saidAgain, sharesWords } from './sameness.ts'
import type { HandoffSettings } from './settings.ts'

export interface ReplayDeps {
  reader: Pick<Reader, 'read'>
  /** A whole message as a plain yes or no. */
  readAnswer: (text: string) => 'yes' | 'no' | 'other'
  settings: HandoffSettings
}

/** What the rules made of a dialogue: why and after which of its turns (from 0) the baton passed, if it did. */
export interface Replayed {
  handedOver: { reason: HandoffReason; turn: number } | null
  /** A person would have been offered, by the rules, at least once. */
  offered: boolean
  course: Course
}

/** What stands between two words of the customer: their messages, then our replies. */
interface Exchange {
  said: string[]
  replies: string[]
  /** Places of the last customer message and of the last turn of all. */
  saidAt: number
  repliedAt: number
  /** Whether a person answered: then nobody has a baton to pass. */
  byOperator: boolean
}

/** What was heard before anyone answers. `gained`: a fact, or nothing left to want. */
interface Hearing {
  verdict: Verdict
  answer: OfferAnswer
  gained: boolean
}

const silence: TurnSigns = {
  progress: false,
  withoutEvidence: false,
  clarified: false,
  reply: 'none',
  failedTools: [],
  workedTools: [],
  offers: false,
  declinedOffer: false,
}

function exchangesOf(turns: JudgedDialogue['turns']): Exchange[] {
  const exchanges: Exchange[] = []
  let withOperator = false
  turns.forEach(({ from, text }, i) => {
    const last = exchanges.at(-1)
    if (from === 'customer') {
      if (last && last.replies.length === 0 && !last.byOperator) {
        last.said.push(text)
        last.saidAt = i
      } else
        exchanges.push({
          said: [text],
          replies: [],
          saidAt: i,
          repliedAt: i,
          byOperator: withOperator,
        })
      return
    }
    withOperator = from === 'operator'
    if (!last)
      exchanges.push({ said: [], replies: [], saidAt: i, repliedAt: i, byOperator: withOperator })
    const here = last ?? exchanges[0]
    if (!here) return
    here.repliedAt = i
    if (from === 'agent') here.replies.push(text)
    else here.byOperator = true
  })
  return exchanges
}

/**
 * Lets the rules decide after each customer turn of a dialogue that is over. Our own turns are taken as they stand:
 * what they achieved is told from their words. Pure, but for the reader.
 */
export function replay({ turns, context }: JudgedDialogue, deps: ReplayDeps): Replayed {
  const { settings } = deps
  const exchanges = exchangesOf(turns)
  const vip = context?.vip ?? false
  const agenda = Agenda.parse({})
  const texts: string[] = []
  const ownTexts: string[] = []
  let course = Course.parse({})
  let offered = false

  /** Verdict on the customer's messages, before anyone answers. */
  function hear({ said }: Exchange, isLast: boolean): Hearing {
    const heard = said.map((text): Heard => {
      const now = context?.now
      const reading = deps.reader.read(text, { previous: [...texts], ...(now ? { now } : {}) })
      texts.push(text)
      return { text, reading }
    })
    const readings = heard.map(({ reading }) => reading)
    const [first = ''] = said
    const answer = course.offered ? answersOffer(first, deps.readAnswer(first)) : 'other'
    const insists = insistsAfterNo(course, heard)
    const saysAgain = saysTheUnknownAgain(course, heard)
    course = hearNeed(hearCourse(course, readings, settings), heard, settings)
    const before = assessBefore(
      { course, readings, acceptedOffer: answer === 'accepted', insists, vip },
      settings,
    )
    const gained = heard.some(givesFact) || (said.length > 0 && course.unmetTurns === 0)
    if (before.kind !== 'go_on') return { verdict: before, answer, gained }
    const picks = said.some((text) => sharesWords(text, ownTexts.at(-1) ?? ''))
    const unsure =
      readings.length > 0 && !picks
        ? assessUnsure({ course, readings, saysAgain }, settings)
        : before
    if (unsure.kind !== 'go_on' || !isLast) return { verdict: unsure, answer, gained }
    const toolFailures = { ...course.toolFailures, ...context?.toolFailures }
    const failing = Object.values(toolFailures).some((count) => count >= settings.toolFailuresInRow)
    return {
      verdict: failing ? { kind: 'hand_over', reason: 'tool_failure' } : unsure,
      answer,
      gained,
    }
  }

  for (const [i, exchange] of exchanges.entries()) {
    if (exchange.byOperator) {
      // A person has it. When they hand it back, the agent starts with a fresh budget.
      texts.push(...exchange.said)
      course = Course.parse({ sentiment: course.sentiment })
      continue
    }
    const unmetBefore = course.unmetTurns
    const { verdict, ...hearing } = hear(exchange, i === exchanges.length - 1)
    if (verdict.kind === 'hand_over')
      return { handedOver: { reason: verdict.reason, turn: exchange.saidAt }, offered, course }
    const signs = signsOf(exchange, ownTexts, hearing)
    // Our last words over again: what was said in between was not met either.
    if (course.unmetTurns > 0 && saidAgain(exchange.replies, ownTexts.slice(-1)))
      course = { ...course, unmetTurns: Math.max(course.unmetTurns, unmetBefore + 1) }
    ownTexts.push(...exchange.replies)
    course = advanceCourse(course, signs)
    if (exchange.said.length === 0) continue
    const after = assessAfter({ course, agenda, vip }, settings)
    if (after.kind === 'hand_over')
      return { handedOver: { reason: after.reason, turn: exchange.repliedAt }, offered, course }
    offered ||= after.kind === 'offer'
  }
  return { handedOver: null, offered, course }
}

/** What our replies of one turn came to, by their words. */
function signsOf(
  { replies }: Exchange,
  before: readonly string[],
  { answer, gained }: Omit<Hearing, 'verdict'>,
): TurnSigns {
  if (replies.length === 0) return { ...silence, progress: gained }
  const own = readOwnWords(replies.join('\n'))
  const reply =
    saidAgain(replies, before) && (own.reply === 'answered' || own.reply === 'advised')
      ? 'failed'
      : own.reply
  const isAnswer = reply === 'answered' || reply === 'advised'
  return {
    progress: own.committed || isAnswer || gained,
    withoutEvidence: own.admitsGap && !own.toolFailed,
    clarified: reply === 'clarified',
    reply,
    failedTools: own.toolFailed ? ['tool'] : [],
    workedTools: !own.toolFailed && isAnswer ? ['tool'] : [],
    offers: own.offersPerson,
    declinedOffer: answer === 'declined',
  }
}
