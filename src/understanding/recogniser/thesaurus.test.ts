import { describe, expect, it } from 'vitest'
import { blocks, hashSlice, seeds } from './feature-bag.ts'
import { createExtractor } from './features.ts'
import { foldText } from '../fold.ts'
import { createRecogniser } from './recogniser.ts'
import { createThesaurus } from './thesaurus.ts'
import { trainModel } from './train.ts'
import { plainNorms } from './vectors.ts'

const groupsOf = createThesaurus(
  '# what is eaten\nfood.fruit: apple cherry\nfood.fish: cod\ncut: chop slice cut_up\n',
)
const groups = (word: string) => [...(groupsOf(hashSlice(seeds.word, word, 0, word.length)) ?? [])]

describe('The thesaurus', () => {
  it('puts words of a group together, with their topic, in whatever form they stand', () => {
    expect(groups('apple')).toHaveLength(2)
    expect(groups('cherries')).toEqual(groups('apple'))
    expect(groups('cod')).toHaveLength(2)
    expect(groups('cod')).toContain(groups('apple').at(-1))
    expect(groups('cod')).not.toEqual(groups('apple'))
  })

  it('gives a word of no topic its group alone', () => {
    expect(groups('chopped')).toEqual(groups('slicing'))
    expect(groups('chop')).toHaveLength(1)
  })

  it('knows two words that mean something only side by side', () => {
    const extract = createExtractor({ groupsOf })
    const cutting = (text: string) => {
      const { size, block } = extract(text)
      return block.subarray(0, size).filter((of) => of === blocks.groups).length
    }
    expect(cutting('cut up the cake')).toBe(1)
    expect(cutting('cut the cake, what is up')).toBe(0)
  })

  it('knows nothing of other words', () => {
    expect(groups('bicycle')).toEqual([])
  })

  it('lets a recogniser read by a word that no example has', () => {
    const say = (label: string, texts: string[]) =>
      texts.map((text) => ({ text, labels: [label] as const }))
    const examples = [
      ...say('cook', [
        'how do i fry salmon',
        'bake chicken',
        'grill beef tonight',
        'roast a turkey',
      ]),
      ...say('visit', ['what is there in paris', 'madrid at night', 'a day in rome', 'see berlin']),
    ]
    const wrong = ['lisbon', 'vienna', 'pork', 'lamb'].filter((word, at) => {
      const read = createRecogniser(trainModel(examples)).score(foldText(word))
      return read.best !== (at < 2 ? 1 : 0)
    })
    expect(wrong).toEqual([])
    const plain = createRecogniser(trainModel(examples, { norms: plainNorms }))
    expect(plain.score('lisbon').margins).toEqual(plain.score('pork').margins)
  })
})
