import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { startFakeOpenAI } from '../../tests/fakes/openai.ts'
import { ruleModel } from '../../tests/fakes/rule-model.ts'
import { testReader } from '../../tests/reader.ts'
import { findSuites } from '../harness/load.ts'
import { runSession, type SessionOptions } from '../harness/session.ts'

/**
 * The committed conversations the way a model takes them, by a model of simple rules: recorded, and replayed without a
 * network. It shows that the way holds, and nothing of how good any real model is.
 */

/** Of the conversations that are played. It passed 89 of all 103 when it was written (2026-11-28). */
const leastPassed = 0.78
/** Every second one. */
const every = 2

afterEach(() => vi.unstubAllGlobals())

it(
  'goes the way of a model, and replays to the same end without a network',
  { timeout: 600_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-rules-'))
    const fake = await startFakeOpenAI(ruleModel, { model: 'rule-model' })
    const [whole] = await findSuites(['conversations'])
    const suite = { ...whole!, cases: whole!.cases.filter((_, i) => i % every === 0) }
    const run = (change: Partial<SessionOptions>) =>
      runSession({
        suites: [suite],
        matrix: { performers: ['model:rule-model'] },
        trials: 1,
        mode: 'replay',
        access: null,
        concurrency: 1,
        requestsPerMinute: null,
        tokensPerMinute: null,
        budget: { tokens: null, micros: null },
        pricesFile: '',
        retries: 0,
        resume: false,
        runsFolder: join(folder, 'runs'),
        recordingsFolder: join(folder, 'recordings'),
        cacheFolder: testReader.cacheFolder,
        judge: null,
        signal: new AbortController().signal,
        baseline: null,
        onPlan: () => {},
        onStep: () => {},
        onResult: () => {},
        ...change,
      })
    try {
      const access = { baseUrl: fake.baseUrl, apiKey: fake.apiKey }
      const recorded = await run({ mode: 'record', access })
      expect(fake.refused).toEqual([])
      const [summary] = recorded.summaries
      expect(summary).toMatchObject({ errors: 0, stepIns: 0 })
      expect(summary?.passed.value).toBeGreaterThan(leastPassed)

      const asked = fake.requests.length
      vi.stubGlobal('fetch', () => Promise.reject(new Error('the network is refused')))
      const replayed = await run({})
      expect(fake.requests).toHaveLength(asked)
      const ends = ({ results }: typeof recorded) => results.map((it) => [it.case, it.status])
      expect(ends(replayed)).toEqual(ends(recorded))
    } finally {
      await fake.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
