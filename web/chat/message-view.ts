import { button, h, icon } from './dom.ts'
import { chatPhrases, type ChatPhrases, localeOfText } from './i18n.ts'
import type { Consent } from './state.ts'
import type { Entry } from './timeline.ts'
import type { ChatMessage } from './wire.ts'

/** What a row needs besides itself. Rows are drawn anew when any of it changes. */
export interface RowContext {
  phrases: ChatPhrases
  language: string
  /** The row before is by the same author, so the name is not repeated. */
  continued: boolean
  /** The consent that this message asks for. */
  consent: Consent | null
  /** An answer to it is on its way. */
  answering: boolean
  answer: (text: string, consent: Consent) => void
}

/** One thing said, by anybody. */
export function messageRow(message: ChatMessage, context: RowContext): HTMLElement {
  const { phrases, consent } = context
  if (message.author === 'system') return h('div', { class: 'bc-row bc-system' }, message.text)
  return h(
    'div',
    { class: `bc-row bc-${message.author}`, 'data-message': message.id },
    context.continued ? null : byline(message, context),
    h('div', { class: 'bc-bubble' }, message.text),
    attachments(message, phrases),
    citations(message, phrases),
    consent ? consentRow(message, consent, context) : null,
  )
}

function byline({ author, at, performer }: ChatMessage, { phrases, language }: RowContext): Node {
  const who = phrases.author[author]
  const how = author === 'agent' && performer ? ` · ${phrases.performer[performer.kind]}` : ''
  const sign = author === 'customer' ? null : icon(author === 'agent' ? 'baton' : 'person')
  const name =
    author === 'customer'
      ? h('span', { class: 'bc-hidden' }, who)
      : h('span', {}, h('b', {}, who), how)
  const title = performer?.name ?? false
  return h('p', { class: 'bc-byline', title }, sign, name, timeOf(at, language))
}

/** The hour and minute; with the day when it was not today. */
export function timeOf(at: string, language: string): HTMLTimeElement {
  const date = new Date(at)
  const today = date.toDateString() === new Date().toDateString()
  const day: Intl.DateTimeFormatOptions = today ? {} : { month: 'short', day: 'numeric' }
  const format = new Intl.DateTimeFormat(language, { ...day, hour: '2-digit', minute: '2-digit' })
  return h('time', { datetime: at }, format.format(date))
}

function citations({ citations = [] }: ChatMessage, phrases: ChatPhrases): Node | null {
  // Several passages of one article under one heading are one footnote.
  const headings = [...new Set(citations.map(({ heading }) => heading))]
  if (headings.length === 0) return null
  const notes = headings.map((heading) => h('li', {}, heading))
  return h('div', { class: 'bc-sources' }, h('span', {}, phrases.sources), h('ol', {}, ...notes))
}

function attachments({ attachments = [] }: ChatMessage, phrases: ChatPhrases): Node | null {
  if (attachments.length === 0) return null
  const links = attachments.map(({ url, name }) =>
    h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, name ?? phrases.attachment),
  )
  return h('p', { class: 'bc-attachments' }, ...links)
}

function consentRow(message: ChatMessage, consent: Consent, context: RowContext): Node {
  const { phrases, answering, answer } = context
  if (consent.state !== 'asked')
    return h('p', { class: 'bc-answered' }, phrases.consent.state[consent.state])
  // What the button says is sent as the customer's words, so it speaks the language of the question.
  const words = chatPhrases[localeOfText(message.text)].consent
  const choice = (text: string, kind: string) =>
    button({ class: kind, disabled: answering }, () => answer(text, consent), text)
  return h(
    'div',
    { class: 'bc-consent', role: 'group', 'aria-label': phrases.consent.label },
    choice(words.yes, 'bc-yes'),
    choice(words.no, 'bc-no'),
  )
}

/** What the customer said and has not been acknowledged. */
export function outgoingRow(
  { saying, status, key }: Extract<Entry, { kind: 'outgoing' }>,
  { phrases }: RowContext,
  retry: (clientMessageId: string) => void,
): HTMLElement {
  const state =
    status === 'sending'
      ? h('p', { class: 'bc-state' }, phrases.sending)
      : h(
          'p',
          { class: 'bc-state bc-trouble', role: 'alert' },
          `${phrases[status]} `,
          status === 'failed'
            ? button({ class: 'bc-retry' }, () => retry(key), phrases.tryAgain)
            : null,
        )
  return h(
    'div',
    { class: `bc-row bc-customer bc-${status}` },
    h('div', { class: 'bc-bubble' }, saying.text),
    state,
  )
}
