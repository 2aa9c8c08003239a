import type { HiddenLayer } from './hidden.ts'
import type { Random } from './random.ts'

export interface HiddenOptions {
  /** Nets trained apart, of which the layer is the average. */
  nets: number
  /** Units of each net. */
  units: number
  /** How many columns, from the first, the layer looks at. */
  columns: number
  random: Random
}

/** One net in the making. */
export interface Net {
  readonly into: Float32Array
  readonly out: Float32Array
  readonly unitBiases: Float64Array
  readonly classBiases: Float64Array
}

/** A net that knows nothing yet. */
export function newNet(classes: number, { units, columns, random }: HiddenOptions): Net {
  function spread(size: number, width: number): Float32Array {
    const weights = new Float32Array(size)
    for (let at = 0; at < size; at++) weights[at] = (random.next() - 0.5) * width
    return weights
  }
  return {
    into: spread(columns * units, 0.1),
    out: spread(units * classes, 2 / Math.sqrt(units)),
    unitBiases: new Float64Array(units),
    classBiases: new Float64Array(classes),
  }
}

/** The mean of a net as it was at several times. */
export interface NetMean {
  readonly net: Net
  empty(): void
  /** The net as it is now counts as one more. */
  add(): void
}

/** A mean of nothing yet. */
export function createMean(of: Net): NetMean {
  const net: Net = {
    into: new Float32Array(of.into.length),
    out: new Float32Array(of.out.length),
    unitBiases: new Float64Array(of.unitBiases.length),
    classBiases: new Float64Array(of.classBiases.length),
  }
  let count = 0
  return {
    net,
    empty() {
      count = 0
    },
    add() {
      count++
      for (const part of ['into', 'out', 'unitBiases', 'classBiases'] as const) {
        const [mean, now] = [net[part], of[part]]
        for (let at = 0; at < mean.length; at++) {
          const was = mean[at] as number
          mean[at] = was + ((now[at] as number) - was) / count
        }
      }
    },
  }
}

/** Weights are kept in this many steps up and down, which reach over four standard deviations: no measurable loss, and under three bits each on disk. */
const [levels, reach] = [7, 4]

/** The average of the nets as one layer. */
export function joinNets(
  nets: readonly Net[],
  classes: number,
  { units: each, columns }: HiddenOptions,
): HiddenLayer {
  const units = nets.length * each
  const into = new Int8Array(columns * units)
  const out = new Float32Array(units * classes)
  const unitBiases = new Float32Array(units)
  const classBiases = new Float32Array(classes)
  let squares = 1e-12
  for (const net of nets) for (const weight of net.into) squares += weight * weight
  const intoScale = (reach * Math.sqrt(squares / Math.max(1, into.length))) / levels
  nets.forEach((net, n) => {
    for (let at = 0; at < net.into.length; at++) {
      const step = Math.round((net.into[at] as number) / intoScale)
      const line = Math.floor(at / each) * units
      into[line + n * each + (at % each)] = Math.max(-levels, Math.min(levels, step))
    }
    net.out.forEach((weight, at) => (out[n * each * classes + at] = weight / nets.length))
    unitBiases.set(net.unitBiases, n * each)
    net.classBiases.forEach((bias, k) => {
      classBiases[k] = (classBiases[k] as number) + bias / nets.length
    })
  })
  return { units, classes, columns, into, intoScale, out, unitBiases, classBiases }
}
