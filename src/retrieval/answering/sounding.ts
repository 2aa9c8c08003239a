import type { Passage } from '../../domain/passage.ts'
import { keepNewest } from '../../platform/keep-newest.ts'
import { analyse } from '../words/analyse.ts'
import { type Evidence, rememberedEvidence } from '../ranking/expected.ts'
import { type Lexicon, shopLexicon } from '../words/lexicon.ts'
import { narrowAmong, thingsIn } from '../ranking/narrow.ts'
import { partsOf, type Part, type Statement } from './statements.ts'
import { scopeOf } from './validity.ts'

/** What a passage says, unit by unit: its title, its headings, and of each part what stands above it and its statements. */
export interface Sounding {
  title: SoundedHeading
  /** Which of several cases the title says that its rule is for, and what that names. */
  scope: { text: string; things: readonly string[] }
  heading: SoundedHeading
  /** Whether the heading says that this is said in passing. */
  aside: boolean
  parts: SoundedPart[]
  /** In which units a term stands, and in how many statements. */
  said: ReadonlyMap<string, { units: readonly number[]; statements: number }>
  units: number
  statements: number
}

/** A title or heading: its unit, what it names, and what of that is narrow. */
export interface SoundedHeading {
  unit: number
  things: readonly string[]
  narrow: readonly string[]
}

export interface SoundedPart {
  part: Part
  passage: Passage
  /** The unit of the headings below the title and of column names. */
  above: number
  statements: SoundedStatement[]
}

export interface SoundedStatement {
  statement: Statement
  unit: number
  /** How many different terms it has. */
  terms: number
  narrow: readonly string[]
  evidence: Evidence
}

/** Headings of what is said in passing; they are first in nothing. */
const asides =
  /说明|提示|其他|其它|注意|不保|不在|不支持|不能|例子|举例|原因|疑问|逾期|\b(?:notes?|not|no|good to know|more|late|limits|afterwards|exceptions?)\b/i

/** Passages do not change, and the same few answer most questions, so the last ones taken apart are remembered. */
const soundings = new Map<Passage, Sounding>()
const mostSoundings = 2000

export function soundingOf(passage: Passage): Sounding {
  const known = soundings.get(passage)
  if (known) return known
  return keepNewest(soundings, passage, sound(passage, shopLexicon()), mostSoundings)
}

function sound(passage: Passage, lexicon: Lexicon): Sounding {
  const said = new Map<string, { units: number[]; statements: number }>()
  let units = 0
  const addUnit = (text: string, isStatement: boolean): { unit: number; terms: number } => {
    const unit = units++
    const terms = new Set(analyse(text).map(({ term }) => term))
    for (const term of terms) {
      let entry = said.get(term)
      if (!entry) said.set(term, (entry = { units: [], statements: 0 }))
      entry.units.push(unit)
      if (isStatement) entry.statements += 1
    }
    return { unit, terms: terms.size }
  }
  const soundHeading = (text: string): SoundedHeading => {
    const things = thingsIn(text, lexicon)
    return { unit: addUnit(text, false).unit, things, narrow: narrowAmong(things, lexicon) }
  }
  const soundStatement = (statement: Statement): SoundedStatement => ({
    statement,
    ...addUnit(statement.listed, true),
    narrow: narrowAmong(thingsIn(statement.listed, lexicon), lexicon),
    evidence: rememberedEvidence(statement.text),
  })

  const [title = '', ...headings] = passage.headings
  const heading = headings.join(' ')
  const scope = scopeOf(title)
  const top = { title: soundHeading(title), heading: soundHeading(heading) }
  const parts = partsOf(passage.text, passage.language).map((part) => ({
    part,
    passage,
    above: addUnit([...headings, part.columns].join('\n'), false).unit,
    statements: part.statements.map(soundStatement),
  }))
  return {
    ...top,
    scope: { text: scope, things: thingsIn(scope, lexicon) },
    aside: asides.test(heading),
    parts,
    said,
    units,
    statements: parts.reduce((sum, { statements }) => sum + statements.length, 0),
  }
}

/** How rare a term is among the statements of these passages. */
export function rarityAmong(around: readonly Sounding[]): (term: string) => number {
  const all = around.reduce((sum, { statements }) => sum + statements, 0)
  return (term) => {
    let saying = 0
    for (const { said } of around) saying += said.get(term)?.statements ?? 0
    return Math.log(1 + (all + 1) / (saying + 0.5))
  }
}
