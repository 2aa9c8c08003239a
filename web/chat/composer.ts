import { h, icon } from './dom.ts'
import type { ChatPhrases } from './i18n.ts'

export interface Composer {
  element: HTMLElement
  show(phrases: ChatPhrases): void
  focus(): void
  /** Puts words into the input, unless the customer has begun to write something else. */
  suggest(text: string): void
}

/** As `maxTextLength` of the contract; only types are imported from there. */
const mostCharacters = 8000

/** Where the customer writes. Enter sends, Shift+Enter begins a line, and an input method keeps its Enter. */
export function createComposer(say: (text: string) => void): Composer {
  const input = h('textarea', {
    class: 'bc-input',
    rows: 1,
    maxlength: mostCharacters,
    autocomplete: 'off',
    enterkeyhint: 'send',
  })
  const send = h('button', { class: 'bc-send', type: 'submit', disabled: true }, icon('send'))
  const form = h('form', { class: 'bc-composer' }, input, send)

  function changed(): void {
    send.disabled = input.value.trim() === ''
    // Grows with its text; the stylesheet says how far.
    input.rows = 1
    const line = Number.parseFloat(getComputedStyle(input).lineHeight) || 24
    const padding = input.offsetHeight - line
    input.rows = Math.min(5, Math.max(1, Math.round((input.scrollHeight - padding) / line)))
  }
  function submit(): void {
    const text = input.value.trim()
    if (text === '') return
    input.value = ''
    changed()
    say(text)
    input.focus()
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
  })
  input.addEventListener('input', changed)
  input.addEventListener('keydown', (event) => {
    // Safari ends the composition before the keydown that ended it and leaves only its key code, 229.
    const composing = event.isComposing || event.keyCode === 229
    if (event.key !== 'Enter' || event.shiftKey || composing) return
    event.preventDefault()
    submit()
  })

  return {
    element: form,
    show(phrases) {
      input.placeholder = phrases.placeholder
      input.setAttribute('aria-label', phrases.compose)
      send.setAttribute('aria-label', phrases.send)
    },
    focus: () => input.focus(),
    suggest(text) {
      if (input.value.trim() === '') {
        input.value = text
        changed()
      }
      input.focus()
      input.setSelectionRange(input.value.length, input.value.length)
    },
  }
}
