import { z } from 'zod'
import { HandoffReason } from '../../../src/domain/handoff.ts'
import { LeadFactName, LeadGrade } from '../../../src/domain/lead.ts'
import { sameFact } from '../../../src/leads/same-fact.ts'
import { holds, kind, listed, matchesPartly, several, Some } from './expectation.ts'

const done = (effects: readonly { tool: string; status: string }[]): string[] =>
  effects.flatMap(({ tool, status }) => (status === 'done' ? [tool] : []))

const Call = z.union([
  z.string().min(1),
  z.strictObject({ tool: z.string().min(1), with: z.record(z.string(), z.unknown()) }),
])

/** Expectations of what was left behind: these are asked before any word is read. */
export const left = {
  /** Who may speak next at the end. */
  heldBy: kind(z.enum(['agent', 'desk', 'operator']), (who, { holder, handoff }) =>
    holds(holder === who, handoff ? `${holder}, because of ${handoff.reason}` : holder),
  ),

  /** The baton passed for this reason, and no later than in this turn. */
  handedOver: kind(
    z.union([
      HandoffReason,
      z.strictObject({
        reason: HandoffReason.optional(),
        byTurn: z.int().positive().optional(),
      }),
    ]),
    (wanted, { handoff, turns }) => {
      const { reason, byTurn } =
        typeof wanted === 'string' ? { reason: wanted, byTurn: undefined } : wanted
      const onTime = handoff !== null && (byTurn === undefined || handoff.turn <= byTurn)
      return {
        ...holds(
          onTime && (reason === undefined || handoff?.reason === reason),
          handoff ? `${handoff.reason} in turn ${handoff.turn}` : `no handoff in ${turns} turns`,
        ),
        ...(byTurn !== undefined && { measures: { onTime: Number(onTime) } }),
      }
    },
  ),

  /** Whether the baton passes at all; feeds the tables of classes. */
  handsOver: kind(z.boolean(), (wanted, { handoff, turns }) => {
    const name = (passes: boolean) => (passes ? 'hand_over' : 'go_on')
    return {
      ...holds(
        (handoff !== null) === wanted,
        handoff ? `${handoff.reason} in turn ${handoff.turn}` : `no handoff in ${turns} turns`,
      ),
      decision: { truth: name(wanted), guess: name(handoff !== null), probability: null },
    }
  }),

  /** Where the baton passes, it is for this reason. */
  reason: kind(HandoffReason, (wanted, { handoff }) =>
    holds(handoff === null || handoff.reason === wanted, handoff?.reason ?? 'no handoff'),
  ),

  /** Exactly these lead facts were read; null is a fact that was not given. */
  leadFacts: kind(z.partialRecord(LeadFactName, z.string().nullable()), (wanted, { lead }) => {
    const today = new Date(lead?.today ?? 0)
    const found = Object.entries(lead?.facts ?? {})
    const given = Object.entries(wanted).filter(([, value]) => value !== null)
    const right = found.filter(([name, value]) => {
      const known = LeadFactName.safeParse(name)
      const held = known.success ? wanted[known.data] : null
      return known.success && typeof held === 'string' && sameFact(known.data, value, held, today)
    })
    return {
      ...holds(
        right.length === found.length && right.length === given.length,
        listed(found.map(([name, value]) => `${name}: ${value}`)),
      ),
      measures: {
        factPrecision:
          found.length === 0 ? Number(given.length === 0) : right.length / found.length,
        factRecall: given.length === 0 ? Number(found.length === 0) : right.length / given.length,
      },
    }
  }),

  /** How far the lead is verified, 0–3. */
  leadLevel: kind(z.int().min(0).max(3), (level, { lead }) =>
    holds(lead?.level === level, `level ${lead?.level}`),
  ),

  /** The grade of the lead; feeds the tables of classes. */
  leadGrade: kind(LeadGrade, (grade, { lead }) => ({
    ...holds(lead?.grade === grade, lead?.grade ?? 'no lead'),
    decision: { truth: grade, guess: lead?.grade ?? 'none', probability: null },
  })),

  /** Exactly these writes were done, in this order. */
  effects: kind(z.array(z.string()), (wanted, { effects }) => {
    const found = done(effects)
    return holds(wanted.join() === found.join(), listed(found))
  }),

  /** This write was done, with at least these arguments. */
  effect: kind(Call, (wanted, { effects }) => {
    const { tool, with: args } = typeof wanted === 'string' ? { tool: wanted, with: {} } : wanted
    const same = effects.filter((effect) => effect.tool === tool && effect.status === 'done')
    const found = same.map((effect) => `${tool} ${JSON.stringify(effect.args)}`)
    return holds(
      same.some((effect) => matchesPartly(args, effect.args)),
      listed(found.length > 0 ? found : done(effects)),
    )
  }),

  /** Nothing was written, or none of these tools. */
  noEffect: kind(z.union([z.literal(true), Some]), (tools, { effects }) => {
    const found = done(effects).filter((tool) => tools === true || several(tools).includes(tool))
    return holds(found.length === 0, listed(found))
  }),

  /** A fact in the ledger, by name; the newest value counts. */
  fact: kind(
    z.strictObject({ name: z.string().min(1), value: z.string().optional() }),
    ({ name, value }, { facts }) => {
      const newest = facts.findLast((fact) => fact.name === name)
      return holds(
        newest !== undefined && (value === undefined || newest.value === value),
        newest ? `${name} is ${newest.value}` : listed(facts.map((fact) => fact.name)),
      )
    },
  ),

  /** These orders, and no other, are proved to be the customer's. */
  proved: kind(z.array(z.string()), (wanted, { provenOrders }) =>
    holds(wanted.toSorted().join() === provenOrders.toSorted().join(), listed(provenOrders)),
  ),

  /** A reply cites these articles (or passages, by `id#place`); `true`: any at all. */
  cited: kind(z.union([z.literal(true), Some]), (wanted, { messages }) => {
    const cited = messages.flatMap(({ citations }) => citations)
    const names = new Set(cited.flatMap(({ articleId, passageId }) => [articleId, passageId]))
    return holds(
      wanted === true ? cited.length > 0 : several(wanted).every((name) => names.has(name)),
      listed([...new Set(cited.map(({ passageId }) => passageId))]),
    )
  }),

  /** One of these articles is cited. */
  citedOneOf: kind(z.array(z.string()).min(1), (wanted, { messages }) => {
    const cited = [...new Set(messages.flatMap((it) => it.citations.map((one) => one.articleId)))]
    return holds(
      wanted.some((name) => cited.includes(name)),
      listed(cited),
    )
  }),

  /** No reply cites anything. */
  citesNothing: kind(z.literal(true), (_, { messages }) => {
    const cited = messages.flatMap(({ citations }) => citations.map(({ passageId }) => passageId))
    return holds(cited.length === 0, listed(cited))
  }),

  /** A gap of the knowledge base was written down; `false`: none was. */
  gap: kind(z.boolean(), (wanted, { gaps }) =>
    holds(gaps.length > 0 === wanted, gaps.length > 0 ? listed(gaps) : 'no gap'),
  ),

  /** Something was promised; `false`: nothing was. */
  promised: kind(z.boolean(), (wanted, { promises }) =>
    holds(promises.length > 0 === wanted, listed(promises.map(({ what }) => what))),
  ),

  /** The conversation is marked for somebody to look after. */
  followUp: kind(z.boolean(), (wanted, { followUp }) => holds(followUp === wanted, `${followUp}`)),

  /** The customer was asked to agree to this write. */
  consentAsked: kind(z.string(), (tool, { consents }) =>
    holds(
      consents.some((consent) => consent.tool === tool),
      listed(consents.map((consent) => consent.tool)),
    ),
  ),

  /** This tool ran, with at least these arguments. */
  called: kind(Call, (wanted, { calls }) => {
    const { tool, with: args } = typeof wanted === 'string' ? { tool: wanted, with: {} } : wanted
    const ran = calls.filter(({ refused }) => refused === null)
    return holds(
      ran.some((call) => call.tool === tool && matchesPartly(args, call.args)),
      listed(ran.map((call) => `${call.tool} ${JSON.stringify(call.args)}`)),
    )
  }),

  /** None of these tools ran; what the toolbox refused did not run. */
  neverCalled: kind(Some, (tools, { calls }) => {
    const found = calls.filter(
      ({ tool, refused }) => refused === null && several(tools).includes(tool),
    )
    return holds(
      found.length === 0,
      listed(found.map(({ tool, args }) => `${tool} ${JSON.stringify(args)}`)),
    )
  }),

  /** The toolbox refused this tool. */
  refused: kind(z.string(), (tool, { calls }) => {
    const refusals = calls.filter((call) => call.refused !== null)
    return holds(
      refusals.some((call) => call.tool === tool),
      listed(refusals.map((call) => `${call.tool}: ${call.refused}`)),
    )
  }),

  /** What the task looked at itself holds, by its name; its share feeds the metric of that name. */
  check: kind(z.string().min(1), (name, { checks }) => {
    const found = checks.find((one) => one.name === name)
    if (!found)
      return holds(false, `not looked at; there is: ${listed(checks.map((one) => one.name))}`)
    return { ...holds(found.ok, found.found), measures: { [name]: found.share } }
  }),

  /** At most this many turns were taken. */
  turnsAtMost: kind(z.int().positive(), (most, { turns }) => holds(turns <= most, `${turns}`)),

  /** No turn was played by the understudy in place of the model. */
  noStepIn: kind(z.literal(true), (_, { stepIns }) =>
    holds(stepIns === 0, `the understudy stepped in ${stepIns} times`),
  ),
}
