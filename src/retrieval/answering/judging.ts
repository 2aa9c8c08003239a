import type { WeighedConcept } from '../ranking/coverage.ts'
import { type Expected, hasNews } from '../ranking/expected.ts'
import { isBeside } from '../ranking/narrow.ts'
import type { SoundedPart, Sounding } from './sounding.ts'
import type { Statement } from './statements.ts'

/** A question as its statements are judged by it. */
export interface AskedOf {
  text: string
  concepts: readonly WeighedConcept[]
  /** The mass of all concepts, never 0. */
  mass: number
  /** Under every name, what it names. */
  named: ReadonlySet<string>
  expected: Expected
  wantsPrice: boolean
}

/** A statement as it answers the question: what of the open concepts it says, and what it alone says. */
export interface Judged {
  statement: Statement
  full: number
  alone: number
  kind: boolean
  beside: boolean
  /** Whether it names a narrow thing that the question names. */
  named: boolean
  price: boolean
}

/** How much of each concept each unit of a passage says, row by row. */
export interface Loudness {
  of(unit: number, concept: number): number
}

/** Listens to a passage for the concepts: of a phrase, more than half of its terms must be said. */
export function loudnessIn(
  { said, units }: Sounding,
  concepts: readonly WeighedConcept[],
): Loudness {
  const loud = new Float64Array(units * concepts.length)
  const shares = new Float64Array(units)
  const counts = new Uint8Array(units)
  for (const [concept, { ways }] of concepts.entries()) {
    for (const { worth, terms } of ways) {
      let heard = false
      for (const { term, share } of terms) {
        const found = said.get(term)
        if (!found) continue
        heard = true
        for (const unit of found.units) {
          shares[unit] = (shares[unit] ?? 0) + share
          counts[unit] = (counts[unit] ?? 0) + 1
        }
      }
      if (!heard) continue
      for (let unit = 0; unit < units; unit++) {
        const place = unit * concepts.length + concept
        if ((counts[unit] ?? 0) * 2 > terms.length)
          loud[place] = Math.max(loud[place] ?? 0, worth * (shares[unit] ?? 0))
      }
      shares.fill(0)
      counts.fill(0)
    }
  }
  return { of: (unit, concept) => loud[unit * concepts.length + concept] ?? 0 }
}

/** What a heading or column name says is said of all below it, a little less surely than by the statement itself. */
const aboveShare = 0.9
const priceLabel = /^(?:售价|指导价|参考价|价格|price)\s?[:：]/i

/** The statements of a part; `open` are the concepts that the article's title leaves open. */
export function judge(
  { above, statements }: SoundedPart,
  { text, concepts, mass, named, expected, wantsPrice }: AskedOf,
  open: readonly boolean[],
  loudness: Loudness,
): Judged[] {
  return statements.map(({ statement, unit, terms, narrow, evidence }) => {
    let full = 0
    let alone = 0
    for (const [i, concept] of concepts.entries()) {
      if (!open[i]) continue
      const own = loudness.of(unit, i)
      const over = loudness.of(above, i) * aboveShare
      full += concept.mass * Math.max(own, over)
      alone += concept.mass * Math.max(0, own - over)
    }
    const long = 1 + terms / 80
    return {
      statement,
      full: full / mass / long,
      alone: alone / mass / long,
      kind: expected !== null && hasNews(evidence(expected), text),
      beside: isBeside(narrow, named),
      named: narrow.some((key) => named.has(key)),
      price: wantsPrice && priceLabel.test(statement.text),
    }
  })
}

/** A row, or an item of a list, that alone says this share of the question is the row asked for. */
const decides = { rows: 0.2, items: 0.25 }
/** So are others that say nearly as much. */
const nearly = 0.6

/** Of a table or list what is asked for, where it is there: Norway's row, and not those of other countries. */
export function askedAmong(own: Judged[], { part }: SoundedPart): Judged[] {
  if (part.kind === 'sentences') return own
  const most = Math.max(...own.map(({ alone }) => alone))
  const asked =
    most >= decides[part.kind]
      ? own.filter(({ alone }) => alone >= most * nearly)
      : own.some(({ named }) => named)
        ? own.filter(({ beside }) => !beside)
        : own
  return asked.length > 0 ? asked : own
}

const kindWorth = 0.12
const fitOf = ({ full, kind, beside, price }: Judged) =>
  full + (kind ? kindWorth : 0) - (beside ? 0.08 : 0) + (price ? 0.4 : 0)

/** A further statement joins the answer when it fits at least this well, compared with the best. */
const joins = 0.9
const mostStatements = 3

/** The few statements that fit best, in their order; none where they are too many to tell apart. */
export function bestAmong(own: readonly Judged[]): Judged[] {
  const top = Math.max(...own.map(fitOf))
  const taken = own.filter((one) => fitOf(one) >= top * joins)
  return taken.length <= mostStatements || taken.length < own.length / 2
    ? taken.slice(0, mostStatements)
    : []
}
