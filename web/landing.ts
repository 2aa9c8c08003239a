import type { Locale } from '../src/domain/locale.ts'
import { BatonChat } from './chat/element.ts'
import { button, h } from './chat/dom.ts'
import { createShelf } from './chat/memory.ts'
import { products, type Product } from './landing/products.ts'
import { type LandingPhrase, landingWords } from './landing/words.ts'

/** The landing page of the sample shop: its words in two languages, its goods, and the ways into the chat. */

const shelf = createShelf(() => localStorage)
const languageTags: Record<Locale, string> = { zh: 'zh-CN', en: 'en' }

const kept = shelf.read('locale')
const preferred: Locale = /^zh\b/i.test(navigator.language) ? 'zh' : 'en'
let locale: Locale = kept === 'zh' || kept === 'en' ? kept : preferred

customElements.define('baton-chat', BatonChat)
const chat = h('baton-chat', loginFromAddress())

/** A shop that has logged its customer in sends them here with `#token=<jwt>`; it must not stay in the address bar. */
function loginFromAddress(): Record<string, string> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (!token) return {}
  history.replaceState(history.state, '', location.pathname + location.search)
  return { 'customer-token': token }
}

function card({ id, words }: Product): HTMLElement {
  const { name, what, price, note, facts, question } = words[locale]
  const picture = h('img', {
    src: `/web/pictures/${id}.svg`,
    alt: '',
    width: 240,
    height: 180,
    loading: 'lazy',
  })
  const asking = button({ class: 'ask' }, () => chat.ask(question), landingWords[locale].ask)
  asking.append(h('span', { class: 'visually-hidden' }, `: ${name}`))
  return h(
    'li',
    { class: `card card-${id}` },
    h('div', { class: 'picture' }, picture),
    h('h3', {}, name, ' ', h('span', {}, what)),
    h('ul', { class: 'facts' }, ...facts.map((fact) => h('li', {}, fact))),
    h(
      'div',
      { class: 'buy' },
      h('p', { class: 'price' }, price, note ? h('small', {}, note) : null),
      asking,
    ),
  )
}

function show(): void {
  const words = landingWords[locale]
  document.documentElement.lang = languageTags[locale]
  document.title = words.title
  document.querySelector('meta[name=description]')?.setAttribute('content', words.description)
  for (const element of document.querySelectorAll<HTMLElement>('[data-phrase]'))
    element.textContent = words[element.dataset['phrase'] as LandingPhrase]
  for (const element of document.querySelectorAll<HTMLElement>('[data-label]'))
    element.setAttribute('aria-label', words[element.dataset['label'] as LandingPhrase])
  document.querySelector('#hero-picture')?.setAttribute('alt', words.heroPicture)
  document.querySelector('#goods-list')?.replaceChildren(...products.map(card))
  for (const choice of document.querySelectorAll<HTMLElement>('[data-locale]'))
    choice.setAttribute('aria-pressed', String(choice.dataset['locale'] === locale))
  chat.setAttribute('locale', locale)
  document.documentElement.classList.add('ready')
}

for (const choice of document.querySelectorAll<HTMLElement>('button[data-locale]'))
  choice.addEventListener('click', () => {
    locale = choice.dataset['locale'] === 'zh' ? 'zh' : 'en'
    shelf.write('locale', locale)
    show()
  })
for (const opener of document.querySelectorAll<HTMLElement>('[data-question]'))
  opener.addEventListener('click', () => {
    const phrase = opener.dataset['question'] as LandingPhrase | ''
    chat.ask(phrase ? landingWords[locale][phrase] : '')
  })

show()
document.body.append(chat)
