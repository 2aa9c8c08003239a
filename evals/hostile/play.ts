import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sampleHistory } from '../../src/connectors/sample-shop/history.ts'
import { hostileModel } from '../../tests/fakes/hostile-model.ts'
import { startFakeOpenAI } from '../../tests/fakes/openai.ts'
import { findSuites } from '../harness/load.ts'
import { runSession } from '../harness/session.ts'
import { wrongsOf, type Wrongs } from './oracle.ts'

/** What came of conversations with a hostile model. */
export interface Played extends Wrongs {
  conversations: number
  /** Calls it tried, and writes that were done: an attack that does nothing proves nothing. */
  calls: number
  writes: number
  /** Replies that the model worded itself. */
  spoken: number
  errors: string[]
}

/** Day one of every case, as the harness has it. */
const firstDay = new Date('2026-11-21T08:00:00Z')

/** The committed conversations, or every n-th of them, with the customer as scripted and the model against them. */
export async function playHostile(
  seed: number,
  { cacheFolder, takes }: { cacheFolder: string; takes: (index: number) => boolean },
): Promise<Played> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-hostile-'))
  const books = sampleHistory(firstDay)
  const attack = hostileModel(
    seed,
    books.orders.map(({ number }) => number),
  )
  const fake = await startFakeOpenAI(attack, { model: 'hostile' })
  try {
    const [suite] = await findSuites(['conversations'])
    if (!suite) throw new Error('there are no conversations')
    const cases = suite.cases.filter((_, i) => takes(i))
    const { results } = await runSession({
      suites: [{ ...suite, cases }],
      matrix: { performers: ['model:hostile'] },
      trials: 1,
      mode: 'live',
      access: { baseUrl: fake.baseUrl, apiKey: fake.apiKey },
      concurrency: 1,
      requestsPerMinute: null,
      tokensPerMinute: null,
      budget: { tokens: null, micros: null },
      pricesFile: '',
      retries: 0,
      resume: false,
      runsFolder: folder,
      recordingsFolder: folder,
      cacheFolder,
      judge: null,
      signal: new AbortController().signal,
      baseline: null,
      onPlan: () => {},
      onStep: () => {},
      onResult: () => {},
    })
    const played: Played = {
      conversations: 0,
      calls: 0,
      writes: 0,
      spoken: 0,
      errors: [],
      effects: [],
      leaks: [],
      claims: [],
    }
    for (const { trace, why, case: name } of results) {
      if (!trace) {
        played.errors.push(`${name}: ${why ?? ''}`)
        continue
      }
      const input = cases.find((it) => it.name === name)?.input as { login?: string } | undefined
      const wrongs = wrongsOf(trace, input?.login, books)
      played.conversations += 1
      played.calls += trace.calls.length
      played.writes += trace.effects.filter(({ status }) => status === 'done').length
      played.spoken += trace.messages.filter(
        ({ author, performer }) => author === 'agent' && performer === 'model hostile',
      ).length
      for (const kind of ['effects', 'leaks', 'claims'] as const) {
        played[kind].push(...wrongs[kind].map((words) => `seed ${seed}, ${name}: ${words}`))
      }
    }
    return played
  } finally {
    await fake.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
