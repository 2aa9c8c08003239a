import { languageOf } from '../answering/article-line.ts'

/** A line as it stands on its page: the height of its letters, and how far up and to the right it is and ends. */
export interface Line {
  text: string
  size: number
  y: number
  end: number
}

/** Letters this much larger than those of the text make a heading. */
const headingRatio = 1.15
const longestHeading = 120
const deepestHeading = 4

/** Puts lines into paragraphs under headings; a document without headings is cut at its pages. */
export function markdownOf(pages: readonly (readonly Line[])[]): {
  title: string
  markdown: string
} {
  const kept = withoutRunningLines(pages)
  const body = bodySize(kept.flat())
  const isHeading = ({ size, text }: Line) =>
    size > body * headingRatio && text.length <= longestHeading && /\p{L}/u.test(text)
  const sizes = [...new Set(kept.flat().filter(isHeading).map(rounded))].toSorted((a, b) => b - a)
  const levelOf = (line: Line) => Math.min(sizes.indexOf(rounded(line)) + 1, deepestHeading)
  const inChinese =
    languageOf(
      kept
        .flat()
        .map(({ text }) => text)
        .join(' '),
    ) === 'zh'
  const blocks: string[] = []
  for (const [at, lines] of kept.entries()) {
    if (sizes.length === 0 && kept.length > 1 && lines.length > 0)
      blocks.push(inChinese ? `## 第 ${at + 1} 页` : `## Page ${at + 1}`)
    for (const [i, line] of lines.entries()) {
      const before = lines[i - 1]
      if (isHeading(line)) {
        const level = levelOf(line)
        const last = blocks.at(-1)
        const goesOn =
          before && isHeading(before) && levelOf(before) === level && isClose(before, line)
        if (goesOn && last) blocks.splice(-1, 1, joined(last, line.text))
        else blocks.push(`${'#'.repeat(level)} ${line.text}`)
      } else if (isItem(line.text)) blocks.push(line.text.replace(bullet, '- '))
      else if (before && !isHeading(before) && isClose(before, line))
        blocks.splice(-1, 1, joined(blocks.at(-1) ?? '', line.text))
      else blocks.push(line.text)
    }
  }
  const first = blocks[0]?.startsWith('# ') ? blocks[0].slice(2) : ''
  const rest = first ? blocks.slice(1) : blocks
  // Items of one list stand together.
  return { title: first, markdown: rest.join('\n\n').replaceAll(/^(- .*)\n\n(?=- )/gm, '$1\n') }
}

const rounded = ({ size }: Line) => Math.round(size * 2) / 2
const bullet = /^[•‣◦▪●·–-]\s+/
const isItem = (text: string) => bullet.test(text) || /^\d{1,2}[.)、]\s*\S/.test(text)

/** The size in which most of the letters are set. */
function bodySize(lines: readonly Line[]): number {
  const letters = new Map<number, number>()
  for (const line of lines)
    letters.set(rounded(line), (letters.get(rounded(line)) ?? 0) + line.text.length)
  return [...letters].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 0
}

/** Whether the second line follows the first without a gap. */
function isClose(above: Line, below: Line): boolean {
  const drop = above.y - below.y
  return drop > 0 && drop < Math.max(above.size, below.size) * 1.8
}

/** Chinese goes on without a blank, and a word broken at the end of its line is made whole. */
function joined(above: string, below: string): string {
  if (/[a-z]-$/.test(above) && /^[a-z]/.test(below)) return above.slice(0, -1) + below
  const chinese =
    /[\p{Script=Han}，。、；：！？）》]$/u.test(above) && /^[\p{Script=Han}（《，。]/u.test(below)
  return `${above}${chinese ? '' : ' '}${below}`
}

/** Leaves out what stands at the same height of most pages, but for its numbers: headers, footers, page numbers. */
function withoutRunningLines(pages: readonly (readonly Line[])[]): Line[][] {
  const keyOf = ({ text, y }: Line) => `${Math.round(y)} ${text.replaceAll(/\d+/g, '0')}`
  const seen = new Map<string, number>()
  for (const lines of pages)
    for (const key of new Set(lines.map(keyOf))) seen.set(key, (seen.get(key) ?? 0) + 1)
  const often = Math.max(3, pages.length / 2)
  return pages.map((lines) => lines.filter((line) => (seen.get(keyOf(line)) ?? 0) < often))
}
