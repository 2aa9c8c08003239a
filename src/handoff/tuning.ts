import type { Reader, Reading, ReadingContext } from '../domain/reading.ts'
import type { JudgedDialogue } from './dialogue.ts'
import { judgeDialogues, reportOn } from './evaluation.ts'
import type { ReplayDeps } from './replay.ts'
import { standardSettings, type HandoffSettings } from './settings.ts'
import type { CurvePoint } from './settings-file.ts'

/** The thresholds that dialogues can teach; the counts are the business's own promise. */
const grids = {
  explicitRequest: [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8],
  strongNegative: [-0.8, -0.7, -0.6, -0.5, -0.4],
  lowConfidence: [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5],
  sameNeed: [0.3, 0.4, 0.5, 0.6, 0.7, 0.8],
  vipTrouble: [-0.6, -0.5, -0.4, -0.3, -0.2],
} satisfies Partial<Record<keyof HandoffSettings, number[]>>
type Threshold = keyof typeof grids
const thresholds = Object.keys(grids) as Threshold[]

export interface Costs {
  missed: number
  needless: number
}

export interface Tuned {
  /** Thresholds that are cheaper than the standard ones, and only those. */
  settings: Partial<HandoffSettings>
  before: number
  after: number
  curves: Record<Threshold, CurvePoint[]>
}

/** Each text is read once, however many settings are tried. Not for texts whose context matters. */
function remembering(reader: Pick<Reader, 'read'>): Pick<Reader, 'read'> {
  const known = new Map<string, Reading>()
  return {
    read(text: string, context?: ReadingContext) {
      const key = `${context?.previous?.at(-1) ?? ''}\u0000${text}`
      const reading = known.get(key) ?? reader.read(text, context)
      known.set(key, reading)
      return reading
    },
  }
}

/**
 * Picks thresholds by what they would have cost: one after another over its grid, the others held still, twice
 * around. Of values that cost the same the one nearest to the standard is taken, so that chance moves nothing.
 */
export function tune(
  dialogues: readonly JudgedDialogue[],
  deps: Omit<ReplayDeps, 'settings'>,
  costs: Costs,
): Tuned {
  const reader = remembering(deps.reader)
  function priceOf(settings: HandoffSettings): Omit<CurvePoint, 'value'> {
    const report = reportOn(judgeDialogues(dialogues, { ...deps, reader, settings }))
    const missed = report.missed.length
    const needless = report.needless.length
    return { missed, needless, cost: missed * costs.missed + needless * costs.needless }
  }
  const curveOf = (name: Threshold, settings: HandoffSettings): CurvePoint[] =>
    grids[name].map((value) => ({ value, ...priceOf({ ...settings, [name]: value }) }))

  let picked: HandoffSettings = { ...standardSettings }
  for (const name of [...thresholds, ...thresholds]) {
    const standard = standardSettings[name]
    const [best] = curveOf(name, picked).toSorted(
      (a, b) => a.cost - b.cost || Math.abs(a.value - standard) - Math.abs(b.value - standard),
    )
    if (best) picked = { ...picked, [name]: best.value }
  }
  const changed = thresholds.filter((name) => picked[name] !== standardSettings[name])
  return {
    settings: Object.fromEntries(changed.map((name) => [name, picked[name]])),
    before: priceOf(standardSettings).cost,
    after: priceOf(picked).cost,
    curves: Object.fromEntries(
      thresholds.map((name) => [name, curveOf(name, picked)]),
    ) as Tuned['curves'],
  }
}
