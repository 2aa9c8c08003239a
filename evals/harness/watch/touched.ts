import { isDeepStrictEqual } from 'node:util'
import type { Playbook, PlaybookHeader } from '../../../src/domain/playbook.ts'
import type { Trace } from '../trace.ts'

/** What of a playbook is another than before, as far as the understudy goes by it. */
export interface Change {
  playbook: string
  /** Where a conversation that never opened it may open it now: its intents and conditions, or all of it. */
  opening: boolean
  /** What it does once it is open: steps, facts, tools, proof. */
  doing: boolean
  /** Replies whose words changed, as `key locale`. */
  words: readonly string[]
  /** By place in `steps`: what each says. */
  says: readonly (string | null)[]
}

/** What each field of a playbook decides; a new field makes the compiler ask. */
const decides = {
  name: 'opening',
  intents: 'opening',
  covers: 'opening',
  cues: 'opening',
  when: 'opening',
  title: 'doing',
  facts: 'doing',
  verify: 'doing',
  tools: 'doing',
  consent: 'doing',
  limits: 'doing',
  settles: 'doing',
  explainedIn: 'doing',
  handoff: 'doing',
  steps: 'doing',
  replies: 'words',
} as const satisfies Record<keyof PlaybookHeader, 'opening' | 'doing' | 'words'>

const fieldsOf = (what: 'opening' | 'doing') =>
  (Object.keys(decides) as (keyof PlaybookHeader)[]).filter((field) => decides[field] === what)
const openings = fieldsOf('opening')
const doings = fieldsOf('doing')

/** Changes between two readings of the same folder. */
export function changesBetween(before: readonly Playbook[], after: readonly Playbook[]): Change[] {
  const names = new Set([...before, ...after].map(({ name }) => name))
  return [...names].flatMap((name) => {
    const [was, is] = [before, after].map((all) => all.find((it) => it.name === name))
    if (!was || !is) {
      return [{ playbook: name, opening: true, doing: true, words: [], says: [] }]
    }
    const differs = (field: keyof PlaybookHeader) => !isDeepStrictEqual(was[field], is[field])
    const words = [...new Set([...Object.keys(was.replies), ...Object.keys(is.replies)])].flatMap(
      (key) =>
        (['zh', 'en'] as const).flatMap((locale) =>
          was.replies[key]?.[locale] === is.replies[key]?.[locale] ? [] : [`${key} ${locale}`],
        ),
    )
    const change: Change = {
      playbook: name,
      opening: openings.some(differs),
      doing: doings.some(differs),
      words,
      says: is.steps.map((step) => ('say' in step ? (step.say ?? null) : null)),
    }
    return change.opening || change.doing || words.length > 0 ? [change] : []
  })
}

/** Whether a conversation went where one of these changes is; one that was never seen to the end may have. */
export function wentThere(trace: Trace | null | undefined, changes: readonly Change[]): boolean {
  if (!trace) return true
  return changes.some(({ playbook, doing, words, says }) => {
    const steps = trace.played?.steps[playbook]
    const said = trace.played?.replies[playbook]
    if (!steps && !said && !trace.playbooks.includes(playbook)) return false
    if (doing) return true
    return words.some((word) => {
      if (said?.includes(word)) return true
      // Begun and not said, because the same words stood there already: other words may be said.
      const [key = ''] = word.split(' ')
      const saidAtAll = said?.some((it) => it.startsWith(`${key} `)) ?? false
      return !saidAtAll && (steps?.some((at) => says[at] === key) ?? false)
    })
  })
}
