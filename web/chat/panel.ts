import type { Chat } from './chat.ts'
import { createComposer } from './composer.ts'
import { button, h, icon } from './dom.ts'
import { type ChatLocale, chatPhrases } from './i18n.ts'
import type { ChatState } from './state.ts'
import { createTimelineView } from './timeline-view.ts'

export interface Panel {
  /** The button and the window, to be put into the page. */
  elements: readonly HTMLElement[]
  show(state: ChatState, locale: ChatLocale, seen: number): void
  open(): void
  /** Opens the window with these words in the input, ready to be sent or changed. */
  ask(text: string): void
}

export interface PanelDeps {
  chat: () => Chat
  /** The window was opened or closed. */
  toggled: (open: boolean) => void
}

const languageTags: Record<ChatLocale, string> = { zh: 'zh-CN', en: 'en-GB' }

/** On a phone the window covers the page, so it is a modal; beside a page it is not. */
const coversPage = () => matchMedia('(max-width: 32rem)').matches
const touched = () => matchMedia('(pointer: coarse)').matches

/** The chat's button and window: header, state of things, timeline, suggestions, input. */
export function createPanel({ chat, toggled }: PanelDeps): Panel {
  const welcomeTitle = h('h3')
  const welcomeText = h('p')
  const welcome = h('div', { class: 'bc-welcome' }, icon('baton'), welcomeTitle, welcomeText)
  const composer = createComposer((text) => chat().say(text))
  let locale: ChatLocale = 'zh'
  const timeline = createTimelineView(welcome, {
    answer(text, { id }) {
      chat().say(text, id)
      takeFocus()
    },
    retry: (clientMessageId) => chat().retry(clientMessageId),
    correct: () => composer.suggest(chatPhrases[locale].receipt.start),
  })
  const title = h('h2', { id: 'bc-title' })
  const holder = h('p', { class: 'bc-holder', role: 'status' })
  const closer = button({ class: 'bc-close' }, close, icon('close'))
  const header = h('header', { class: 'bc-header' }, h('div', {}, title, holder), closer)
  const banner = h('p', { class: 'bc-banner', role: 'status', hidden: true })
  const chips = h('div', { class: 'bc-chips', role: 'group' })
  const window = h(
    'dialog',
    { class: 'bc-window', id: 'bc-window', 'aria-labelledby': 'bc-title' },
    header,
    banner,
    timeline.element,
    chips,
    composer.element,
  )
  const label = h('span')
  const badge = h('span', { class: 'bc-badge', hidden: true })
  const launcher = button(
    { class: 'bc-launcher', 'aria-expanded': 'false', 'aria-controls': 'bc-window' },
    open,
    icon('chat'),
    label,
    badge,
  )

  function open(): void {
    if (!window.open) {
      if (coversPage()) window.showModal()
      else window.show()
      launcher.setAttribute('aria-expanded', 'true')
      launcher.hidden = true
      toggled(true)
      timeline.toEnd()
    }
    takeFocus()
  }
  /** What was pressed may be gone the next moment; a keyboard on the glass is not called unasked. */
  function takeFocus(): void {
    if (!touched()) composer.focus()
  }
  function close(): void {
    window.close()
  }
  window.addEventListener('close', () => {
    launcher.setAttribute('aria-expanded', 'false')
    launcher.hidden = false
    launcher.focus()
    toggled(false)
  })
  window.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return
    event.preventDefault()
    close()
  })

  function drawChips(state: ChatState, suggestions: readonly string[]): void {
    chips.hidden = state.entries.length > 0
    if (chips.hidden || chips.dataset['locale'] === locale) return
    chips.dataset['locale'] = locale
    chips.replaceChildren(
      ...suggestions.map((text) => button({ class: 'bc-chip' }, () => suggested(text), text)),
    )
  }
  function suggested(text: string): void {
    chat().say(text)
    takeFocus()
  }

  function drawBadge(state: ChatState, seen: number): void {
    const unread = window.open ? 0 : Math.max(0, countSpoken(state) - seen)
    badge.hidden = unread === 0
    badge.textContent = String(unread)
    if (unread > 0) badge.setAttribute('aria-label', chatPhrases[locale].unread(unread))
  }

  return {
    elements: [launcher, window],
    open,
    ask(text) {
      open()
      composer.suggest(text)
    },
    show(state, nextLocale, seen) {
      locale = nextLocale
      const phrases = chatPhrases[locale]
      for (const element of [window, launcher]) element.lang = languageTags[locale]
      setText(title, phrases.title)
      setText(holder, phrases.holder[state.holder])
      header.dataset['holder'] = state.holder
      setText(label, phrases.open)
      closer.setAttribute('aria-label', phrases.close)
      chips.setAttribute('aria-label', phrases.suggestionsLabel)
      setText(welcomeTitle, phrases.welcome.title)
      setText(welcomeText, phrases.welcome.text)
      setText(banner, bannerText(state, locale))
      banner.hidden = banner.textContent === ''
      timeline.show(state, phrases, languageTags[locale])
      drawChips(state, phrases.suggestions)
      drawBadge(state, seen)
      composer.show(phrases)
    },
  }
}

/** How many messages others than the customer have said. */
export const countSpoken = ({ entries }: ChatState): number =>
  entries.filter((entry) => entry.kind === 'message' && entry.message.author !== 'customer').length

function bannerText({ connection, notice }: ChatState, locale: ChatLocale): string {
  const phrases = chatPhrases[locale]
  if (connection === 'offline' || connection === 'polling') return phrases.connection[connection]
  if (notice !== null) return phrases.notice[notice]
  return ''
}

/** A live region speaks when its text is set, even to what it was. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text
}
