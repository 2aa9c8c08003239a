import { foldText } from '../src/understanding/fold.ts'
import type { LabelledText } from '../src/understanding/recogniser/labelled-file.ts'
import { seededRandom } from '../src/understanding/recogniser/random.ts'
import type { SparseRows } from '../src/understanding/recogniser/sparse-rows.ts'

/**
 * The plain recipe that Baton's recogniser has to beat: words 1–2 (tf-idf) and `char_wb` 3–5 (no idf), each of norm 1,
 * sublinear counts; one linear support vector machine a class, squared hinge, C = 1. It was the first recogniser of this
 * product (commit 66b1c84), which rounded its weights to 8 bits. Guesses nothing but the first class.
 */
export function trainPlainRecipe(examples: readonly LabelledText[]): (text: string) => string {
  const labels = [...new Set(examples.map(({ label }) => label))].sort()
  const views = [wordGrams, pieces].map((view) => ({ view, columnOf: new Map<string, number>() }))
  const texts: number[] = []
  for (const { text } of examples) {
    for (const { view, columnOf } of views) {
      for (const gram of new Set(view(foldText(text)))) {
        const column = columnOf.get(gram) ?? texts.push(0) - 1
        columnOf.set(gram, column)
        texts[column] = (texts[column] ?? 0) + 1
      }
    }
  }
  const weight = texts.map((having) => Math.log((1 + examples.length) / (1 + having)) + 1)

  function vectorOf(text: string): [column: number, value: number][] {
    return views.flatMap(({ view, columnOf }) => {
      const counts = new Map<number, number>()
      for (const gram of view(foldText(text))) {
        const column = columnOf.get(gram)
        if (column !== undefined) counts.set(column, (counts.get(column) ?? 0) + 1)
      }
      const values = [...counts].map(([column, count]): [number, number] => [
        column,
        (1 + Math.log(count)) * (view === wordGrams ? (weight[column] ?? 1) : 1),
      ])
      const norm = Math.hypot(...values.map(([, value]) => value))
      return values.map(([column, value]): [number, number] => [column, value / norm])
    })
  }

  const rows = toRows(
    examples.map(({ text }) => vectorOf(text)),
    texts.length,
  )
  const planes = labels.map((name, k) =>
    trainPlane(
      rows,
      examples.map(({ label }) => label === name),
      17 + k,
    ),
  )
  return (text) => {
    const vector = vectorOf(text)
    const margins = planes.map(({ weights, bias }) =>
      vector.reduce((sum, [column, value]) => sum + value * (weights[column] ?? 0), bias),
    )
    return labels[margins.indexOf(Math.max(...margins))] ?? ''
  }
}

const wordsOf = (folded: string): string[] => folded.match(/[\p{L}\p{M}\p{N}]+|[?!]/gu) ?? []

function wordGrams(folded: string): string[] {
  const words = wordsOf(folded)
  return [...words, ...words.slice(1).map((word, i) => `${words[i]} ${word}`)]
}

/** Character 3–5-grams of every word with its boundaries, as `char_wb` of scikit-learn takes them. */
function pieces(folded: string): string[] {
  return wordsOf(folded).flatMap((word) => {
    if (!/[\p{L}\p{N}]/u.test(word)) return []
    const bounded = ` ${word} `
    return [3, 4, 5].flatMap((length) =>
      Array.from({ length: Math.max(0, bounded.length - length + 1) }, (_, at) =>
        bounded.slice(at, at + length),
      ),
    )
  })
}

function toRows(vectors: readonly [number, number][][], columns: number): SparseRows {
  const starts = new Int32Array(vectors.length + 1)
  vectors.forEach((vector, row) => (starts[row + 1] = (starts[row] ?? 0) + vector.length))
  const entries = vectors.flat()
  return {
    rows: vectors.length,
    columns,
    starts,
    column: Int32Array.from(entries, ([column]) => column),
    value: Float32Array.from(entries, ([, value]) => value),
  }
}

/** Cost of a violated margin, passes at most, and the violation that is put up with. */
const [cost, mostPasses, tolerance] = [1, 30, 0.1]

/** One plane with its bias, by dual coordinate descent with shrinking (Hsieh et al., ICML 2008, algorithm 3). */
function trainPlane(data: SparseRows, positive: readonly boolean[], seed: number) {
  const { rows, starts, column, value } = data
  const random = seededRandom(seed)
  const weights = new Float32Array(data.columns)
  const alpha = new Float64Array(rows)
  const order = Int32Array.from({ length: rows }, (_, row) => row)
  let bias = 0
  let active = rows
  let highest = Infinity
  for (let pass = 0; pass < mostPasses; pass++) {
    const shuffled = order.subarray(0, active)
    random.shuffle(shuffled)
    let [most, least] = [-Infinity, Infinity]
    for (let at = 0; at < active; at++) {
      const row = order[at] as number
      const sign = positive[row] === true ? 1 : -1
      const [from, to] = [starts[row] as number, starts[row + 1] as number]
      let margin = bias
      let square = 1
      for (let p = from; p < to; p++) {
        const v = value[p] as number
        margin += (weights[column[p] as number] as number) * v
        square += v * v
      }
      const a = alpha[row] as number
      const gradient = sign * margin - 1 + (0.5 / cost) * a
      if (a === 0 && gradient > highest) {
        order[at--] = order[--active] as number
        order[active] = row
        continue
      }
      const violation = a === 0 ? Math.min(gradient, 0) : gradient
      most = Math.max(most, violation)
      least = Math.min(least, violation)
      const next = Math.max(a - gradient / (square + 0.5 / cost), 0)
      alpha[row] = next
      const move = (next - a) * sign
      if (move === 0) continue
      bias += move
      for (let p = from; p < to; p++) {
        const c = column[p] as number
        weights[c] = (weights[c] as number) + move * (value[p] as number)
      }
    }
    const settled = most - least <= tolerance
    if (settled && active === rows) break
    // Settled on what was left: every row is looked at once more before it is believed.
    if (settled) active = rows
    highest = settled || most <= 0 ? Infinity : most
  }
  return { weights, bias }
}
