import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
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

interface TrieNode {
  readonly next: Map<number, TrieNode>
  /** Concepts named when the phrase ends here, whatever follows, or only where a word ends too. */
  readonly anyEnding: number[]
  readonly wordEnd: number[]
}

const newNode = (): TrieNode => ({ next: new Map(), anyEnding: [], wordEnd: [] })

/** One trie over all phrases, walked once from every place where a word or a sign begins. */
export function createConceptMatcher(lexicon: Lexicon): ConceptMatcher {
  const root = newNode()
  for (const [phrase, concept] of lexicon.phrases) addPhrase(root, phrase, concept)
  const named = new Uint8Array(lexicon.names.length)

  return (text, name) => {
    named.fill(0)
    const tell = (concept: number): void => {
      if (named[concept] === 1) return
      named[concept] = 1
      name(concept)
    }
    for (let i = 0; i < text.length; i++) {
      if (isLatin(text.charCodeAt(i)) && i > 0 && isLatin(text.charCodeAt(i - 1))) continue
      let node: TrieNode | undefined = root
      for (let j = i; j < text.length; j++) {
        node = node.next.get(text.charCodeAt(j))
        if (!node) break
        node.anyEnding.forEach(tell)
        if (node.wordEnd.length > 0 && !isLatin(text.charCodeAt(j + 1))) node.wordEnd.forEach(tell)
      }
    }
  }
}

function addPhrase(root: TrieNode, phrase: string, concept: number): void {
  const open = phrase.endsWith('*')
  const body = open ? phrase.slice(0, -1) : phrase
  let node = root
  for (let i = 0; i < body.length; i++) {
    const code = body.charCodeAt(i)
    const next = node.next.get(code) ?? newNode()
    node.next.set(code, next)
    node = next
  }
  const closed = !open && isLatin(body.charCodeAt(body.length - 1))
  ;(closed ? node.wordEnd : node.anyEnding).push(concept)
}
