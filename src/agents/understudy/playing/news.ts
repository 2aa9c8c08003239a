import { sharesWords } from '../../../handoff/sameness.ts'
import { evidenceIn } from '../../../retrieval/ranking/expected.ts'
import { searchArticles, type Answer } from './articles.ts'
import { isBareQuestion, nameIn } from '../hearing/follow-up.ts'
import type { Acting, Run } from './run.ts'

/** What a bare question asks for: "how much?" for money, 「多久」 for a time. */
const asksFor = (question: string) =>
  /how long|how many days|多久|几天|多长/i.test(question)
    ? 'duration'
    : /how much|cost|fee|charge|free|minimum|多少|几块|费|钱|怎么算/i.test(question)
      ? 'money'
      : null

/** A row of a table with several columns, as it is told: "Destination: Norway; Fee: €18.90; …". */
const fieldsOf = (line: string) => line.split(/;\s|；/)
const joined = (fields: readonly string[], line: string) =>
  fields.join(line.includes('；') ? '；' : '; ')
const opensGroup = /[:：]$/

/**
 * Of a row that was found, the name and the one field that a bare question is after: to "how much?" the fee alone, with the dates
 * for which it holds. The text as it is where no row, or several, have such a field.
 */
export function narrowed(text: string, question: string): string {
  const kind = asksFor(question)
  const lines = text.split('\n')
  if (!kind) return text
  const kept = lines.flatMap((line) => {
    if (opensGroup.test(line)) return [line]
    const [name = '', ...fields] = fieldsOf(line)
    const asked = fields.filter((field) => evidenceIn(field.replace(/^Free/, ''), kind).length > 0)
    return asked.length > 0 ? [joined([name, ...asked], line)] : []
  })
  const groups = lines.filter((line) => opensGroup.test(line)).length
  const rows = kept.length - groups
  return rows > 0 && rows <= Math.max(1, groups) ? kept.join('\n') : text
}

/** Whether a text may hold what a bare question is after: a figure of its kind, or that there is none to pay. */
const mayTell = (text: string, question: string): boolean => {
  const kind = asksFor(question)
  return (
    kind === null ||
    evidenceIn(text, kind).length > 0 ||
    /免|不收|无|\b(?:free|no|never|none|nothing)\b/i.test(text)
  )
}

/** Whether all of an answer was told in these words of ours. */
const isOldNews = (text: string, told: ReadonlySet<string>): boolean =>
  text.split('\n').every((line) => told.has(line))

/** Of a line what it says of a name: of a row its own name and the fields that do. None where it says nothing. */
function lineOn(name: string, line: string): string[] {
  const [first = '', ...fields] = fieldsOf(line)
  if (sharesWords(name, first)) return [line]
  const on = fields.filter((field) => sharesWords(name, field))
  return on.length > 0 ? [joined([first, ...on], line)] : []
}

/** What an answer says of a name, with the dates for which it holds; null where it says nothing. Figures name nothing. */
function saidOf(name: string, text: string): string | null {
  const named = name.replaceAll(/\d+/g, '')
  const lines = text.split('\n')
  const on = lines.flatMap((line) => (opensGroup.test(line) ? [line] : lineOn(named, line)))
  return on.some((line) => !opensGroup.test(line)) ? on.join('\n') : null
}

/** More lines than these are the same answer over again. */
const mostRepeated = 5
/** Of an answer that was told already, the figures that a bare question is after; null where it has none, or many. */
function figuresIn(text: string): string | null {
  const lines = text
    .split('\n')
    .filter((line) => !opensGroup.test(line) && evidenceIn(line, 'amount').length > 0)
  return lines.length > 0 && lines.length <= mostRepeated ? lines.join('\n') : null
}

/**
 * What the articles say to a question; to one that goes on from the last one, only what is asked now: the fee and not all of
 * the row, and no answer that was given before, where it says nothing of the new name. Null when they say nothing.
 */
export async function* searchNews(
  question: string,
  within: Record<string, unknown>,
  { wish, floor: { situation } }: Run,
): Acting<Answer | 'handed_over' | null> {
  const found = yield* searchArticles(question, within)
  if (found === 'handed_over' || wish.topic === undefined) return found
  const ours = situation.history.filter(({ author }) => author === 'agent')
  const told = new Set(ours.flatMap(({ text }) => text.split('\n')))
  if (isBareQuestion(wish.words)) {
    const text = found && narrowed(found.text, wish.words)
    const news = text && isOldNews(text, told) ? figuresIn(text) : text
    return found && news && mayTell(news, wish.words) ? { ...found, text: news } : null
  }
  const name = nameIn(wish.words)
  if (name === null || (found && !isOldNews(found.text, told))) return found
  const on = found && saidOf(name, found.text)
  if (found && on !== null) return { ...found, text: on }
  const alone = yield* searchArticles(wish.words, within)
  return alone && alone !== 'handed_over' && isOldNews(alone.text, told) ? null : alone
}
