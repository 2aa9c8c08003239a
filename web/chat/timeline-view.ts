import { button, h, icon } from './dom.ts'
import type { ChatPhrases } from './i18n.ts'
import { messageRow, outgoingRow, type RowContext } from './message-view.ts'
import { receiptCard } from './receipt-view.ts'
import type { ChatState, Consent } from './state.ts'
import type { Entry } from './timeline.ts'

export interface TimelineActions {
  answer: (text: string, consent: Consent) => void
  retry: (clientMessageId: string) => void
  correct: () => void
}

export interface TimelineView {
  element: HTMLElement
  show(state: ChatState, phrases: ChatPhrases, language: string): void
  toEnd(): void
}

/** Closer to the end than this (pixels) counts as reading the newest words. */
const nearPx = 96

/** The scrolling part: what was said, what is being drafted, who is typing. Rows are redrawn only when they change. */
export function createTimelineView(welcome: Node, actions: TimelineActions): TimelineView {
  const log = h('div', { class: 'bc-log', role: 'log', 'aria-live': 'polite' })
  // A draft is read out when it is said, not word by word.
  const drafts = h('div', { class: 'bc-drafts', 'aria-live': 'off' })
  const typing = h('p', { class: 'bc-typing', role: 'status' })
  const scroller = h('div', { class: 'bc-scroll', tabindex: '0' }, welcome, log, drafts, typing)
  const newest = button({ class: 'bc-newest', hidden: true }, toEnd, icon('down'))
  const element = h('div', { class: 'bc-timeline' }, scroller, newest)
  let rows = new Map<string, { drawnFrom: readonly unknown[]; row: HTMLElement }>()
  let ownRows = 0

  const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearPx
  function toEnd(): void {
    scroller.scrollTop = scroller.scrollHeight
    newest.hidden = true
  }
  scroller.addEventListener('scroll', () => {
    if (atEnd()) newest.hidden = true
  })

  function draw(entry: Entry, context: RowContext): HTMLElement {
    if (entry.kind === 'message') return messageRow(entry.message, context)
    if (entry.kind === 'outgoing') return outgoingRow(entry, context, actions.retry)
    return receiptCard(entry.receipt, context.phrases, actions.correct)
  }

  function drawRows(state: ChatState, phrases: ChatPhrases, language: string): void {
    const next: typeof rows = new Map()
    state.entries.forEach((entry, index) => {
      const consent = consentOf(state, entry)
      const answering = consent !== null && isAnswered(state, consent)
      const continued = authorOf(entry) === authorOf(state.entries[index - 1])
      const drawnFrom = [entry, consent, answering, continued, phrases]
      const before = rows.get(entry.key)
      const same = before?.drawnFrom.every((part, place) => part === drawnFrom[place])
      const context = { phrases, language, consent, answering, continued, answer: actions.answer }
      next.set(entry.key, before && same ? before : { drawnFrom, row: draw(entry, context) })
    })
    rows = next
    place([...rows.values()].map(({ row }) => row))
  }

  /** Moves only what is out of place, so that a screen reader hears of new rows alone. */
  function place(wanted: readonly HTMLElement[]): void {
    const keep = new Set<Node>(wanted)
    for (const child of Array.from(log.children)) if (!keep.has(child)) child.remove()
    wanted.forEach((row, index) => {
      if (log.children[index] !== row) log.insertBefore(row, log.children[index] ?? null)
    })
  }

  function drawDrafts({ drafts: current }: ChatState): void {
    const shown = current.filter(({ broken, text }) => !broken && text.trim() !== '')
    while (drafts.children.length > shown.length) drafts.lastElementChild?.remove()
    shown.forEach(({ text }, index) => {
      const bubble = drafts.children[index] ?? drafts.appendChild(draftBubble())
      if (bubble.firstElementChild) bubble.firstElementChild.textContent = text
    })
  }

  function drawTyping(state: ChatState, phrases: ChatPhrases): void {
    const broken = state.drafts.some((draft) => draft.broken)
    const who = state.typing ?? (broken ? 'agent' : null)
    const text = who === null ? '' : phrases.typing[who]
    typing.hidden = who === null
    if (typing.textContent !== text) typing.replaceChildren(...(who ? [text, dots()] : []))
  }

  return {
    element,
    toEnd,
    show(state, phrases, language) {
      const follow = atEnd()
      const own = state.entries.filter((entry) => authorOf(entry) === 'customer').length
      const count = log.children.length
      log.setAttribute('aria-label', phrases.log)
      newest.setAttribute('aria-label', phrases.newest)
      drawRows(state, phrases, language)
      drawDrafts(state)
      drawTyping(state, phrases)
      if (follow || own > ownRows) toEnd()
      else if (log.children.length > count) newest.hidden = false
      ownRows = own
    },
  }
}

const draftBubble = () =>
  h('div', { class: 'bc-row bc-agent bc-draft' }, h('div', { class: 'bc-bubble' }))

const dots = () => h('span', { class: 'bc-dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'))

function authorOf(entry: Entry | undefined): string | null {
  if (!entry) return null
  if (entry.kind === 'message') return entry.message.author
  return entry.kind === 'outgoing' ? 'customer' : 'receipt'
}

function consentOf({ consents }: ChatState, entry: Entry): Consent | null {
  if (entry.kind !== 'message') return null
  return consents.find(({ askedIn }) => askedIn === entry.message.id) ?? null
}

const isAnswered = ({ entries }: ChatState, { id }: Consent) =>
  entries.some(
    (entry) =>
      entry.kind === 'outgoing' && entry.status === 'sending' && entry.saying.consentId === id,
  )
