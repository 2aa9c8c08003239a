import { LeadBrief } from '../domain/lead-brief.ts'
import { findContacts } from './contact.ts'
import type { LeadTurn } from './said.ts'

/** What a brief may stand on. */
export interface Ground {
  readonly turns: readonly LeadTurn[]
  readonly effectIds: readonly string[]
  /** Values that were typed in as facts, each beside the message it stands on. */
  readonly typed?: readonly { readonly messageId: string; readonly value: string }[]
}

interface Claimed {
  readonly text: string
  readonly evidence: readonly string[]
}

/** A claim needs this share of its words in the messages it names, and all of its figures. */
const leastShare = 0.6

const tokensOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? []

/**
 * Keeps of a brief, whoever wrote it, what the conversation supports, and counts what it drops: a claim must name ids
 * that exist, and its words must stand in those messages, figures all of them. Normal forms are judged by the words
 * they came from. Throws nothing: a brief without support is an empty one.
 */
export function checkLeadBrief(
  brief: LeadBrief,
  { turns, effectIds, typed = [] }: Ground,
): LeadBrief {
  const texts = new Map(
    turns.map(({ messageId, text }) => [messageId as string, new Set(tokensOf(text))]),
  )
  for (const { messageId, value } of typed)
    for (const token of tokensOf(value)) texts.get(messageId)?.add(token)
  const effects = new Set(effectIds)
  let dropped = brief.dropped
  const exists = (id: string): boolean => texts.has(id) || effects.has(id)
  const stands = ({ text, evidence }: Claimed): boolean => {
    const ids = evidence.filter(exists)
    const isTool = ids.some((id) => effects.has(id))
    const said = new Set(ids.flatMap((id) => [...(texts.get(id) ?? [])]))
    const tokens = tokensOf(text)
    const found = tokens.filter((token) => said.has(token))
    const figures = tokens.filter((token) => /^\d+$/.test(token))
    const isSupported =
      ids.length > 0 &&
      (isTool ||
        (found.length >= leastShare * tokens.length && figures.every((token) => said.has(token))))
    if (!isSupported) dropped += 1
    return isSupported
  }
  const written = turns.map(({ text }) => text).join('\n')
  // A number is kept in its international form, of which nobody writes all the figures.
  const wroteContact = (value: string, evidence: readonly string[]): boolean => {
    const found = turns
      .filter(({ messageId }) => evidence.includes(messageId))
      .flatMap(({ text }) => findContacts(text, written).map((contact) => contact.value))
    return value.split(', ').every((one) => found.includes(one))
  }
  const facts = brief.facts.filter(
    ({ name, value, evidence }) =>
      (name === 'contact' && wroteContact(value, evidence)) ||
      // A need grows over several messages: its words may stand in any of them.
      stands({ text: value, evidence: name === 'need' ? [...texts.keys()] : evidence }),
  )
  const kept = new Set(facts.map(({ normalised }) => normalised))
  const who = brief.who.filter(({ text, evidence }) => kept.has(text) || stands({ text, evidence }))
  const need =
    brief.need &&
    stands({ ...brief.need, evidence: brief.need.evidence.some(exists) ? [...texts.keys()] : [] })
      ? brief.need
      : null
  const checked = {
    ...brief,
    facts,
    who,
    need,
    level: { ...brief.level, evidence: brief.level.evidence.filter(exists) },
    grade: {
      ...brief.grade,
      reasons: brief.grade.reasons.filter(({ evidence }) => {
        const isGrounded = evidence.every(exists)
        if (!isGrounded) dropped += 1
        return isGrounded
      }),
    },
    pains: brief.pains.filter(stands),
    preferences: brief.preferences.filter(stands),
    objections: brief.objections.filter(stands),
    replies: brief.replies.map((reply) => ({ ...reply, evidence: reply.evidence.filter(exists) })),
    next: { ...brief.next, evidence: brief.next.evidence.filter(exists) },
  }
  return LeadBrief.parse({ ...checked, dropped })
}
