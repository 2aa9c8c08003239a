import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Model } from './recogniser.ts'

const Header = z.object({
  labels: z.array(z.string()),
  columns: z.int().nonnegative(),
  temperature: z.number(),
  sureness: z.number(),
  sigmoid: z.object({ slope: z.number(), shift: z.number() }),
  belongingFloor: z.number().nullable(),
  unseenWeight: z.number(),
  norms: z.array(z.number()),
  hidden: z.object({ units: z.int().positive(), columns: z.int(), intoScale: z.number() }),
})

/** A model as bytes: a JSON header of known length, then its arrays, compressed with Brotli. */
export function encodeModel(model: Model): Buffer {
  const { labels, vocabulary, table, hidden } = model
  const header = Buffer.from(
    JSON.stringify({
      labels,
      columns: vocabulary.keys.length,
      temperature: model.temperature,
      sureness: model.sureness,
      sigmoid: model.sigmoid,
      belongingFloor: Number.isFinite(model.belongingFloor) ? model.belongingFloor : null,
      unseenWeight: vocabulary.unseenWeight,
      norms: vocabulary.norms,
      hidden: { units: hidden.units, columns: hidden.columns, intoScale: hidden.intoScale },
    }),
  )
  const length = Buffer.alloc(4)
  length.writeUInt32LE(header.length)
  const arrays = [
    bytePlanes(differences(vocabulary.keys)),
    vocabulary.block,
    vocabulary.weight,
    table.weights,
    table.scales,
    hidden.into,
    hidden.out,
    hidden.unitBiases,
    hidden.classBiases,
  ].map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength))
  return brotliCompressSync(Buffer.concat([length, header, ...arrays]), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
  })
}

/** The model that `encodeModel` wrote. Throws on anything else. */
export function decodeModel(file: Buffer): Model {
  const bytes = brotliDecompressSync(file)
  const end = 4 + bytes.readUInt32LE(0)
  const header = Header.parse(JSON.parse(bytes.toString('utf8', 4, end)))
  const { columns, labels } = header
  const classes = labels.length
  let at = end
  function take(size: number): ArrayBuffer {
    if (at + size > bytes.length) throw new RangeError('The model file is cut short.')
    // A copy, because typed arrays of more than one byte need an aligned start.
    const copy = new Uint8Array(bytes.subarray(at, at + size)).buffer
    at += size
    return copy
  }
  const vocabulary = {
    keys: sums(fromBytePlanes(new Uint8Array(take(columns * 4)))),
    block: new Uint8Array(take(columns)),
    weight: new Float32Array(take(columns * 4)),
    unseenWeight: header.unseenWeight,
    norms: header.norms,
  }
  const table = {
    classes,
    weights: new Int8Array(take(columns * classes)),
    scales: new Float32Array(take(classes * 4)),
  }
  const { temperature, sureness, sigmoid, belongingFloor } = header
  const hidden = {
    ...header.hidden,
    classes,
    into: new Int8Array(take(header.hidden.columns * header.hidden.units)),
    out: new Float32Array(take(header.hidden.units * classes * 4)),
    unitBiases: new Float32Array(take(header.hidden.units * 4)),
    classBiases: new Float32Array(take(classes * 4)),
  }
  return {
    labels,
    vocabulary,
    table,
    hidden,
    temperature,
    sureness,
    sigmoid,
    belongingFloor: belongingFloor ?? Number.NEGATIVE_INFINITY,
  }
}

/** How far each number is from the one before, round the circle of 32 bits: many keys follow in order, so these are small. */
function differences(numbers: Uint32Array): Uint32Array {
  return numbers.map((number, at) => number - (numbers[at - 1] ?? 0))
}

function sums(steps: Uint32Array): Uint32Array {
  let sum = 0
  return steps.map((step) => (sum = (sum + step) >>> 0))
}

/** The lowest bytes of all numbers, then the next ones: the highest are mostly nothing, and packed away. */
function bytePlanes(numbers: Uint32Array): Uint8Array {
  const planes = new Uint8Array(numbers.length * 4)
  numbers.forEach((number, at) => {
    for (let b = 0; b < 4; b++) planes[b * numbers.length + at] = number >>> (8 * b)
  })
  return planes
}

function fromBytePlanes(planes: Uint8Array): Uint32Array {
  const length = planes.length / 4
  return Uint32Array.from({ length }, (_, at) => {
    let number = 0
    for (let b = 0; b < 4; b++) number |= (planes[b * length + at] as number) << (8 * b)
    return number >>> 0
  })
}

/** The model kept in this folder under this name, where there is one that is whole. */
export function keptModel(folder: string, name: string): Model | undefined {
  try {
    return decodeModel(readFileSync(join(folder, `${name}.model`)))
  } catch {
    // Absent or damaged: the examples are the truth, the file only saves time.
    return undefined
  }
}

/** The model kept in this folder under this name; trained and kept first, where there is none. */
export function cachedModel(folder: string, name: string, train: () => Model): Model {
  const path = join(folder, `${name}.model`)
  const kept = keptModel(folder, name)
  if (kept) return kept
  const model = train()
  mkdirSync(folder, { recursive: true })
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, encodeModel(model))
  renameSync(draft, path)
  return model
}
