import { button, h } from './dom.ts'
import type { ChatPhrases } from './i18n.ts'
import type { Receipt } from './wire.ts'

/**
 * What the customer holds in hand when the baton passes to a person: what was understood, and how to correct it. Who
 * comes and when stands in the message above it.
 */
export function receiptCard(
  { understood }: Receipt,
  phrases: ChatPhrases,
  correct: () => void,
): HTMLElement {
  const { receipt } = phrases
  const lines = understood.map((line) => h('li', {}, line))
  return h(
    'section',
    { class: 'bc-row bc-receipt', 'aria-label': receipt.title },
    lines.length > 0 ? h('h3', {}, receipt.understood) : null,
    lines.length > 0 ? h('ul', {}, ...lines) : null,
    h('p', {}, receipt.next),
    button({ class: 'bc-correct' }, correct, receipt.correct),
  )
}
