import { widthOf } from '../gate/table.ts'
import type { Fork, ForkedTurn } from './fork.ts'
import type { Side } from './sides.ts'
import type { Unrecorded } from './recorded-calls.ts'

/** Breaks a text into lines that are no wider than this; words stay whole where they fit. */
export function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => {
    const lines: string[] = []
    let current = ''
    for (const word of line.match(
      /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]|\s+|[^\s\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]+/gu,
    ) ?? []) {
      for (const piece of pieces(word, width)) {
        if (current !== '' && widthOf(current + piece) > width) {
          lines.push(current.trimEnd())
          current = piece.trimStart()
        } else current += piece
      }
    }
    return [...lines, current.trimEnd()]
  })
}

/** A word that is wider than a line, in parts. */
function pieces(word: string, width: number): string[] {
  if (widthOf(word) <= width) return [word]
  const parts: string[] = []
  for (let i = 0; i < word.length; i += width) parts.push(word.slice(i, i + width))
  return parts
}

const callWords = ({ tool, args, ok, refused }: Side['calls'][number]): string =>
  `→ ${tool}${args === null ? '' : ` ${JSON.stringify(args)}`}${refused ? ` refused: ${refused}` : ok ? '' : ' failed'}`

function linesOf(side: Side | null, width: number): string[] {
  if (!side) return ['(with the desk)']
  const about = [
    ...side.calls.map(callWords),
    ...(side.citations.length > 0 ? [`cites ${side.citations.join(', ')}`] : []),
    `held by ${side.holder}${side.reason ? `, because of ${side.reason}` : ''}`,
  ]
  return [...wrapped(side.words, width), '', ...about.flatMap((line) => wrapped(line, width))]
}

function columns(left: readonly string[], right: readonly string[], width: number): string {
  const rows = Math.max(left.length, right.length)
  return Array.from({ length: rows }, (_, i) => {
    const [a, b] = [left[i] ?? '', right[i] ?? '']
    return `  ${a}${' '.repeat(Math.max(0, width - widthOf(a)))} │ ${b}`.trimEnd()
  })
    .map((line) => `${line}\n`)
    .join('')
}

function turnWords({ number, customer, recorded, candidate, differs }: ForkedTurn, width: number) {
  const head = `\nturn ${number}: ${differs.length === 0 ? 'the same' : `other ${differs.join(', ')}`}\n`
  const asked = customer
    .flatMap((text) => wrapped(`“${text}”`, 2 * width))
    .map((line) => `  ${line}\n`)
  const sides =
    differs.length === 0
      ? linesOf(recorded, 2 * width)
          .map((line) => `  ${line}`.trimEnd() + '\n')
          .join('')
      : columns(
          [`RECORDED, ${recorded.performer}`, ...linesOf(recorded, width)],
          [`CANDIDATE, ${candidate?.performer ?? 'nobody'}`, ...linesOf(candidate, width)],
          width,
        )
  return `${head}${asked.join('')}\n${sides}`
}

const unrecordedWords = ({ turn, tool, args, became }: Unrecorded): string =>
  `  turn ${turn}: ${tool} ${JSON.stringify(args)}: ${became === 'run' ? 'run here' : 'refused'}\n`

/** A fork as a person at a terminal reads it: what was, and beside it what the candidate makes of it. */
export function sideBySide(fork: Fork, terminalWidth: number): string {
  const width = Math.max(30, Math.floor((Math.min(terminalWidth, 160) - 5) / 2))
  const { conversation, candidate, at, turns, unrecorded, endsBecause } = fork
  const other = turns.filter(({ differs }) => differs.length > 0).length
  return [
    `${conversation} from turn ${at} on, by ${candidate}: ${other === 0 ? `all ${turns.length} turns are the same` : `${other} of ${turns.length} turns differ`}\n`,
    ...turns.map((turn) => turnWords(turn, width)),
    ...(unrecorded.length > 0
      ? ['\nNot in the record:\n', ...unrecorded.map(unrecordedWords)]
      : []),
    ...(unrecorded.some(({ became }) => became === 'refused')
      ? ['  --unrecorded run runs such calls on the sample shop.\n']
      : []),
    ...(endsBecause ? [`\n${endsBecause}\n`] : []),
  ].join('')
}
