import type { Agenda } from '../../domain/agenda.ts'
import type { Effect } from '../../domain/effect.ts'
import type { Author, Message } from '../../domain/message.ts'
import { countMessage } from './tokens.ts'

/** What the customer said and what was answered, together: history is kept or dropped by these, never in their middle. */
export type PastTurn = readonly Message[]

/** Cuts history at each customer message that follows a word of ours. A greeting before the first is a turn of its own. */
export function turnsOf(history: readonly Message[]): PastTurn[] {
  const turns: Message[][] = []
  let last: Author | undefined
  for (const message of history) {
    const opensTurn = message.author === 'customer' && last !== 'customer'
    if (opensTurn || turns.length === 0) turns.push([])
    turns.at(-1)?.push(message)
    last = message.author
  }
  return turns
}

/**
 * Keeps the newest turns that fit into `budget` tokens and drops the rest, whole. The newest turn is always kept,
 * however long: a conversation without its last exchange is no conversation. Linear, and cheap when counted before.
 */
export function trimHistory(
  turns: readonly PastTurn[],
  budget: number,
): { kept: PastTurn[]; dropped: PastTurn[] } {
  if (bytesOf(turns) <= budget) return { kept: [...turns], dropped: [] }
  let left = budget
  let from = turns.length
  while (from > 0) {
    const turn = turns[from - 1] ?? []
    left -= turn.reduce((sum, message) => sum + countMessage(message), 0)
    if (left < 0 && from < turns.length) break
    from--
  }
  return { kept: turns.slice(from), dropped: turns.slice(0, from) }
}

// No token is shorter than a byte, so short histories are never counted.
const bytesOf = (turns: readonly PastTurn[]) =>
  turns.flat().reduce((sum, message) => sum + Buffer.byteLength(message.text) + 4, 0)

/** The longest digest: this many lines of each kind, newest first served. */
const mostLines = 12
const longestQuote = 120

/**
 * What a performer must still know of turns that no longer fit: wishes and how they stand, effects that are done,
 * and the last of what was said. Made by code from what is known, so it costs no model call and invents nothing.
 * Empty when nothing was dropped.
 */
export function summarise(
  dropped: readonly Message[],
  effects: readonly Effect[],
  agenda: Agenda,
): string {
  if (dropped.length === 0) return ''
  const ids = new Set(dropped.map((message) => message.id))
  const until = dropped.at(-1)?.at ?? new Date(0)
  const wishes = agenda.wishes
    .filter((wish) => ids.has(wish.messageId))
    .map((wish) => `wanted (${wish.playbook}, ${wish.status}): ${quote(wish.words)}`)
  const done = effects
    .filter((effect) => effect.status === 'done' && effect.at <= until)
    .map((effect) => `done: ${effect.tool} ${quote(JSON.stringify(effect.args))}`)
  const said = dropped.map((message) => `${message.author}: ${quote(message.text)}`)
  return [...wishes.slice(-mostLines), ...done.slice(-mostLines), ...said.slice(-mostLines)].join(
    '\n',
  )
}

function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= longestQuote ? line : `${line.slice(0, longestQuote - 1)}…`
}
