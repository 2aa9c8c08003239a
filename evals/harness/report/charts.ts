import type { CalibrationBin } from '../../../src/measure/calibration.ts'
import type { Interval } from '../../../src/measure/resampling.ts'
import type { CostAtThreshold, RiskAtCoverage } from '../../../src/measure/selective.ts'
import { percent } from '../gate/words.ts'
import { esc } from './html.ts'

const size = { width: 320, height: 240, left: 46, bottom: 40, right: 12, top: 12 }
const inner = {
  width: size.width - size.left - size.right,
  height: size.height - size.top - size.bottom,
}

interface Axes {
  title: string
  x: string
  y: string
  xMost?: number
  yMost?: number
}

const at = ({ xMost = 1, yMost = 1 }: Axes) => ({
  x: (value: number) => (size.left + (inner.width * value) / xMost).toFixed(1),
  y: (value: number) => (size.top + inner.height * (1 - value / yMost)).toFixed(1),
})

const tickText = (value: number): string =>
  value === 0 ? '0' : value < 10 ? String(Number(value.toFixed(2))) : value.toFixed(0)

/** A frame with axes; what is drawn in it is SVG. */
function plot(axes: Axes, body: string, words: string): string {
  const { xMost = 1, yMost = 1 } = axes
  const { x, y } = at(axes)
  const ticks = [0, 0.25, 0.5, 0.75, 1]
  const grid = ticks
    .map(
      (tick) =>
        `<line class="grid" x1="${x(0)}" x2="${x(xMost)}" y1="${y(tick * yMost)}" y2="${y(tick * yMost)}"/>` +
        `<text class="tick" x="${size.left - 6}" y="${y(tick * yMost)}" text-anchor="end" dominant-baseline="middle">${tickText(tick * yMost)}</text>` +
        `<text class="tick" x="${x(tick * xMost)}" y="${size.height - size.bottom + 14}" text-anchor="middle">${tickText(tick * xMost)}</text>`,
    )
    .join('')
  return `<figure><figcaption>${esc(axes.title)}</figcaption><svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${esc(words)}">${grid}${body}<text class="axis" x="${size.left + inner.width / 2}" y="${size.height - 6}" text-anchor="middle">${esc(axes.x)}</text><text class="axis" transform="translate(12 ${size.top + inner.height / 2}) rotate(-90)" text-anchor="middle">${esc(axes.y)}</text></svg><p class="hint">${esc(words)}</p></figure>`
}

/** How sure the guesses were, and how many of them were right: on the diagonal when confidence can be believed. */
export function calibrationPlot({
  ece,
  curve,
}: {
  ece: number
  curve: readonly CalibrationBin[]
}): string {
  const axes = { title: 'Calibration', x: 'confidence', y: 'right' }
  const { x, y } = at(axes)
  const line = curve.map(({ confidence, accuracy }) => `${x(confidence)},${y(accuracy)}`).join(' ')
  const dots = curve
    .map(
      ({ confidence, accuracy, count }) =>
        `<circle class="dot" cx="${x(confidence)}" cy="${y(accuracy)}" r="3.5"><title>${count} guesses at ${percent(confidence)}: ${percent(accuracy)} right</title></circle>`,
    )
    .join('')
  return plot(
    axes,
    `<line class="ideal" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/><polyline class="line" points="${line}"/>${dots}`,
    `Expected calibration error ${percent(ece)}; the dashed line is perfect.`,
  )
}

/** At most so many points of a curve, its ends among them. */
function thinned<T>(points: readonly T[], most = 200): T[] {
  if (points.length <= most) return [...points]
  return Array.from(
    { length: most },
    (_, i) => points[Math.round((i * (points.length - 1)) / (most - 1))] as T,
  )
}

/** What is wrong among what is answered, as more is answered. */
export function riskPlot({
  area,
  curve,
}: {
  area: number
  curve: readonly RiskAtCoverage[]
}): string {
  const axes = { title: 'Risk and coverage', x: 'answered', y: 'wrong among these' }
  const { x, y } = at(axes)
  const line = thinned(curve)
    .map(({ coverage, risk }) => `${x(coverage)},${y(risk)}`)
    .join(' ')
  return plot(
    axes,
    `<polyline class="line" points="${line}"/>`,
    `Area under the curve ${area.toFixed(3)}; less is better.`,
  )
}

/** What a case costs at every threshold, with the cheapest marked. */
export function costPlot({
  curve,
  best,
}: {
  curve: readonly CostAtThreshold[]
  best: CostAtThreshold
}): string {
  const yMost = Math.max(...curve.map(({ cost }) => cost), 0.01)
  const axes = {
    title: 'Cost by threshold',
    x: 'least confidence that is answered',
    y: 'cost per case',
    yMost,
  }
  const { x, y } = at(axes)
  const place = (threshold: number) => x(Math.min(1, threshold))
  const line = thinned(curve)
    .map(({ threshold, cost }) => `${place(threshold)},${y(cost)}`)
    .join(' ')
  const silent = !Number.isFinite(best.threshold)
  const words = silent
    ? `Cheapest: answer nothing, ${best.cost.toFixed(2)} per case.`
    : `Cheapest: answer from ${best.threshold.toFixed(2)} on, ${best.cost.toFixed(2)} per case.`
  return plot(
    axes,
    `<polyline class="line" points="${line}"/><line class="chosen" x1="${place(best.threshold)}" x2="${place(best.threshold)}" y1="${size.top}" y2="${size.height - size.bottom}"/><circle class="dot" cx="${place(best.threshold)}" cy="${y(best.cost)}" r="4.5"/>`,
    words,
  )
}

/** A share with its interval, as a bar. */
export function shareBar({ value, low, high }: Interval): string {
  const x = (share: number) => (share * 120).toFixed(1)
  return `<svg class="bar" viewBox="0 0 120 14" role="img" aria-label="${percent(value)}, between ${percent(low)} and ${percent(high)}"><rect class="rail" width="120" height="14" rx="3"/><rect class="fill" width="${x(value)}" height="14" rx="3"/><line class="whisker" x1="${x(low)}" x2="${x(high)}" y1="7" y2="7"/></svg>`
}
