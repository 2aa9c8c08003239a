import type { Passage } from '../domain/passage.ts'
import { saidBy, weighConcepts, type WeighedConcept } from './coverage.ts'
import { evidenceIn, expectedOf, hasNews } from './expected.ts'
import { shopLexicon } from './lexicon.ts'
import { readQuery } from './query.ts'
import { rarityAmong, soundingOf, type SoundedPart } from './sounding.ts'

/** What answers a question in one article. */
export interface Picked {
  /** The passage it stands in. */
  from: Passage
  /** One statement a line; whole, in the article's order. */
  lines: string[]
  /** Whether it is all of a part, as for a question that the title settles, and not single statements of it. */
  overview: boolean
  /** How many statements of the part were left out for length. */
  left: number
  /** How well it fits the question, compared with other articles. */
  fit: number
}

/** Picks from the passages of one article, best first; null when they say nothing. */
export type StatementPicker = (passages: readonly Passage[]) => Picked | null

/** A further statement joins the answer when it fits at least this well, compared with the best. */
const joins = 0.9
/** How much of a concept is taken as settled when the title says it: it does not tell the statements apart. */
const titleShare = 1
/** What a heading or column name says is said of all below it, a little less surely than by the statement itself. */
const aboveShare = 0.9
/** A statement answers by itself when it says at least this share of what is asked that nothing above it says. */
const specific = 0.16
/** What speaks for a part besides its words, as shares of the question. */
const worth = { first: 0.06, table: 0.03, kind: 0.12, aside: -0.08, price: 0.4, money: 0.1 }
const mostStatements = 3
const mostListed = 8
const mostLength = { chinese: 400, latin: 800 }
/** An overview shorter than this goes on with the next part. */
const enough = { chinese: 60, latin: 150 }

/** Headings of what is said in passing; they are first in nothing. */
const asides =
  /说明|提示|其他|其它|注意|不保|不在|不支持|不能|例子|举例|原因|疑问|逾期|\b(?:notes?|not|no|good to know|more|late|limits|afterwards|exceptions?)\b/i
const asksPrice =
  /多少钱|价格|售价|什么价|怎么卖|\bprices?\b|\bhow much (?:is|are|does .{1,40} cost)\b/i
const priceLabel = /^(?:售价|指导价|参考价|价格|price)\s?[:：]/i
const money = /[€£$¥]\s?\d|\d\s?(?:元|欧元|美元|英镑)/

/**
 * Reads a question once, to pick from articles what answers it. A concept counts for more the fewer statements of
 * the passages around (the hits) say it. What is asked for beyond the title decides: when a statement says it, that
 * statement answers; when none does, the question is about all of it, and the part that gives the overview answers.
 */
export function createPicker(question: string, around: readonly Passage[]): StatementPicker {
  const query = readQuery(question, { lexicon: shopLexicon(), knows: () => true, near: () => [] })
  const rarity = rarityAmong(around.map(soundingOf))
  const concepts = weighConcepts(query, { idf: rarity, unknown: rarity('') })
  const whole = concepts.reduce((sum, { mass }) => sum + mass, 0) || 1
  const expected = expectedOf(question)
  const wantsPrice = asksPrice.test(question)
  const hasKind = (text: string) =>
    expected !== null && hasNews(evidenceIn(text, expected), question)

  function judge({ part, passage, above, statements }: SoundedPart, open: readonly number[]) {
    const over = concepts.map((concept) => heard(concept, above) * aboveShare)
    const own = statements.map(({ statement, terms }) => {
      const said = concepts.map((concept) => heard(concept, terms))
      // What is said of the statement, and what it alone says.
      const full = sum(concepts, (i) => (open[i] ?? 0) * Math.max(said[i] ?? 0, over[i] ?? 0))
      const alone = sum(concepts, (i) => (open[i] ?? 0) * gain(said[i], over[i]))
      const kind = hasKind(statement.text) ? worth.kind : 0
      const cost = wantsPrice ? costSaid(statement.text) : 0
      const long = 1 + terms.size / 80
      return {
        statement,
        alone: alone / whole / long,
        kind,
        fit: full / whole / long + kind + cost,
      }
    })
    const heading = passage.headings.slice(1).join(' ')
    const kinds = own.filter(({ kind }) => kind > 0).length / own.length
    const best = Math.max(...own.map(({ fit }) => fit))
    const prior =
      (part.kind === 'rows' ? worth.table : 0) +
      kinds * 0.05 +
      (asides.test(heading) ? worth.aside : 0)
    return { part, passage, own, fit: best + prior }
  }

  return (passages) => {
    const parts = passages.flatMap((passage) => soundingOf(passage).parts)
    const [first] = passages
    if (!first || parts.length === 0) return null
    const { title } = soundingOf(first)
    const settled = concepts.map((concept) => heard(concept, title))
    const open = concepts.map(({ mass }, i) => mass * (1 - titleShare * (settled[i] ?? 0)))
    const judged = parts.map((part, place) => {
      const one = judge(part, open)
      return { ...one, place, fit: one.fit + (place === 0 ? worth.first : 0) }
    })
    const best = judged.reduce((a, b) => (b.fit > a.fit ? b : a))
    const fit =
      best.fit + sum(concepts, (i) => (concepts[i]?.mass ?? 0) * (settled[i] ?? 0)) / whole
    const alone = Math.max(...best.own.map((one) => one.alone))
    const top = Math.max(...best.own.map((one) => one.fit))
    if (alone >= specific || (wantsPrice && top >= worth.price)) {
      const taken = best.own.filter((one) => one.fit >= top * joins)
      if (taken.length <= mostStatements || taken.length < best.own.length / 2) {
        const lines = taken.slice(0, mostStatements).map(({ statement }) => statement.text)
        return { from: best.passage, lines, overview: false, left: 0, fit }
      }
    }
    return { from: best.passage, ...overviewFrom(judged, best.place), overview: true, fit }
  }
}

type Judged = {
  part: SoundedPart['part']
  passage: Passage
  own: { statement: { listed: string }; fit: number }[]
}

/** The part at this place, whole where it can be; where it is a word or two, with what follows it. */
function overviewFrom(judged: readonly Judged[], at: number): { lines: string[]; left: number } {
  const chinese = judged[at]?.passage.language.startsWith('zh')
  const [most, least] = chinese
    ? [mostLength.chinese, enough.chinese]
    : [mostLength.latin, enough.latin]
  const lines: string[] = []
  let length = 0
  for (const { own } of judged.slice(fromLead(judged, at))) {
    const sum = own.reduce((all, { statement }) => all + statement.listed.length, 0)
    if (lines.length > 0 && (length >= least || length + sum > most)) break
    const kept = own.length <= mostListed && sum <= most ? own : bestOf(own, most)
    lines.push(...kept.map(({ statement }) => statement.listed))
    length += sum
    if (kept.length < own.length) return { lines, left: own.length - kept.length }
  }
  return { lines, left: 0 }
}

/** Where to begin: a short paragraph right before a part, under the same heading, says what the part is about. */
function fromLead(judged: readonly Judged[], at: number): number {
  const [before, here] = [judged[at - 1], judged[at]]
  const short = before?.own.reduce((all, { statement }) => all + statement.listed.length, 0) ?? 0
  return before?.passage === here?.passage && before?.part.kind === 'sentences' && short <= 160
    ? at - 1
    : at
}

/** The statements that fit best, as many as may be listed, in their order; at least one. */
function bestOf(own: Judged['own'], most: number): Judged['own'] {
  const kept = new Set<Judged['own'][number]>()
  let length = 0
  for (const one of own.toSorted((a, b) => b.fit - a.fit)) {
    length += one.statement.listed.length
    if (kept.size >= mostListed || (kept.size > 0 && length > most)) break
    kept.add(one)
  }
  return own.filter((one) => kept.has(one))
}

function costSaid(text: string): number {
  return priceLabel.test(text) ? worth.price : money.test(text) ? worth.money : 0
}

const heard = (concept: WeighedConcept, terms: ReadonlySet<string>) =>
  saidBy(concept, (term) => (terms.has(term) ? 1 : 0))

const gain = (said = 0, above = 0) => Math.max(0, said - above)

function sum(concepts: readonly unknown[], of: (place: number) => number): number {
  let all = 0
  for (let i = 0; i < concepts.length; i++) all += of(i)
  return all
}
