import type { Coverage, PlaybookCoverage } from '../covered/coverage.ts'
import { coverageLine } from '../covered/table.ts'
import { esc, fold, table } from './html.ts'

const share = (it: PlaybookCoverage['steps']): string =>
  it === null ? 'by a model' : `${it.played} of ${it.of}`

const unplayed = ({ steps, replies }: PlaybookCoverage): string => {
  const missing = [...(steps?.missing ?? []), ...(replies?.missing ?? [])]
  return fold(
    String(missing.length),
    missing.length === 0
      ? ''
      : `<ul>${missing.map((words) => `<li>${esc(words)}</li>`).join('')}</ul>`,
  )
}

/** What the run tried of the playbooks; empty when nobody asked. */
export function coverageSection(all: readonly Coverage[]): string {
  if (all.length === 0) return ''
  const tables = all.map((coverage) => {
    const rows = coverage.playbooks.map((it) => [
      esc(it.playbook),
      String(it.opened),
      share(it.steps),
      share(it.replies),
      unplayed(it),
    ])
    return `<p>${esc(coverage.candidate)}: ${esc(coverageLine(coverage))}</p>${table(
      ['Playbook', 'Opened', 'Steps', 'Replies', 'Never played'],
      rows,
      'Least tried first',
    )}`
  })
  return `<section id="coverage"><h2>Coverage of playbooks</h2>${tables.join('')}</section>\n`
}
