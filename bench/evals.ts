import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { candidatesOf } from '../evals/harness/candidate.ts'
import { createCaller } from '../evals/harness/recording/caller.ts'
import { createRateLimit } from '../evals/harness/recording/limits.ts'
import { openRecordings } from '../evals/harness/recording/recordings.ts'
import { openJournal } from '../evals/harness/run/journal.ts'
import { planHash, planJobs } from '../evals/harness/run/plan.ts'
import { runJobs } from '../evals/harness/run/run.ts'
import { readSuite, suite } from '../evals/harness/suite.ts'
import { summarise } from '../evals/harness/summary.ts'
import { prompt } from '../evals/harness/tasks/prompt.ts'
import { startFakeOpenAI } from '../tests/fakes/openai.ts'
import { rounded } from './bench.ts'
import type { Bench } from './bench.ts'
import { againstPromptfoo, promptText } from './evals-promptfoo.ts'
import { alarmsOfTheSame, findsOfALoss } from './evals-statistics.ts'

const seed = 20261121

/**
 * The harness: how often it alarms at two runs of the same, how often it finds a true loss, how long recorded cases
 * take, and the same cases with promptfoo.
 */
export const bench: Bench = async (options) => {
  const { short, progress } = options
  const runs = short ? 100 : 1000
  progress(`holding ${runs} pairs of runs of the same system against each other`)
  const same = alarmsOfTheSame(runs, seed)
  progress(`holding ${runs} runs with a loss of two points against what they lost from`)
  const loss = findsOfALoss(runs, seed + 1)
  const cases = short ? 1000 : 10_000
  progress(`running ${cases} recorded cases`)
  const recorded = await recordedCases(cases)
  const peer = await againstPromptfoo(short ? 200 : 2000, options)
  return {
    workload: `A/A and a true 2-point loss (8 % discordant) over 3,000 cases with 26 slices, through the gate itself; ${cases} prompt cases with one recorded model call each, judged, journalled and summed up; ${short ? 200 : 2000} of them as whole processes against promptfoo 0.123.1, same endpoint`,
    seed,
    alarmsOfTheSame: same,
    findsOfALoss: loss,
    recorded,
    promptfoo: peer,
    held:
      same.share <= 0.05 &&
      loss.share >= 0.95 &&
      (short || recorded.seconds <= 10) &&
      peer.failed === undefined,
  }
}

/** Cases of one model call each, from recordings in memory, once through the whole harness. */
async function recordedCases(
  count: number,
): Promise<{ cases: number; passed: number; seconds: number; perCaseUs: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-evals-'))
  const fake = await startFakeOpenAI(({ messages }) => ({
    text: `Answer to ${JSON.stringify(messages[0]?.content).length} characters.`,
  }))
  const promptFile = join(folder, 'prompt.md')
  writeFileSync(promptFile, promptText)
  const words = readSuite(
    suite(
      'words',
      Array.from({ length: count }, (_, i) => ({
        name: `case ${i}`,
        vars: { question: `Where is parcel ${i}?` },
        slices: { language: i % 2 === 0 ? 'zh' : 'en' },
        expect: [{ says: 'answer' } as const, { length: { sentences: 2 } } as const],
      })),
      { task: prompt },
    ).fields,
    join(folder, 'words.suite.ts'),
  )
  const jobs = planJobs(
    [words],
    candidatesOf({ performers: ['model:fake-1'], prompts: [promptFile] }),
    1,
  )
  const recordings = openRecordings(join(folder, 'recorded.jsonl'))
  const run = async (mode: 'record' | 'replay', name: string) => {
    const caller = createCaller({
      mode,
      recordings,
      model: 'fake-1',
      baseUrl: fake.baseUrl,
      apiKey: fake.apiKey,
      prices: null,
      budget: { tokens: null, micros: null },
      spent: { tokens: 0, micros: 0 },
      limit: createRateLimit({ requestsPerMinute: null, tokensPerMinute: null }),
      retries: 0,
    })
    const head = { run: name, at: '', plan: planHash(jobs), suites: [], candidates: [], trials: 1 }
    const journal = openJournal(join(folder, name), head)
    const { results } = await runJobs(jobs, {
      journal,
      callerFor: () => caller,
      judge: null,
      cacheFolder: folder,
      concurrency: 8,
      signal: new AbortController().signal,
      onResult: () => {},
      onStep: () => {},
    })
    journal.close()
    return summarise(words, jobs[0]?.candidate.id ?? '', results)
  }
  try {
    await run('record', 'first')
    await fake.close()
    const startedAt = performance.now()
    const summary = await run('replay', 'second')
    const seconds = (performance.now() - startedAt) / 1000
    return {
      cases: summary.cases,
      passed: rounded(summary.passed.value),
      seconds: rounded(seconds),
      perCaseUs: rounded((seconds * 1e6) / count, 1),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
