import type { LeadFact } from '../domain/lead.ts'
import type { LeadBrief, SuggestedReply } from '../domain/lead-brief.ts'
import type { Locale } from '../domain/locale.ts'
import { nextToAsk, questionFor } from './ask.ts'
import { checkLeadBrief } from './check-brief.ts'
import type { Graded } from './grade.ts'
import { findObjections, objections } from './objections.ts'
import { phrases } from './phrases.ts'
import type { LeadReading } from './read-lead.ts'
import { policyFaults } from './reply-policy.ts'
import type { LeadTurn } from './said.ts'
import { findPains, findPreferences } from './wishes.ts'

/** A passage that was found for this lead. */
export interface LeadSource {
  readonly articleId: string
  readonly passageId: string
  readonly heading: string
  /** A sentence of it that may be said to the customer. */
  readonly sentence: string
}

/** All that a brief is written from. */
export interface BriefMaterial {
  readonly turns: readonly LeadTurn[]
  readonly reading: LeadReading
  readonly graded: Graded
  readonly locale: Locale
  readonly now: Date
  readonly sources?: readonly LeadSource[]
  /** Passages that were found for the customer's last objection. */
  readonly answers?: readonly LeadSource[]
  readonly knowledge?: LeadBrief['knowledge']
  /** Ids of tool calls that the brief may stand on, beside the messages. */
  readonly effectIds?: readonly string[]
  /** Facts that the customer corrected on the receipt, or an operator at the desk. */
  readonly typed?: readonly LeadFact[]
}

const minuteMs = 60_000

/** Writes the brief without a model: what was said, in the customer's own words, and three ways to answer. */
export function writeLeadBrief(material: BriefMaterial): LeadBrief {
  const { turns, reading, graded, locale, now, knowledge = [] } = material
  const { facts } = reading
  const who = (['name', 'company', 'contact'] as const).flatMap((name) => {
    const fact = facts[name]
    return fact ? [{ text: fact.normalised, evidence: [fact.messageId] }] : []
  })
  const last = turns.findLast(({ from }) => from === 'customer')
  const brief: LeadBrief = {
    version: 1,
    locale,
    who,
    need: facts.need ? { text: facts.need.value, evidence: [facts.need.messageId] } : null,
    facts: Object.values(facts).map(({ name, value, normalised, messageId }) => ({
      name,
      value,
      normalised,
      evidence: [messageId],
    })),
    level: { value: reading.level, evidence: [...reading.levelEvidence] },
    grade: {
      value: graded.grade,
      score: graded.score,
      urgency: graded.urgency,
      worth: graded.value,
      fit: graded.fit,
      reasons: graded.reasons.map(({ axis, code, detail, messageId }) => ({
        axis,
        code,
        detail,
        evidence: messageId === null ? [] : [messageId],
      })),
    },
    pains: findPains(turns).map(({ words, messageId }) => ({ text: words, evidence: [messageId] })),
    preferences: findPreferences(turns).map(({ words, messageId }) => ({
      text: words,
      evidence: [messageId],
    })),
    objections: findObjections(turns).map(({ tag, words, messageId }) => ({
      tag,
      text: words,
      evidence: [messageId],
    })),
    knowledge: [...knowledge],
    replies: suggest(material),
    next: {
      what: phrases[locale].next[graded.grade],
      at: new Date(now.getTime() + graded.answerWithinMinutes * minuteMs),
      evidence: last ? [last.messageId] : [],
    },
    dropped: 0,
  }
  return checkLeadBrief(brief, {
    turns,
    effectIds: material.effectIds ?? [],
    typed: material.typed ?? [],
  })
}

const cited = (source: LeadSource | undefined): SuggestedReply['sources'] =>
  source === undefined
    ? []
    : [{ articleId: source.articleId, passageId: source.passageId, heading: source.heading }]

/** One reply for each strategy: offer now, ask what is missing, reassure. */
function suggest({
  turns,
  reading,
  locale,
  sources = [],
  answers = [],
}: BriefMaterial): SuggestedReply[] {
  const words = phrases[locale]
  const { facts, level } = reading
  const hello = words.greeting(facts.name?.normalised ?? null)
  const [source] = sources
  const [toObjection] = answers
  const missing = nextToAsk(reading, turns, false)
  const [objection] = findObjections(turns).slice(-1)
  const allowed = [
    ...turns.filter(({ from }) => from === 'customer').map(({ text }) => text),
    ...Object.values(facts).map(({ value }) => value),
  ]
  const evidenceOf = (...names: ('name' | 'need' | 'timeline')[]) =>
    names.flatMap((name) => facts[name]?.messageId ?? [])
  const reply = (
    strategy: SuggestedReply['strategy'],
    text: string,
    rest: Pick<SuggestedReply, 'evidence' | 'ifSent'> & { sources?: SuggestedReply['sources'] },
  ): SuggestedReply => {
    const faults = policyFaults(text, allowed)
    return {
      strategy,
      text,
      sources: [],
      ...rest,
      policy: { passes: faults.length === 0, faults },
    }
  }
  return [
    reply(
      'solve',
      hello +
        words.solve(
          facts.need?.value ?? null,
          facts.timeline?.value ?? null,
          source?.sentence ?? null,
        ),
      {
        evidence: evidenceOf('name', 'need', 'timeline'),
        sources: cited(source),
        ifSent: words.ifSolve,
      },
    ),
    reply('ask', hello + (missing === null ? words.askedBefore : questionFor(missing, locale)), {
      evidence: evidenceOf('name'),
      ifSent: missing === null ? words.ifNothingToAsk : words.ifAsk(Math.min(3, level + 1)),
    }),
    reply(
      'reassure',
      hello + words.reassure(objection ? objection.words : null, toObjection?.sentence ?? null),
      {
        sources: cited(toObjection),
        evidence: [...evidenceOf('name'), ...(objection ? [objection.messageId] : [])],
        ifSent: words.ifReassure,
      },
    ),
  ]
}

/** What a tag is called at the desk. */
export const objectionName = (tag: keyof typeof objections, locale: Locale): string =>
  objections[tag][locale]
