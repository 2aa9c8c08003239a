import { inPlural } from './need-phrase.ts'
import type { Quantity } from './quantity.ts'
import { isChinese } from './said.ts'

/** What someone wants, in their own words cut to the point, with the number of goods where one was said. */
export interface Need {
  readonly phrase: string
  readonly quantity: number | null
  /** The number as it stands in the phrase. */
  readonly quantityWords: string | null
  /** What is wanted is named: a product, a kind of goods, a demo, a partnership. */
  readonly concrete: boolean
  /** Goods are named that a finder of goods knows. */
  readonly namesGoods?: boolean
  readonly weight: number
}

/** What a phrase says beside its number. */
export function contentOf(phrase: string, quantity: Quantity | null): string {
  const rest = quantity ? phrase.replace(quantity.words.trim(), '') : phrase
  return rest
    .replace(
      /^(?:of each|of|the|each|是|要|共|首批|首单|第一批|先来?|first batch|ish|,|\s)+|(?:了|的|吧|of each|each|\s)+$/gi,
      '',
    )
    .trim()
}

/** 6台饮水机、4台咖啡机: everything that is counted in one message is wanted. */
export function withOthersListed(best: Need, found: readonly Need[]): Need {
  if (best.quantity === null) return best
  const listed = found.filter(
    ({ quantity, weight, concrete }) => quantity !== null && weight >= 3 && concrete,
  )
  if (listed.length < 2) return best
  const phrase = listed.map(({ phrase: one }) => one).join(isChinese(best.phrase) ? '，' : ' and ')
  return {
    ...best,
    phrase: isChinese(phrase) ? phrase.slice(0, 40) : phrase.split(/\s+/).slice(0, 14).join(' '),
  }
}

/** The same wish with another number of goods. */
export function withQuantity(need: Need, quantity: Quantity): Need {
  const { value } = quantity
  const old = need.quantityWords?.trim()
  const measure = /[\u4e00-\u9fff]+$/.exec(old ?? '')?.[0] ?? ''
  const said = quantity.words.trim().replace(/(?<=\d) (?=\p{Script=Han})/u, '')
  const number =
    /^[\d,]+$/.test(said) && measure
      ? `${said}${measure.replace(/^[一二两三四五六七八九十百千万]+/, '')}`
      : said
  const some = /一批|一些/.exec(need.phrase)?.[0]
  const phrase =
    old !== undefined && need.phrase.includes(old)
      ? need.phrase.replace(old, number)
      : some !== undefined
        ? need.phrase.replace(some, number)
        : isChinese(need.phrase)
          ? `${number}${need.phrase}`
          : `${number} ${quantity.value > 1 ? inPlural(need.phrase) : need.phrase}`
  return { ...need, phrase, quantity: value, quantityWords: number, concrete: true }
}

/** Two tellings of a wish as one: the later number, and what both name. */
export function joinNeeds(before: Need, now: Need, corrects: boolean): Need {
  const [old, fresh] = [before, now]
  if (
    fresh.namesGoods === true &&
    old.namesGoods === false &&
    old.quantity === null &&
    fresh.concrete
  )
    return fresh
  if (
    fresh.concrete &&
    fresh.weight > old.weight + 1 &&
    old.quantity === null &&
    fresh.quantity === null
  )
    return fresh
  if (corrects && fresh.concrete)
    return fresh.quantity === null && old.quantity !== null ? keepNumber(old, fresh) : fresh
  if (fresh.quantity !== null) {
    if (!old.concrete) return fresh
    const rest = old.phrase.replace(old.quantityWords ?? '', '').trim()
    return {
      ...fresh,
      phrase: merged(fresh, rest),
      concrete: true,
      weight: Math.max(old.weight, fresh.weight),
    }
  }
  if (!old.concrete && fresh.concrete) return old.quantity === null ? fresh : keepNumber(old, fresh)
  return old
}

function keepNumber(old: Need, fresh: Need): Need {
  const words = old.quantityWords ?? ''
  const phrase = isChinese(fresh.phrase) ? `${words}${fresh.phrase}` : `${words} ${fresh.phrase}`
  return {
    ...fresh,
    phrase: phrase.trim(),
    quantity: old.quantity,
    quantityWords: old.quantityWords,
  }
}

const singular = (word: string): string => word.toLowerCase().replace(/s$/, '')

/** The new words with what the old ones add, unless they name the same thing. */
function merged(fresh: Need, rest: string): string {
  if (isChinese(fresh.phrase) || isChinese(rest)) {
    const shares = Array.from(rest).filter((sign) => fresh.phrase.includes(sign)).length
    const isSame = shares >= Math.max(2, rest.length * 0.6)
    if (rest === '' || isSame || fresh.phrase.length > 12) return fresh.phrase
    return `${fresh.phrase}${rest.replace(/^(?:采购|订购?|买|换|配|拿|定)?(?:一批|一些|些|批)?/, '')}`.slice(
      0,
      30,
    )
  }
  const words = fresh.phrase.split(/\s+/)
  if (words.length > 5 || rest === '') return fresh.phrase
  const stems = new Map(words.map((word) => [singular(word), word]))
  let shared = false
  const kept = rest.split(/\s+/).map((word) => {
    const same = stems.get(singular(word))
    if (same !== undefined && word.length > 3) shared = true
    return same !== undefined && word.length > 3 ? same : word
  })
  const phrase = shared
    ? [fresh.quantityWords ?? '', ...kept]
    : [...words, ...kept.slice(0, 8 - words.length)]
  return phrase.join(' ').trim()
}
