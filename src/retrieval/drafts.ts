import type { PassageHit } from '../domain/passage.ts'
import { weighConcepts, type WeighedConcept } from './coverage.ts'
import { evidenceIn, expectedOf, hasNews } from './expected.ts'
import { shopLexicon } from './lexicon.ts'
import { isBeside, namedShare, narrowAmong, thingsIn } from './narrow.ts'
import { analyse } from './analyse.ts'
import { readQuery } from './query.ts'
import { scopeOf } from './validity.ts'
import { rarityAmong, type SoundedPart, soundingOf } from './sounding.ts'
import type { Statement } from './statements.ts'
import { compareDrafts, type Draft } from './draft.ts'
import { overviewFrom } from './overview.ts'

/** A further statement joins the answer when it fits at least this well, compared with the best. */
const joins = 0.9
const mostStatements = 3
/** A concept that the title says, by whatever name, is settled: it does not tell the statements apart. */
const settledFrom = 0.6
/** What a heading or column name says is said of all below it, a little less surely than by the statement itself. */
const aboveShare = 0.9

/** Headings of what is said in passing; they are first in nothing. */
const asides =
  /说明|提示|其他|其它|注意|不保|不在|不支持|不能|例子|举例|原因|疑问|逾期|\b(?:notes?|not|no|good to know|more|late|limits|afterwards|exceptions?)\b/i
const asksPrice =
  /多少钱|价格|售价|什么价|怎么卖|\bprices?\b|\bhow much (?:is|are|does .{1,40} cost)\b/i
const priceLabel = /^(?:售价|指导价|参考价|价格|price)\s?[:：]/i

/** Where an article stands among the others. */
export interface ArticleStanding {
  article: number
  past: boolean
  foreign: boolean
}

/** Drafts from what was found of one article, in its order. */
export type Drafter = (found: readonly PassageHit[], standing: ArticleStanding) => Draft[]

/** A statement as it answers the question: what of the open concepts it says, and what it alone says. */
interface Judged {
  statement: Statement
  full: number
  alone: number
  kind: boolean
  beside: boolean
  /** Whether it names a narrow thing that the question names. */
  named: boolean
  price: boolean
}

/**
 * Reads a question once, to draft answers from articles. A concept counts for more the fewer statements of the
 * passages around (the hits) say it; what the article's title says is settled, and what the question asks beyond it is open.
 */
export function createDrafter(question: string, around: readonly PassageHit[]): Drafter {
  const lexicon = shopLexicon()
  const query = readQuery(question, { lexicon, knows: () => true, near: () => [] })
  const rarity = rarityAmong(around.map(({ passage }) => soundingOf(passage)))
  const concepts = weighConcepts(query, { idf: rarity, unknown: rarity('') })
  const whole = concepts.reduce((sum, { mass }) => sum + mass, 0) || 1
  const expected = expectedOf(question)
  const wantsPrice = asksPrice.test(question)
  const hasKind = (text: string) =>
    expected !== null && hasNews(evidenceIn(text, expected), question)
  const narrowIn = (text: string) => narrowAmong(thingsIn(text, lexicon), lexicon)
  const massOf = (of: (concept: WeighedConcept, i: number) => number) =>
    concepts.reduce((sum, concept, i) => sum + concept.mass * of(concept, i), 0) / whole

  function judge(part: SoundedPart, open: readonly boolean[]): Judged[] {
    const over = concepts.map((concept) => heard(concept, part.above) * aboveShare)
    return part.statements.map(({ statement, terms }) => {
      const said = concepts.map((concept) => heard(concept, terms))
      const long = 1 + terms.size / 80
      const narrow = narrowIn(statement.listed)
      const says = (share: (i: number) => number) =>
        massOf((_, i) => (open[i] ? share(i) : 0)) / long
      return {
        statement,
        full: says((i) => Math.max(said[i] ?? 0, over[i] ?? 0)),
        alone: says((i) => Math.max(0, (said[i] ?? 0) - (over[i] ?? 0))),
        kind: hasKind(statement.text),
        beside: isBeside(narrow, query.named),
        named: narrow.some((key) => query.named.has(key)),
        price: wantsPrice && priceLabel.test(statement.text),
      }
    })
  }

  return (found, standing) => {
    const [first] = found
    if (!first) return []
    const { title } = soundingOf(first.passage)
    const open = concepts.map((concept) => heard(concept, title) < settledFrom)
    const settled = massOf((_, i) => (open[i] ? 0 : 1))
    const titleThings = thingsIn(first.passage.headings[0] ?? '', lexicon)
    const titleFocus = namedShare(titleThings, query.named)
    const narrowTitle = isBeside(narrowAmong(titleThings, lexicon), query.named) ? 1 : 0
    const scope = scopeOf(first.passage.headings[0] ?? '')
    const scoped =
      narrowTitle > 0 ||
      (scope !== '' && !thingsIn(scope, lexicon).some((key) => query.named.has(key)))
    const parts = found.flatMap((hit) =>
      soundingOf(hit.passage).parts.map((part) => ({
        part,
        hit,
        own: askedOf(judge(part, open), part),
      })),
    )
    const best = Math.max(...found.map(({ score }) => score))
    const drafts = parts.flatMap(({ part, hit, own }, place) => {
      const heading = hit.passage.headings.slice(1).join(' ')
      const headingTerms = new Set(analyse(heading).map(({ term }) => term))
      const things = thingsIn(heading, lexicon)
      const shared = {
        article: standing.article,
        score: hit.score - best,
        settled,
        titleFocus,
        narrowTitle,
        first: place === 0 ? 1 : 0,
        firstSettled: place === 0 ? settled : 0,
        table: part.part.kind === 'rows' ? 1 : 0,
        list: part.part.kind === 'items' ? 1 : 0,
        aside: asides.test(heading) ? 1 : 0,
        narrowHeading: isBeside(narrowAmong(things, lexicon), query.named) ? 1 : 0,
        headingOpen: massOf((concept, i) => (open[i] ? heard(concept, headingTerms) : 0)),
        headingSettled: massOf((concept, i) => (open[i] ? 0 : heard(concept, headingTerms))),
        headingFocus: namedShare(things, query.named),
        columns: massOf((concept) => heard(concept, part.above)),
      }
      const draft = (
        taken: readonly Judged[],
        lines: string[],
        left: number,
        overview: boolean,
      ): Draft => ({
        from: hit.passage,
        confidence: hit.confidence,
        lines,
        left,
        overview: overview && taken.length + left >= part.statements.length,
        past: standing.past,
        foreign: standing.foreign,
        scoped,
        features: {
          ...notCompared,
          ...shared,
          ...featuresOf(taken, overview, settled),
          ...cutOf(lines, left),
        },
      })
      const top = Math.max(...own.map(fitOf))
      const taken = own.filter((one) => fitOf(one) >= top * joins)
      const single =
        taken.length <= mostStatements || taken.length < own.length / 2
          ? taken.slice(0, mostStatements)
          : []
      const { lines, left } = overviewFrom(parts, place)
      return [
        draft(own, lines, left, true),
        ...(single.length > 0 && single.length < own.length
          ? [
              draft(
                single,
                single.map(({ statement }) => statement.text),
                0,
                false,
              ),
            ]
          : []),
      ]
    })
    return compareDrafts(drafts)
  }
}

const notCompared = {
  headingFocusBehind: 0,
  headingSettledBehind: 0,
  headingOpenBehind: 0,
  fullBehind: 0,
  anyKindBehind: 0,
  columnsBehind: 0,
}

const cutOf = (lines: readonly string[], left: number) => ({
  cut: left > 0 ? 1 : 0,
  long: lines.join('').length / 400,
})

/** A row, or an item of a list, that alone says this share of the question is the row asked for. */
const decides = { rows: 0.2, items: 0.25 }
/** So are others that say nearly as much. */
const nearly = 0.6

/** Of a table or list what is asked for, where it is there: Norway's row, and not those of other countries. */
function askedOf(own: Judged[], { part }: SoundedPart): Judged[] {
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

function featuresOf(taken: readonly Judged[], overview: boolean, settled: number) {
  const share = (of: (one: Judged) => boolean) => taken.filter(of).length / taken.length
  const full = Math.max(...taken.map((one) => one.full))
  const alone = Math.max(...taken.map((one) => one.alone))
  const kind = share((one) => one.kind)
  return {
    single: overview ? 0 : 1,
    singleSettled: overview ? 0 : settled,
    singleKind: overview ? 0 : kind,
    full,
    alone: overview ? 0 : alone,
    aloneInside: overview ? alone : 0,
    kind,
    anyKind: kind > 0 ? 1 : 0,
    beside: share((one) => one.beside),

    price: share((one) => one.price),
    singlePrice: overview ? 0 : share((one) => one.price),
  }
}

/** How much of a concept is said by these terms; of a phrase, more than half of its terms must be. */
function heard({ ways }: WeighedConcept, terms: ReadonlySet<string>): number {
  let best = 0
  for (const { worth, terms: own } of ways) {
    let count = 0
    let said = 0
    for (const { term, share } of own) {
      if (!terms.has(term)) continue
      count += 1
      said += share
    }
    if (count * 2 > own.length) best = Math.max(best, worth * said)
  }
  return best
}
