import { describe, expect, it } from 'vitest'
import { cellsOf, itemsOf, parseBlocks, plain } from './markdown.ts'

describe('blocks', () => {
  it('tells headings, tables, lists and paragraphs apart', () => {
    const text =
      '# One\n> quoted\n\n- a\n- b\n\n| A | B |\n|---|:-:|\n| 1 | 2 |\nafter\n## Two ##\nlast\r\nline'
    expect(parseBlocks(text)).toEqual([
      { kind: 'heading', level: 1, text: 'One' },
      { kind: 'paragraph', text: 'quoted' },
      { kind: 'list', text: '- a\n- b' },
      { kind: 'table', text: '| A | B |\n|---|:-:|\n| 1 | 2 |' },
      { kind: 'paragraph', text: 'after' },
      { kind: 'heading', level: 2, text: 'Two' },
      { kind: 'paragraph', text: 'last\nline' },
    ])
  })

  it('takes nothing inside a code fence for a heading', () => {
    expect(parseBlocks('```\n# not a heading\n```')).toEqual([
      { kind: 'paragraph', text: '# not a heading' },
    ])
  })

  it('comes to an end with any text', () => {
    for (const text of ['![', '[', '|', '<a', '*', '`', '# ']) {
      const blocks = parseBlocks(text.repeat(20_000))
      for (const block of blocks)
        expect(plain(block.text).length).toBeLessThanOrEqual(block.text.length)
    }
  })
})

it('reads Markdown aloud', () => {
  expect(
    plain('**Free** from [€59](/fees), see ![a map](m.png) and `code` <b>now</b>, _really_'),
  ).toBe('Free from €59, see a map and code now, really')
  expect(plain('2 * 3 * 4 and snake_case_name')).toBe('2 * 3 * 4 and snake_case_name')
})

it('reads cells and items', () => {
  expect(cellsOf('| **a** | b \\| c |')).toEqual(['a', 'b | c'])
  expect(itemsOf('1. one\n   more\n2. two')).toEqual(['one more', 'two'])
})
