import { createApi } from './api.ts'
import { type Chat, createChat } from './chat.ts'
import type { ChatLocale } from './i18n.ts'
import { createMemory, createShelf, type Memory } from './memory.ts'
import { countSpoken, createPanel, type Panel } from './panel.ts'

/**
 * `<baton-chat locale="zh" customer-token="…">`: the chat on any page of the business. `locale` may change at any time;
 * `customer-token`, a shop login, is read once.
 */
export class BatonChat extends HTMLElement {
  static readonly observedAttributes = ['locale']
  #chat: Chat | null = null
  #panel: Panel | null = null
  #memory: Memory | null = null
  /** Whether the window is open survives a reload, not a new visit. */
  readonly #visit = createShelf(() => sessionStorage)
  readonly #leaving = new AbortController()

  connectedCallback(): void {
    if (this.#chat) return
    const memory = createMemory(createShelf(() => localStorage))
    const panel = createPanel({
      chat: () => chat,
      toggled: (open) => this.#toggled(open),
    })
    this.#memory = memory
    this.#panel = panel
    this.append(...panel.elements)
    const chat = createChat({
      api: createApi(this.getAttribute('server') ?? '', (input, init) => fetch(input, init)),
      memory,
      locale: () => this.#locale,
      customerToken: this.getAttribute('customer-token'),
      changed: (state) => this.#show(state),
    })
    this.#chat = chat
    this.#show()
    this.#hurryWhenBack(chat)
    if (this.#visit.read('open') === true) panel.open()
  }

  disconnectedCallback(): void {
    this.#chat?.stop()
    this.#leaving.abort()
  }

  attributeChangedCallback(): void {
    this.#show()
  }

  /** Opens the chat with these words in the input. */
  ask(text: string): void {
    this.#panel?.ask(text)
  }

  get #locale(): ChatLocale {
    return this.getAttribute('locale') === 'zh' ? 'zh' : 'en'
  }

  #show(state = this.#chat?.state()): void {
    if (!state || !this.#panel || !this.#memory) return
    if (this.#isOpen) this.#memory.keepSeen(countSpoken(state))
    this.#panel.show(state, this.#locale, this.#memory.seen())
  }

  get #isOpen(): boolean {
    return this.querySelector('dialog')?.open ?? false
  }

  #toggled(open: boolean): void {
    this.#visit.write('open', open)
    document.documentElement.classList.toggle('bc-open', open)
    this.#show()
  }

  /** A phone that wakes up, or finds its network again, does not wait out the pause. */
  #hurryWhenBack(chat: Chat): void {
    const { signal } = this.#leaving
    window.addEventListener('online', () => chat.hurry(), { signal })
    const looked = () => {
      if (document.visibilityState === 'visible') chat.hurry()
    }
    document.addEventListener('visibilitychange', looked, { signal })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'baton-chat': BatonChat
  }
}
