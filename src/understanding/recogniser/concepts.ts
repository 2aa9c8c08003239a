import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { finish } from './feature-bag.ts'
import { createHashIndex } from './hash-index.ts'
import { GoodsFile, goodsNames, goodsSource, isLatin } from './goods.ts'

/**
 * Concepts by name, each with the Chinese and English ways to say it, parted by `|`. In English,
 * `{send,mail} it back` stands for each of its choices and a last `*` for any ending.
 */
const ConceptFile = z.record(z.string(), z.strictObject({ zh: z.string(), en: z.string() }))

export interface Lexicon {
  readonly names: readonly string[]
  /** Phrase, and the number of the concept that it names. */
  readonly phrases: readonly (readonly [phrase: string, concept: number])[]
  /** What goods are called; see `goods.ts`. */
  readonly goods: readonly string[]
  readonly hash: string
}

/** Tells `name` every concept that the text names, each once. */
export type ConceptMatcher = (text: string, name: (concept: number) => void) => void

/** Reads the concepts and goods that come with the product, or those of another place. */
export function loadLexicon(
  folder = join(import.meta.dirname, 'concepts'),
  goods = goodsSource(),
): Lexicon {
  const names: string[] = []
  const phrases: [string, number][] = []
  const hash = createHash('sha256')
  for (const file of readdirSync(folder).sort()) {
    const source = readFileSync(join(folder, file), 'utf8')
    hash.update(source)
    for (const [name, { zh, en }] of Object.entries(ConceptFile.parse(parse(source)))) {
      const concept = names.push(name) - 1
      for (const phrase of zh.split('|')) phrases.push([phrase.trim(), concept])
      for (const phrase of en.split('|').flatMap(choices)) phrases.push([phrase, concept])
    }
  }
  hash.update(goods)
  return {
    names,
    goods: goodsNames(GoodsFile.parse(parse(goods))),
    phrases: phrases.filter(([phrase]) => phrase !== ''),
    hash: hash.digest('hex').slice(0, 8),
  }
}

/** Every phrase that a phrase with `{a,b}` in it stands for. */
function choices(phrase: string): string[] {
  const braces = /\{([^}]*)\}/.exec(phrase)
  if (!braces) return [phrase.replace(/\s+/g, ' ').trim()]
  const [whole, inner = ''] = braces
  const before = phrase.slice(0, braces.index)
  const after = phrase.slice(braces.index + whole.length)
  return inner.split(',').flatMap((choice) => choices(`${before}${choice.trim()}${after}`))
}

/** One trie over all phrases, walked once from every place where a word or a sign begins. */
export function createConceptMatcher(lexicon: Lexicon): ConceptMatcher {
  const { childOf, anyEnding, wordEnd, beginnings } = trieOf(lexicon.phrases)
  const named = new Uint8Array(lexicon.names.length)

  return (text, name) => {
    named.fill(0)
    const tell = (concept: number): void => {
      if (named[concept] === 1) return
      named[concept] = 1
      name(concept)
    }
    let within = false
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      const follows = within
      within = isLatin(code)
      let node = beginnings[code] as number
      if (node === 0 || (within && follows)) continue
      for (let j = i + 1; node > 0; j++) {
        anyEnding[node]?.forEach(tell)
        if (wordEnd[node] && !isLatin(text.charCodeAt(j))) wordEnd[node]?.forEach(tell)
        node = j < text.length ? childOf(node, text.charCodeAt(j)) : 0
      }
    }
  }
}

/** A trie whose nodes are numbers, the root 0; no node has the root for a child, so 0 is none. */
interface Trie {
  readonly childOf: (node: number, code: number) => number
  /** The first sign's node, looked up at once: most signs begin no phrase. */
  readonly beginnings: Uint16Array
  /** Concepts named when a phrase ends at the node, whatever follows, or only where a word ends too. */
  readonly anyEnding: readonly (number[] | undefined)[]
  readonly wordEnd: readonly (number[] | undefined)[]
}

function trieOf(phrases: Lexicon['phrases']): Trie {
  const steps = createHashIndex(1 << 14)
  const stepOf = (node: number, code: number): number => finish((node << 16) | code)
  const anyEnding: (number[] | undefined)[] = [undefined]
  const wordEnd: (number[] | undefined)[] = [undefined]
  const beginnings = new Uint16Array(1 << 16)
  for (const [phrase, concept] of phrases) {
    const open = phrase.endsWith('*')
    const body = open ? phrase.slice(0, -1) : phrase
    let node = 0
    for (let i = 0; i < body.length; i++) {
      // Steps are numbered as they come, and each leads to a node of its own.
      node = steps.number(stepOf(node, body.charCodeAt(i))) + 1
      if (i === 0) beginnings[body.charCodeAt(0)] = node
    }
    const closed = !open && isLatin(body.charCodeAt(body.length - 1))
    const endings = closed ? wordEnd : anyEnding
    endings[node] = [...(endings[node] ?? []), concept]
  }
  return {
    beginnings,
    anyEnding: Array.from({ length: steps.size + 1 }, (_, node) => anyEnding[node]),
    wordEnd: Array.from({ length: steps.size + 1 }, (_, node) => wordEnd[node]),
    childOf: (node, code) => steps.find(stepOf(node, code)) + 1,
  }
}
