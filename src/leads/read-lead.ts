import type { LeadFact, LeadFacts, VerificationLevel } from '../domain/lead.ts'
import type { MessageId } from '../domain/id.ts'
import {
  hearBudget,
  hearCompany,
  hearContact,
  hearName,
  hearPlace,
  hearTimeline,
} from './hear-facts.ts'
import { hearRefusals, hearRetractions, hearRole, hearWish } from './hear-wish.ts'
import { openHearing, type Setting } from './hearing.ts'
import { noLead, type LeadState } from './lead-state.ts'
import { current, enter } from './ledger.ts'
import type { Need } from './need.ts'
import type { WishMessage } from './need-tokens.ts'
import { opensWish } from './need-words.ts'
import { askedFor, type Asked } from './question.ts'
import type { LeadTurn } from './said.ts'
import { verify } from './verify.ts'

/** What is known when a lead is read. */
export interface LeadContext {
  /** The day to which dates are relative. */
  readonly today: Date
}

/** What a conversation says of a lead, read without a model. */
export interface LeadReading {
  /** Every line, oldest first; `current(ledger)` is what holds. */
  readonly ledger: readonly LeadFact[]
  readonly facts: LeadFacts
  readonly need: Need | null
  readonly level: VerificationLevel
  /** Where the need was named, and where it was said who decides. */
  readonly needFrom: MessageId | null
  readonly roleFrom: MessageId | null
  /** The messages on which the level stands. */
  readonly levelEvidence: readonly MessageId[]
  /** Whether the customer decides; null when nothing was said of it. */
  readonly decides: boolean | null
  /** The customer has taken the whole wish back. */
  readonly withdrawn: boolean
  /** We have said that we do not supply this. */
  readonly unserved: boolean
  /** The number of people, rooms or shops, where no goods are counted. */
  readonly size: number | null
}

/** We have done what was asked: the wish is off. */
const weCancelled =
  /(?:已|已经|帮您|为您)(?:为您|帮您|给您)?取消(?:了)?(?!的话|吗|后)|\b(?:all|now|i've|we've|have|has been|is) cancell?ed\b/i

const unservedWords =
  /(?:不(?:经营|卖|销售|提供|回收|生产|供应|做)|(?:抱歉|不好意思|对不起|遗憾|可惜)[^。！]{0,8}(?:没有|没卖|暂无|不卖|不做)(?!找|查|看|理解|听|收到|关系)|没有(?:这个|这项|回收|此类|这类)?(?:业务|服务|产品))|只(?:卖|做|提供|支持|零售)[^，。！]{0,6}[，,]?(?:不|没|暂不)|\b(?:we|i'm afraid we) only (?:sell|do|offer|supply|carry|make|have)\b|\b(?:(?:we|i'm afraid we|sorry,? (?:but )?we)(?:'ve| have)? (?:don't|do not|no longer) (?:sell|offer|carry|stock|do|provide|make|supply)\b|i'm afraid we don't|not something we)\b/i

/**
 * Reads the lead out of a conversation: facts from the customer's own words and from their answers to our questions,
 * with who said it and where; corrections supersede. Pure: the same turns give the same reading.
 */
export const readLead = (turns: readonly LeadTurn[], context: LeadContext): LeadReading =>
  settle(heardIn(turns, context))

/** What the customer's messages may say of what is wanted, as the weights of a need are fitted on it. */
export const wishMessages = (
  turns: readonly LeadTurn[],
  context: LeadContext,
): readonly WishMessage[] => heardIn(turns, context).wishes

function heardIn(turns: readonly LeadTurn[], { today }: LeadContext): LeadState {
  const known = noLead()
  let asked: ReadonlySet<Asked> = new Set()
  let question = ''
  let offered: readonly string[] = []
  for (const turn of turns) {
    if (turn.from === 'customer') {
      hear(known, turn, { asked, question, offered, today })
      question = ''
      offered = []
      // A burst answers one question; how many and who decides may still come.
      asked = new Set<Asked>(
        opensWish(turn.text)
          ? ['need', 'quantity']
          : [...asked].filter((name) => name === 'quantity' || name === 'role'),
      )
    } else if (turn.from !== 'system') {
      asked = askedFor(turn.text)
      question = turn.text
      offered = (turn.goods ?? []).map(({ start, end }) => turn.text.slice(start, end))
      known.unserved ||= known.need !== null && unservedWords.test(turn.text)
      known.withdrawn ||= known.need !== null && weCancelled.test(turn.text)
    }
  }
  return known
}

/** Works through one message: what is plainest first, and the wish out of what is left. */
function hear(known: LeadState, turn: LeadTurn, setting: Setting): void {
  const hearing = openHearing(turn, setting)
  known.heard += `\n${hearing.own}`
  hearContact(known, hearing)
  hearTimeline(known, hearing)
  hearBudget(known, hearing)
  const company = hearCompany(hearing)
  const name = hearName(hearing, company)
  hearPlace(known, hearing, company)
  hearWish(known, hearing, [company, name])
  hearRole(known, hearing)
  hearRetractions(known, hearing)
  hearRefusals(hearing)
  known.ledger = enter(known.ledger, hearing.lines)
}

function settle(known: LeadState): LeadReading {
  const hasNeed = known.need !== null
  const ledger = hasNeed ? known.ledger : known.ledger.filter(({ name }) => name === 'need')
  const facts = current(ledger)
  const { level, evidence } = verify({
    facts,
    need: known.need,
    needFrom: known.needFrom,
    size: known.size,
    decides: known.decides,
    roleFrom: known.roleFrom,
  })
  return {
    ledger,
    facts,
    need: known.need,
    needFrom: known.needFrom,
    roleFrom: known.roleFrom,
    level,
    levelEvidence: evidence,
    decides: known.decides,
    withdrawn: known.withdrawn,
    unserved: known.unserved,
    size: known.size,
  }
}
