import type { PassageHit } from '../../domain/passage.ts'
import { total, weighConcepts } from '../ranking/coverage.ts'
import { compareDrafts, type Draft, type DraftFeatures } from './draft.ts'
import { expectedOf } from '../ranking/expected.ts'
import { type AskedOf, askedAmong, bestAmong, judge, type Judged, loudnessIn } from './judging.ts'
import { shopLexicon } from '../words/lexicon.ts'
import { isBeside, namedShare } from '../ranking/narrow.ts'
import { type Overview, overviewFrom } from './overview.ts'
import { readQuery } from '../words/query.ts'
import { rarityAmong, type SoundedPart, soundingOf } from './sounding.ts'

/** A concept that the title says, by whatever name, is settled: it does not tell the statements apart. */
const settledFrom = 0.6

const asksPrice =
  /多少钱|价格|售价|什么价|怎么卖|\bprices?\b|\bhow much (?:is|are|does .{1,40} cost)\b/i

/** Where an article stands among the others. */
export interface ArticleStanding {
  article: number
  past: boolean
  foreign: boolean
}

/** Drafts from what was found of one article, in its order. */
export type Drafter = (found: readonly PassageHit[], standing: ArticleStanding) => Draft[]

/**
 * Reads a question once, to draft answers from articles. A concept counts for more the fewer statements of the
 * passages around (the hits) say it; what the article's title says is settled, and what the question asks beyond it is open.
 */
export function createDrafter(question: string, around: readonly PassageHit[]): Drafter {
  const query = readQuery(question, { lexicon: shopLexicon(), knows: () => true, near: () => [] })
  const rarity = rarityAmong(around.map(({ passage }) => soundingOf(passage)))
  const concepts = weighConcepts(query, { idf: rarity, unknown: rarity(''), edition: 0 })
  const asked: AskedOf = {
    text: question,
    concepts,
    mass: total(concepts.map(({ mass }) => mass)) || 1,
    named: query.named,
    expected: expectedOf(question),
    wantsPrice: asksPrice.test(question),
  }
  return (found, standing) => compareDrafts(draftsFrom(found, standing, asked))
}

/** A part of the article, with what is known of all drafts from it. */
interface PartAsked {
  part: SoundedPart
  hit: PassageHit
  own: Judged[]
  heading: Pick<
    DraftFeatures,
    'aside' | 'narrowHeading' | 'headingOpen' | 'headingSettled' | 'headingFocus' | 'columns'
  >
}

function draftsFrom(
  found: readonly PassageHit[],
  { article, past, foreign }: ArticleStanding,
  asked: AskedOf,
): Draft[] {
  const [first] = found
  if (!first) return []
  const { title, scope } = soundingOf(first.passage)
  const { named, concepts, mass } = asked
  const ofTitle = loudnessIn(soundingOf(first.passage), concepts)
  const open = concepts.map((_, i) => ofTitle.of(title.unit, i) < settledFrom)
  const settled = total(concepts.map((concept, i) => (open[i] ? 0 : concept.mass))) / mass
  const narrowTitle = isBeside(title.narrow, named)
  const shared = {
    article,
    settled,
    titleFocus: namedShare(title.things, named),
    narrowTitle: narrowTitle ? 1 : 0,
  }
  const common = {
    past,
    foreign,
    scoped: narrowTitle || (scope.text !== '' && !scope.things.some((key) => named.has(key))),
  }
  const parts = found.flatMap((hit) => partsAsked(hit, asked, open))
  const best = Math.max(...found.map(({ score }) => score))
  return parts.flatMap(({ part, hit, own, heading }, place) => {
    const draft = (
      taken: readonly Judged[],
      { lines, left, stoodIn }: Overview,
      overview: boolean,
    ): Draft => ({
      ...common,
      from: hit.passage,
      stoodIn,
      confidence: hit.confidence,
      lines,
      left,
      overview: overview && taken.length + left >= part.statements.length,
      features: {
        ...shared,
        ...heading,
        ...standingOf(part, place, settled),
        ...whatIsTaken(taken, overview, settled),
        score: hit.score - best,
        cut: left > 0 ? 1 : 0,
        long: lines.join('').length / 400,
        ...notCompared,
      },
    })
    const single = bestAmong(own)
    const lines = single.map(({ statement }) => statement.text)
    return [
      draft(own, overviewFrom(parts, place), true),
      ...(single.length > 0 && single.length < own.length
        ? [draft(single, { lines, left: 0, stoodIn: [hit.passage] }, false)]
        : []),
    ]
  })
}

function partsAsked(hit: PassageHit, asked: AskedOf, open: readonly boolean[]): PartAsked[] {
  const sounding = soundingOf(hit.passage)
  const { concepts, mass, named } = asked
  const loudness = loudnessIn(sounding, concepts)
  const { heading } = sounding
  const headingSays = (counts: boolean) =>
    total(
      concepts.map((concept, i) =>
        open[i] === counts ? concept.mass * loudness.of(heading.unit, i) : 0,
      ),
    ) / mass
  const shared = {
    aside: sounding.aside ? 1 : 0,
    narrowHeading: isBeside(heading.narrow, named) ? 1 : 0,
    headingOpen: headingSays(true),
    headingSettled: headingSays(false),
    headingFocus: namedShare(heading.things, named),
  }
  return sounding.parts.map((part) => ({
    part,
    hit,
    own: askedAmong(judge(part, asked, open, loudness), part),
    heading: {
      ...shared,
      columns:
        total(concepts.map((concept, i) => concept.mass * loudness.of(part.above, i))) / mass,
    },
  }))
}

function standingOf({ part }: SoundedPart, place: number, settled: number) {
  return {
    first: place === 0 ? 1 : 0,
    firstSettled: place === 0 ? settled : 0,
    table: part.kind === 'rows' ? 1 : 0,
    list: part.kind === 'items' ? 1 : 0,
  }
}

function whatIsTaken(taken: readonly Judged[], overview: boolean, settled: number) {
  const share = (of: (one: Judged) => boolean) => taken.filter(of).length / taken.length
  const full = Math.max(...taken.map((one) => one.full))
  const alone = Math.max(...taken.map((one) => one.alone))
  const kind = share((one) => one.kind)
  const price = share((one) => one.price)
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
    price,
    singlePrice: overview ? 0 : price,
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
