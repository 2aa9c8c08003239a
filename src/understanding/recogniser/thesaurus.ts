import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashSlice, mix, seeds } from './feature-bag.ts'
import { createHashIndex } from './hash-index.ts'

/** The groups of a word, by its hash as a unit of a text; undefined for most words. */
export type GroupsOf = (hash: number) => Uint16Array | undefined

/**
 * Everyday English words by what they mean, for anybody's data: a line a group, `group: words` or `topic.group: words`. A
 * word of a topic counts for its group and its topic.
 */
export function createThesaurus(source = thesaurusSource()): GroupsOf {
  const topics = new Map<string, number>()
  const groups = new Map<string, Set<number>>()
  for (const [line, { name, words }] of [...linesOf(source)].entries()) {
    const [topic = '', inner] = name.split('.')
    if (inner !== undefined && !topics.has(topic)) topics.set(topic, firstTopic + topics.size)
    for (const form of words.flatMap(formsOf)) {
      const of = groups.get(form) ?? new Set()
      groups.set(form, of.add(line))
      const number = inner === undefined ? undefined : topics.get(topic)
      if (number !== undefined) of.add(number)
    }
  }
  const index = createHashIndex(2 * groups.size)
  // Most words are in no group: theirs is the first list, for a place before the first would be looked for as a property.
  const lists: (Uint16Array | undefined)[] = [undefined]
  for (const [form, of] of groups) {
    lists[index.number(hashOf(form)) + 1] = Uint16Array.from(of)
  }
  return (hash) => lists[index.find(hash) + 1]
}

/** The hash of a word, or of two that stand side by side (`turn_down`), as a text has them. */
function hashOf(form: string): number {
  const [one = 0, other] = form
    .split('_')
    .map((word) => hashSlice(seeds.word, word, 0, word.length))
  return other === undefined ? one : mix(mix(seeds.neighbours, one), other)
}

/** Topics are numbered from here, groups from 0. */
const firstTopic = 1000

function thesaurusSource(): string {
  return readFileSync(join(import.meta.dirname, 'thesaurus.txt'), 'utf8')
}

function* linesOf(source: string): Generator<{ name: string; words: string[] }> {
  for (const line of source.split('\n')) {
    const [name = '', words] = line.split(': ')
    if (!line.startsWith('#') && words !== undefined) yield { name, words: words.split(' ') }
  }
}

/** A word and what its endings may make of it; forms that nobody writes do no harm. */
function formsOf(word: string): string[] {
  if (word.length < 3 || word.includes('_')) return [word]
  const forms = [word, `${word}s`]
  const short = word.slice(0, -1)
  if (word.endsWith('e')) return [...forms, `${word}d`, `${short}ing`]
  if (word.endsWith('y')) return [...forms, `${short}ies`, `${short}ied`, `${word}ing`]
  const doubled = word + word.slice(-1)
  return [
    ...forms,
    ...[`es`, `ed`, `ing`].map((end) => word + end),
    `${doubled}ed`,
    `${doubled}ing`,
  ]
}
