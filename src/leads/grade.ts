import { dayMs } from '../domain/day.ts'
import type { LeadGrade } from '../domain/lead.ts'
import type { MessageId } from '../domain/id.ts'
import { parseBudget } from './budget.ts'
import { inYuan } from './currency.ts'
import { standardWeights, type GradeWeights } from './grade-weights.ts'
import { findQuantities } from './quantity.ts'
import type { LeadReading } from './read-lead.ts'
import { seasonDay } from './season.ts'
import { parseTimeline } from './timeline.ts'

/** One reason for a score, with the message it stands on; null where it stands on what is known from elsewhere. */
export interface GradeReason {
  readonly axis: 'urgency' | 'value' | 'fit'
  readonly code: string
  /** What the reason is about: a day, a sum, a number, the words. */
  readonly detail: string
  readonly messageId: MessageId | null
}

/** A grade, its three factors, each 0–1, and why. */
export interface Graded {
  readonly grade: LeadGrade
  readonly score: number
  readonly urgency: number
  readonly value: number
  readonly fit: number
  readonly reasons: readonly GradeReason[]
  /** How soon a person is to answer, in minutes. */
  readonly answerWithinMinutes: number
}

/** What is known of a customer beside the conversation. */
export interface GradeContext {
  readonly today: Date
  /** Names of what the shop sells, in lower case; none where they are not known. */
  readonly catalogue?: readonly string[]
  /** The customer's worth by their orders, 0–1 (`lifetimeValue`); null without history. */
  readonly historyValue?: number | null
  readonly earlierVisits?: number
  readonly campaignRuns?: boolean
}

const pressing =
  /越快越好|尽快|立刻|马上|急|加急|今天|明天|\b(?:asap|as soon as|urgent|immediately|right away|yesterday|emergency|relief)\b|救援|救灾/i
const noHurry =
  /等[^,，。]{1,12}再(?:买|订|换|考虑)|还早|早着呢|没(?:有)?(?:计划|打算)(?:买|入手)?|纯好奇|就?问着玩|过过眼瘾|做做梦|看个热闹|不急|不着急|随便看|先看看|以后再|有钱了|就是问问|(?:要是|如果|假如)(?:有钱|中奖|中了?(?:彩票|大奖))|中了(?:彩票|大奖)|\b(?:no (?:concrete |firm |real )?plans(?: yet)?|daydream\w*|window shopping|(?:not|nowhere near) (?:ready|looking|planning) to (?:buy|order|commit)|just (?:wondering|checking prices|being nosy)|in no rush|when i (?:win|retire)|if (?:i|we) (?:had|won|could afford)|no rush|^whenever\b|whenever (?:is|suits|you|works)|no (?:rush|hurry)|some ?day|one day|just (?:browsing|looking|dreaming|curious)|only dreaming|not in a hurry|maybe (?:later|one day))\b/i
/** Who still compares, or only wants a figure first, does not wait for our call. */
const hesitates =
  /(?:先|再)比较|对比一下|比较一下(?:别家|几家)?|回头再(?:说|联系)|考虑考虑|再考虑|先(?:看看|了解)(?:资料|政策)|\b(?:still (?:comparing|deciding|looking around)|comparing (?:a few|agencies|quotes|options|suppliers)|get back to you|(?:just|only) (?:need )?a (?:ballpark|rough)|think (?:about it|it over)|haven't decided)\b/i
const trade =
  /批发|代理|加盟|经销|供货|拿货|合作|转卖|直播|团购|跨境|连锁|采购|外贸|开店|代发|托盘|货柜|\b(?:wholesale|distributor|dealers?|resell|reseller|partnership|franchise|chain|pallets?|containers?|dropship|ebay|trade|amazon|shopify|retail|moq)\b/i
const trial =
  /试用|试驾|试骑|样品|样机|演示|试试|借一?台|\b(?:demo|trial|sample|try|borrow|pilot|test drive|show (?:the board|us)|test)\b/i

/** Goods of which a few are worth a call, where no sum was said. */
const dear =
  /电动(?:自行|滑板|三轮)?车|E-City|PS-\d{3,}|储能|户外电源|大电源|商用|投影仪|跑步机|咖啡机|CM-15|空调|冰箱|洗衣机|洗碗机|烘干机|按摩椅|沙发|电脑|服务器|电视|一体机|\b(?:e-?bikes?|electric bikes?|e-?scooters?|power stations?|projectors?|treadmills?|espresso|coffee machines?|laptops?|computers?|servers?|fridges?|freezers?|washing machines?|dishwashers?|air con\w*|massage chairs?|sofas?|tvs?|televisions?|commercial)\b/i

/**
 * Urgency × value × fit. `words` are the customer's own messages. A lead that was withdrawn, and one without a concrete
 * need, is cold whatever its factors are.
 */
export function gradeLead(
  reading: LeadReading,
  words: readonly { messageId: MessageId; text: string }[],
  context: GradeContext,
  weights: GradeWeights = standardWeights,
): Graded {
  const reasons: GradeReason[] = []
  const urgency = urgencyOf(reading, words, context, weights, reasons)
  const value = valueOf(reading, words, context, weights, reasons)
  const fit = fitOf(reading, context, weights, reasons)
  const score =
    productOf({ urgency, value, fit }, weights) * (reading.withdrawn ? weights.withdrawn : 1)
  const grade: LeadGrade =
    reading.need === null || score < weights.grades.warm
      ? 'cold'
      : score < weights.grades.hot
        ? 'warm'
        : 'hot'
  return {
    grade,
    score,
    urgency,
    value,
    fit,
    reasons,
    answerWithinMinutes: weights.answerWithinMinutes[grade],
  }
}

/** The three factors as one number, each counted as much as the weights say. */
export const productOf = (
  { urgency, value, fit }: Pick<Graded, 'urgency' | 'value' | 'fit'>,
  { exponents }: Pick<GradeWeights, 'exponents'>,
): number => urgency ** exponents.urgency * value ** exponents.value * fit ** exponents.fit

const clamp = (share: number): number => Math.min(1, Math.max(0, share))

/** A day, a month or a quarter; "next year" is a dream. */
function isWithinAYear(timeline: string, today: Date): boolean {
  const { from, to } = parseTimeline(timeline, today)
  return to !== null && (from === null || Date.parse(to) - Date.parse(from) < 100 * dayMs)
}

function urgencyOf(
  { facts, need, size, withdrawn }: LeadReading,
  words: readonly { messageId: MessageId; text: string }[],
  { today, earlierVisits = 0, campaignRuns = false }: GradeContext,
  { urgency }: GradeWeights,
  reasons: GradeReason[],
): number {
  const because = (code: string, detail: string, messageId: MessageId | null) =>
    reasons.push({ axis: 'urgency', code, detail, messageId })
  const said = words.find(({ text }) => noHurry.test(text))
  if (withdrawn) because('withdrawn', '', null)
  const fact = facts.timeline
  if (said) {
    because('no_hurry', said.text, said.messageId)
    // "End of the year is fine, no hurry" is less urgent than its day, and more than a dream.
    const isPlanned = facts.budget !== undefined || (need?.quantity ?? size ?? 1) > 1
    return isPlanned && fact !== undefined && isWithinAYear(fact.normalised, today)
      ? urgency.noHurryButPlanned
      : urgency.noHurry
  }
  let score = urgency.unsaid
  if (fact) {
    const { from, to } = parseTimeline(fact.normalised, today)
    const day =
      (from !== null && from > today.toISOString().slice(0, 10) ? from : to) ??
      seasonDay(fact.value, today)
    if (day === null) score = pressing.test(fact.value) ? urgency.pressing : urgency.inWordsOnly
    else {
      const days = (Date.parse(day) - today.getTime()) / dayMs
      score = urgency.byDays.find(({ within }) => days <= within)?.score ?? urgency.later
    }
    because('deadline', fact.normalised, fact.messageId)
  } else because('no_deadline', '', null)
  const urgent = words.find(({ text }) => pressing.test(text))
  if (urgent && !fact) {
    score = Math.max(score, urgency.pressing * 0.8)
    because('pressing_words', urgent.text, urgent.messageId)
  }
  const hesitant = words.find(({ text }) => hesitates.test(text))
  if (hesitant) {
    score = Math.min(score, urgency.comparing)
    because('still_comparing', hesitant.text, hesitant.messageId)
  }
  if (earlierVisits > 0) {
    score += urgency.repeatVisit * Math.min(3, earlierVisits)
    because('came_back', String(earlierVisits), null)
  }
  if (campaignRuns) {
    score += urgency.campaign
    because('campaign', '', null)
  }
  return clamp(score)
}

function valueOf(
  { facts, need, size }: LeadReading,
  words: readonly { messageId: MessageId; text: string }[],
  { historyValue = null }: GradeContext,
  { value }: GradeWeights,
  reasons: GradeReason[],
): number {
  const because = (code: string, detail: string, messageId: MessageId | null) =>
    reasons.push({ axis: 'value', code, detail, messageId })
  const scores: number[] = []
  const budget = facts.budget ? parseBudget(facts.budget.normalised) : null
  // 6个架子加20把椅子: all that is counted.
  const listed = findQuantities(need?.phrase ?? '', false).reduce((sum, one) => sum + one.value, 0)
  const count = need === null || need.quantity === null ? size : Math.max(need.quantity, listed)
  if (budget && facts.budget) {
    const each = /人均|每|一[台个份套件辆]|\b(?:each|a head|per)\b|拿货价|单价|FOB/i.test(
      words.find(({ messageId }) => messageId === facts.budget?.messageId)?.text ?? '',
    )
    const yuan =
      inYuan(budget.maxMinor / 100, budget.currency) * (each && count !== null ? count : 1)
    scores.push(value.byAmountCny.find(({ from }) => yuan >= from)?.score ?? 0)
    because('budget', facts.budget.normalised, facts.budget.messageId)
  }
  const wished = words.find(({ messageId }) => messageId === facts.need?.messageId)?.text ?? ''
  const isTrial = need !== null && trial.test(`${need.phrase} ${wished}`)
  if (count !== null && count > 1 && !isTrial && !budget && dear.test(need?.phrase ?? '')) {
    const yuan = count * value.dearPieceCny
    scores.push(value.byAmountCny.find(({ from }) => yuan >= from)?.score ?? 0)
    because('dear_goods', need?.phrase ?? '', facts.need?.messageId ?? null)
  }
  if (count !== null && !(isTrial && count === 1)) {
    scores.push(value.byQuantity.find(({ from }) => count >= from)?.score ?? 0)
    because('quantity', String(count), facts.need?.messageId ?? null)
  }
  const dealer = words.find(({ text }) => trade.test(text))
  if (dealer && count !== 1) {
    scores.push(value.trade)
    because('trade', dealer.text, dealer.messageId)
  }
  if (isTrial) {
    scores.push(value.trial)
    because('trial', need.phrase, facts.need?.messageId ?? null)
  }
  if (historyValue !== null) {
    scores.push(historyValue)
    because('history', historyValue.toFixed(2), null)
  }
  if (scores.length > 0) return clamp(Math.max(...scores))
  because('prior', '', null)
  return value.prior
}

function fitOf(
  { need, facts, unserved }: LeadReading,
  { catalogue = [] }: GradeContext,
  { fit }: GradeWeights,
  reasons: GradeReason[],
): number {
  const because = (code: string, detail: string) =>
    reasons.push({ axis: 'fit', code, detail, messageId: facts.need?.messageId ?? null })
  if (unserved) {
    because('not_served', need?.phrase ?? '')
    return fit.unserved
  }
  const wanted = need?.phrase.toLowerCase() ?? ''
  const sold = catalogue.find((name) => wanted.includes(name))
  because(sold === undefined ? 'unknown_goods' : 'in_catalogue', sold ?? wanted)
  return sold === undefined ? fit.unknown : fit.inCatalogue
}
