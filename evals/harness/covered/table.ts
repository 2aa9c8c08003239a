import { columns } from '../gate/table.ts'
import { totals, type Coverage } from './coverage.ts'

const mostNamed = 4

const counted = (share: { of: number; played: number } | null, what: string): string =>
  share === null ? '' : `${share.played} of ${share.of} ${what}`

/** All figures in one line, e.g. `34 of 38 playbooks opened, 190 of 260 steps, 150 of 310 replies`. */
export function coverageLine(coverage: Coverage): string {
  const { opened, steps, replies } = totals(coverage)
  const parts = [
    counted(opened, 'playbooks opened'),
    counted(steps, 'steps'),
    counted(replies, 'replies (each language counts)'),
  ].filter(Boolean)
  return `${parts.join(', ')} in ${coverage.conversations} conversations`
}

/** What a person at a terminal reads of coverage: which playbooks were never opened, and what of the others was never played. */
export function coverageTable(all: readonly Coverage[]): string {
  return all.map(coverageOfOne).join('')
}

function coverageOfOne(coverage: Coverage): string {
  const { candidate, conversations, playbooks } = coverage
  const head = `\nCoverage of playbooks by ${candidate}: `
  if (conversations === 0) return `${head}no suite of this run holds conversations\n`
  const rows = playbooks.flatMap(({ playbook, opened, steps, replies }) => {
    const missing = [...(steps?.missing ?? []), ...(replies?.missing ?? [])]
    if (opened === 0 || missing.length === 0) return []
    const more = missing.length - mostNamed
    return [
      [
        `  ${playbook}`,
        `opened ${opened === 1 ? 'once' : `${opened} times`}`,
        counted(steps, 'steps'),
        counted(replies, 'replies'),
        `not: ${missing.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
      ],
    ]
  })
  const model =
    totals(coverage).steps === null ? '  (a model follows no steps and says its own words)\n' : ''
  const unopened = totals(coverage).opened.missing
  const never = unopened.length > 0 ? `  never opened: ${unopened.join(', ')}\n` : ''
  return `${head}${coverageLine(coverage)}\n${model}${never}${columns(rows)}`
}
