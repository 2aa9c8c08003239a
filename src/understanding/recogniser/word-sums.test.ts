import { describe, expect, it } from 'vitest'
import { createColumnFinder } from './column-finder.ts'
import { extractRows } from './feature-rows.ts'
import { createExtractor } from './features.ts'
import { createRecogniser } from './recogniser.ts'
import { trainModel } from './train.ts'
import { learnVocabulary } from './vectors.ts'
import { mostWords } from './word-memory.ts'
import { createWordSummer } from './word-sums.ts'

const texts = ['my card my cards', 'the banana card', 'a banana for my card', 'cards and bananas']
const vocabulary = learnVocabulary(extractRows(texts, createExtractor()))
const columns = vocabulary.keys.length
/** In the first table every line is 1, 10; in the second, of which half of the lines count, 5. */
const tables = {
  planes: {
    table: Int8Array.from({ length: 2 * columns }, (_, i) => (i % 2 === 0 ? 1 : 10)),
    width: 2,
    lines: columns,
  },
  units: { table: new Int8Array(columns).fill(5), width: 1, lines: columns >> 1 },
}

function summer() {
  const words = createWordSummer(vocabulary, createColumnFinder(vocabulary.keys), tables)
  const extract = createExtractor({}, words.tell)
  return (text: string) => {
    words.begin()
    extract(text)
    const { planes, units, single, repeated, times, repeatedSize } = words.end()
    const often = [...times.subarray(0, repeatedSize)]
    return {
      planes: [...planes],
      units: [...units],
      single,
      often,
      repeated: [...repeated.subarray(0, repeatedSize)],
    }
  }
}

describe('the sums of words', () => {
  it('are those of all their pieces, as often as they occur', () => {
    const { planes, single, often } = summer()('my card, your card')
    const occurrences = single + often.reduce((sum, times) => sum + times, 0)
    expect(planes).toEqual([occurrences, 10 * occurrences])
    // " card " has 5 pairs, 4 triples, 3 fours and 2 fives of signs, known all; " my " stands there once.
    expect(often.filter((times) => times === 2)).toHaveLength(14)
    expect(single).toBeGreaterThan(0)
  })

  it('count a piece that a word has twice', () => {
    expect(summer()('banana').often).toContain(2)
  })

  it('are the same for who has read the words before', () => {
    const sum = summer()
    for (const text of [...texts, 'card banana unheard', '']) {
      expect(sum(text)).toEqual(summer()(text))
      expect(sum(text)).toEqual(summer()(text))
    }
  })

  it('are the same when more words come than are remembered', () => {
    const sum = summer()
    const many = Array.from({ length: 3 * mostWords }, (_, i) => `card${i.toString(36)}`)
    for (let from = 0; from < many.length; from += 3000) {
      const text = many.slice(from, from + 3000).join(' ')
      expect(sum(text)).toEqual(summer()(text))
    }
    expect(sum('my card')).toEqual(summer()('my card'))
  })

  it('keep words apart that have one hash', () => {
    const words = createWordSummer(vocabulary, createColumnFinder(vocabulary.keys), tables)
    const sumOf = (word: string) => {
      words.begin()
      words.tell(word, 0, word.length, 7, () => {})
      return [...words.end().planes]
    }
    expect(sumOf('card')).not.toEqual(sumOf('banana'))
    expect(sumOf('banana')).not.toEqual(sumOf('card'))
    expect(sumOf('cards')[0]).toBeGreaterThan(sumOf('card')[0] ?? 0)
  })
})

it('reads a text as who has read it before', () => {
  const examples = texts.map((text, i) => ({ text, labels: [i % 2 ? 'fruit' : 'card'] as const }))
  const model = trainModel(examples)
  const again = createRecogniser(model)
  for (const text of ['my banana card', 'unheard of card card card', '我想退货 card']) {
    again.score(text)
    const { margins, belonging } = again.score(text)
    const first = createRecogniser(model).score(text)
    expect(margins).toEqual(first.margins)
    expect(belonging).toBe(first.belonging)
  }
})
