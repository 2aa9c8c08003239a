import type { TurnDeps } from '../../src/conversation/turn.ts'
import type { Reader, Reading } from '../../src/domain/reading.ts'
import type { Toolbox } from '../../src/tools/toolbox.ts'
import type { Asked } from './again/asked.ts'
import type { Tape } from './again/tape.ts'
import type { Played, TracedCall, TracedPassage } from './trace.ts'

/** What was seen in the house since it was last made ready. */
export interface Seen {
  /** The turn that is being taken. */
  turn: number
  calls: TracedCall[]
  passages: Map<string, TracedPassage>
  playbooks: Set<string>
  played: Played
  readings: Map<string, Reading>
  /** Turns with all that they asked and were told, and what was asked of the knowledge base: for a house that remembers. */
  tapes: Tape[]
  asked: Asked[]
  /** By what the turns were taken, or found to come about. */
  by: TurnDeps | null
}

export const nothingSeen = (): Seen => ({
  turn: 0,
  calls: [],
  passages: new Map(),
  playbooks: new Set(),
  played: { steps: {}, replies: {} },
  readings: new Map(),
  tapes: [],
  asked: [],
  by: null,
})

/** The toolbox, with everything that goes through it written down. */
export function watched(toolbox: Toolbox, seen: () => Seen): Toolbox {
  return {
    ...toolbox,
    async call(tool, args, scope) {
      const outcome = await toolbox.call(tool, args, scope)
      const { turn, calls, passages, playbooks } = seen()
      for (const { name } of scope.playbooks) playbooks.add(name)
      if (outcome.kind === 'result') {
        const { ok, forModel, data } = outcome.result
        const call = { turn, tool, args: outcome.args, ok, refused: null, told: forModel }
        calls.push({ ...call, ...rulingIn(data) })
        for (const passage of passagesIn(data)) passages.set(passage.id, passage)
      }
      return outcome
    },
  }
}

/** Whether the shop allows it, where it was asked for a ruling. */
const rulingIn = (data: unknown): { allowed?: boolean } =>
  data instanceof Object && 'allowed' in data && typeof data.allowed === 'boolean'
    ? { allowed: data.allowed }
    : {}

function passagesIn(data: unknown): TracedPassage[] {
  if (!(data instanceof Object) || !('passages' in data) || !Array.isArray(data.passages)) return []
  return (data.passages as TracedPassage[]).map(({ id, articleId, heading, text }) => ({
    id,
    articleId,
    heading,
    text,
    confidence: null,
  }))
}

/** The reader, with what it reads written down. */
export const listening = (reader: Reader, seen: () => Seen): Reader => ({
  version: reader.version,
  read(text, context) {
    const reading = reader.read(text, context)
    seen().readings.set(text, reading)
    return reading
  },
})
