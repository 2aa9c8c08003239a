import { button, h } from './dom.ts'
import type { ChatPhrases } from './i18n.ts'
import type { Receipt } from './wire.ts'

/** What the customer holds in hand when the baton passes to a person: what was understood, what comes, how to correct it. */
export function receiptCard(
  { understood, waitMinutes }: Receipt,
  phrases: ChatPhrases,
  correct: () => void,
): HTMLElement {
  const { receipt } = phrases
  const lines = understood.map((line) => h('li', {}, line))
  return h(
    'section',
    { class: 'bc-row bc-receipt', 'aria-label': receipt.title },
    h('h3', {}, receipt.title),
    lines.length > 0 ? h('h4', {}, receipt.understood) : null,
    lines.length > 0 ? h('ul', {}, ...lines) : null,
    h('p', { class: 'bc-wait' }, receipt.wait(waitMinutes)),
    h('p', {}, receipt.next),
    button({ class: 'bc-correct' }, correct, receipt.correct),
  )
}
