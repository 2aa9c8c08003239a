import type { Baseline, KeptCase } from '../evals/harness/gate/baseline.ts'
import { compareRuns } from '../evals/harness/gate/compare.ts'
import { wilson } from '../src/measure/resampling.ts'
import { rounded, seeded } from './bench.ts'

const cases = 3000

/** How often something was seen, with its 95 % interval. */
interface Seen {
  runs: number
  share: number
  low: number
  high: number
  /** The mean share of cases that came out otherwise in the two runs. */
  discordant: number
}

/** Slices as suites have them: two languages, four channels, twenty intents. */
const slicesOf = (i: number): Record<string, string> => ({
  language: i % 2 === 0 ? 'zh' : 'en',
  channel: ['web', 'wecom', 'whatsapp', 'telegram'][(i >> 1) % 4] ?? 'web',
  intent: `intent_${(i * 7) % 20}`,
})

const kept = (passed: boolean, i: number): KeptCase => ({
  hash: 'h',
  trials: [passed ? 1 : 0],
  slices: slicesOf(i),
})

const runOf = (passed: readonly boolean[]): Baseline => ({
  version: 1,
  name: 'simulated',
  at: '',
  entries: [
    {
      suite: 'simulated',
      candidate: 'model',
      cases: Object.fromEntries(passed.map((it, i) => [`c${i}`, kept(it, i)])),
    },
  ],
})

/** Simulates pairs of runs and counts those that the gate calls a regression. */
function alarms(
  runs: number,
  seed: number,
  draw: (random: () => number) => [boolean, boolean],
): Seen {
  const random = seeded(seed)
  let alarmed = 0
  let discordant = 0
  for (let run = 0; run < runs; run++) {
    const pairs = Array.from({ length: cases }, () => draw(random))
    discordant += pairs.filter(([a, b]) => a !== b).length / cases
    const before = runOf(pairs.map(([a]) => a))
    const after = runOf(pairs.map(([, b]) => b))
    if (compareRuns(before, after).regression) alarmed++
  }
  const { value, low, high } = wilson(alarmed, runs)
  return {
    runs,
    share: rounded(value),
    low: rounded(low),
    high: rounded(high),
    discordant: rounded(discordant / runs, 4),
  }
}

/** Two runs of the same system: 84 % of the cases never change and the rest fall like a coin, so that 8 % differ. */
export const alarmsOfTheSame = (runs: number, seed: number): Seen =>
  alarms(runs, seed, (random) => {
    if (random() < 0.16) return [random() < 0.5, random() < 0.5]
    const passes = random() < 0.85
    return [passes, passes]
  })

/** A true loss of two points: of all cases 5 % break and 3 % mend. */
export const findsOfALoss = (runs: number, seed: number): Seen =>
  alarms(runs, seed, (random) => {
    const fate = random()
    if (fate < 0.05) return [true, false]
    if (fate < 0.08) return [false, true]
    const passes = random() < 0.85
    return [passes, passes]
  })
