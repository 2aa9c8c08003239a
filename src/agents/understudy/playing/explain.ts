import { z } from 'zod'
import type { Wish } from '../../../domain/agenda.ts'
import { Order } from '../../../domain/shop.ts'
import { sharesWords } from '../../../handoff/sameness.ts'
import type { Heard } from '../hearing/listening.ts'
import { searchArticles, tellFound } from './articles.ts'
import { phrases } from './phrases.ts'
import type { Acting, Floor } from './run.ts'
import { runPlaybook } from './steps.ts'

/** Answers a question about the rules of a matter that waits, or admits that they do not say; then its own question is put again. */
export async function* explain(
  { wish, question }: NonNullable<Heard['askedBack']>,
  floor: Floor,
): Acting<'handed_over' | 'done'> {
  const { locale } = floor.situation.scope
  const playbook = floor.playbooks.find(({ name }) => name === wish.playbook)
  const within = { categories: playbook?.explainedIn ?? [] }
  const market = yield* marketOf(wish)
  if (market === 'handed_over') return 'handed_over'
  const asked = market ? `${question} (${market})` : question
  // "What do I need to bring?" says nothing of a test drive.
  const saysItself = sharesWords(wish.words, question)
  const found =
    (saysItself ? null : yield* searchArticles(`${wish.words} ${asked}`, within)) ??
    (yield* searchArticles(asked, within))
  if (found === 'handed_over') return 'handed_over'
  const told = found !== null && (yield* tellFound(found, locale))
  if (!told) {
    const text = phrases[locale].rulesDoNotSay
    const gap = yield { kind: 'admit_gap', question, text }
    if (gap.kind === 'handed_over') return 'handed_over'
  }
  wish.status = 'open'
  floor.returning = true
  const end = yield* runPlaybook(wish, floor)
  floor.returning = false
  return end === 'handed_over' ? 'handed_over' : 'done'
}

/** What the library calls the markets whose rules differ. */
const markets: Readonly<Record<string, string>> = { US: 'United States', CA: 'Canada', GB: 'UK' }
const OfOrder = z.object({ order: Order.pick({ site: true, country: true }) })

/** The market of the order that a wish is about, as articles name it; null for China, whose rules are those that name none. */
async function* marketOf({ facts }: Wish): Acting<string | null> {
  const orderNumber = facts['order']
  if (orderNumber === undefined) return null
  const outcome = yield { kind: 'call', tool: 'find_order', args: { orderNumber } }
  if (outcome.kind === 'handed_over') return 'handed_over'
  const found =
    outcome.kind === 'called' ? OfOrder.safeParse(outcome.result.data).data?.order : null
  if (!found || found.site === 'cn') return null
  return markets[found.country] ?? 'EU'
}
