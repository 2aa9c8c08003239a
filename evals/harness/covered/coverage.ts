import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parsePlaybook } from '../../../src/agents/playbooks/playbooks.ts'
import { Locale } from '../../../src/domain/locale.ts'
import type { Playbook, Step } from '../../../src/domain/playbook.ts'
import type { Candidate } from '../candidate.ts'
import type { CaseResult } from '../run/result.ts'
import type { Suite } from '../suite.ts'
import type { Trace } from '../trace.ts'

/** How many of them were played, and which were not. */
interface Share {
  of: number
  played: number
  missing: string[]
}

export interface PlaybookCoverage {
  playbook: string
  /** Conversations in which it was played; with a model, in which its tools were at hand. */
  opened: number
  /** Null where a model played: it has the guidance and no steps. */
  steps: Share | null
  /** Of each reply in each language. Null where a model played: its words are its own. */
  replies: Share | null
}

/** What a run has tried of the playbooks of one candidate. */
export interface Coverage {
  candidate: string
  /** Conversations that were held and looked at. */
  conversations: number
  playbooks: PlaybookCoverage[]
}

/** Tasks that hold conversations over the product with the candidate's playbooks. */
const overPlaybooks = new Set(['conversation', 'simulated'])

const wordsOf = (step: Step, i: number): string => {
  const [verb, what] = Object.entries(step).find(([key]) => key !== 'when') ?? []
  return `${i + 1} ${verb} ${String(what)}`
}

const shareOf = (all: readonly { words: string; key: string | number }[], seen: Set<unknown>) => {
  const missing = all.filter(({ key }) => !seen.has(key)).map(({ words }) => words)
  return { of: all.length, played: all.length - missing.length, missing }
}

function coverageOf(
  { name, steps, replies }: Playbook,
  traces: readonly Trace[],
  understudy: boolean,
): PlaybookCoverage {
  if (!understudy) {
    const opened = traces.filter(({ playbooks }) => playbooks.includes(name)).length
    return { playbook: name, opened, steps: null, replies: null }
  }
  const opened = traces.filter(({ played }) => played?.steps[name] ?? played?.replies[name]).length
  const taken = new Set(traces.flatMap(({ played }) => played?.steps[name] ?? []))
  const said = new Set(traces.flatMap(({ played }) => played?.replies[name] ?? []))
  const texts = Object.keys(replies).flatMap((key) =>
    Locale.options.map((locale) => `${key} ${locale}`),
  )
  return {
    playbook: name,
    opened,
    steps: shareOf(
      steps.map((step, i) => ({ words: wordsOf(step, i), key: i })),
      taken,
    ),
    replies: shareOf(
      texts.map((key) => ({ words: key, key })),
      said,
    ),
  }
}

/** The playbooks of a folder as they stand; those with faults have kept the run from beginning. */
function playbooksIn(folder: string): Playbook[] {
  return globSync('*.md', { cwd: folder })
    .toSorted()
    .filter((file) => file !== 'README.md')
    .flatMap((file) => {
      const parsed = parsePlaybook(file, readFileSync(join(folder, file), 'utf8'))
      return 'faults' in parsed ? [] : [parsed.playbook]
    })
}

/** What the conversations of a run have tried of each candidate's playbooks, least tried first. */
export function measureCoverage({
  suites,
  candidates,
  results,
}: {
  suites: readonly Suite[]
  candidates: readonly Candidate[]
  results: readonly CaseResult[]
}): Coverage[] {
  const meant = new Set(
    suites.flatMap(({ name, task }) => (overPlaybooks.has(task.name) ? name : [])),
  )
  return candidates.map(({ id, performer, playbooksFolder }) => {
    const traces = results.flatMap(({ suite, candidate, trace }) =>
      trace && candidate === id && meant.has(suite) ? [trace] : [],
    )
    const all = playbooksIn(playbooksFolder).map((playbook) =>
      coverageOf(playbook, traces, performer.kind === 'understudy'),
    )
    return {
      candidate: id,
      conversations: traces.length,
      playbooks: all.toSorted((a, b) => a.opened - b.opened || (a.playbook < b.playbook ? -1 : 1)),
    }
  })
}

/** Shares over all playbooks; null where a model played. */
export function totals({ playbooks }: Coverage): {
  opened: Share
  steps: Share | null
  replies: Share | null
} {
  const sum = (shares: readonly (Share | null)[]): Share | null =>
    shares.includes(null)
      ? null
      : shares.reduce<Share>(
          (all, one) => ({
            of: all.of + (one?.of ?? 0),
            played: all.played + (one?.played ?? 0),
            missing: [],
          }),
          { of: 0, played: 0, missing: [] },
        )
  const unopened = playbooks.filter(({ opened }) => opened === 0).map(({ playbook }) => playbook)
  return {
    opened: {
      of: playbooks.length,
      played: playbooks.length - unopened.length,
      missing: unopened,
    },
    steps: sum(playbooks.map(({ steps }) => steps)),
    replies: sum(playbooks.map(({ replies }) => replies)),
  }
}
