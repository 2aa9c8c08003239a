import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeptCase } from '../gate/baseline.ts'
import { interval, points } from '../gate/words.ts'
import type { Coverage } from '../covered/coverage.ts'
import type { CaseResult } from '../run/result.ts'
import type { Session } from '../session.ts'
import type { SuiteSummary } from '../summary.ts'
import { caseCard, concern } from './case.ts'
import { shareBar } from './charts.ts'
import { coverageSection } from './coverage.ts'
import { esc, table } from './html.ts'
import { overview } from './overview.ts'
import { suiteSection } from './suite.ts'

const part = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8')

function verdict({ comparison, summaries, stopped }: Session): { words: string; bad: boolean } {
  if (stopped) return { words: stopped.message, bad: true }
  if (comparison) {
    return comparison.regression
      ? { words: `Regression against ${comparison.before}`, bad: true }
      : { words: `No regression against ${comparison.before}`, bad: false }
  }
  const short = summaries.filter(({ shortfalls }) => shortfalls.length > 0)
  return short.length > 0
    ? { words: `${short.length} of ${summaries.length} suites fell short`, bad: true }
    : { words: 'All suites hold', bad: false }
}

const comparedWith = ({ comparison }: Session, { suite, candidate }: SuiteSummary) =>
  comparison?.suites.find((it) => it.suite === suite && it.after === candidate)

const mostBeside = 3

/** Suites down and candidates across, or the other way where there are more candidates than fit beside each other. */
function matrix(session: Session): string {
  const { summaries, candidates } = session
  const suites = [...new Set(summaries.map(({ suite }) => suite))]
  const cell = (suite: string, candidate: string): string => {
    const summary = summaries.find((it) => it.suite === suite && it.candidate === candidate)
    if (!summary) return ''
    const compared = comparedWith(session, summary)
    const change = compared
      ? `<div class="${compared.verdict}">${points(compared.change.value)}</div>`
      : ''
    const target = `suite-${`${suite}-${candidate}`.replaceAll(/[^\w-]+/g, '-')}`
    return `<a href="#${esc(target)}"${summary.shortfalls.length > 0 ? ' class="worse"' : ''}>${interval(summary.passed)}</a>${shareBar(summary.passed)}${change}`
  }
  const ids = candidates.map(({ id }) => id)
  const caption = 'Share of cases passed, with its 95 % interval'
  return ids.length > Math.max(suites.length, mostBeside)
    ? table(
        ['Candidate', ...suites.map(esc)],
        ids.map((id) => [esc(id), ...suites.map((suite) => cell(suite, id))]),
        caption,
      )
    : table(
        ['Suite', ...ids.map(esc)],
        suites.map((suite) => [esc(suite), ...ids.map((id) => cell(suite, id))]),
        caption,
      )
}

/** The case in the baseline: of the same candidate, or of the one it was compared with. */
function keptIn({ baseline, comparison }: Session, result: CaseResult): KeptCase | undefined {
  const compared = comparison?.suites.find(
    ({ suite, after }) => suite === result.suite && after === result.candidate,
  )
  const kept = baseline?.entries.find(
    ({ suite, candidate }) => suite === result.suite && candidate === compared?.before,
  )?.cases[result.case]
  return kept?.hash === result.hash ? kept : undefined
}

function failures(session: Session): string {
  const bad = session.results
    .filter(({ status }) => status === 'failed' || status === 'error')
    .map((result) => ({ result, before: keptIn(session, result) }))
    .toSorted((a, b) => concern(a.result, a.before) - concern(b.result, b.before))
  if (bad.length === 0) return '<p>No case failed.</p>'
  const options = [...new Set(bad.map(({ result }) => result.suite))]
    .map((suite) => `<option>${esc(suite)}</option>`)
    .join('')
  const controls = `<form id="filter" role="search"><label>Find <input type="search" name="text" placeholder="words in a case ( / )"></label><label>Suite <select name="suite"><option value="">all</option>${options}</select></label>${session.baseline ? '<label><input type="checkbox" name="lost"> passed before</label>' : ''}<label><input type="checkbox" name="must"> must pass</label><output id="shown">${bad.length} shown</output></form>`
  return `${controls}<div id="cases">${bad.map(({ result, before }) => caseCard(result, before)).join('')}</div>`
}

/** The whole report as one HTML file: nothing is loaded from anywhere, and it can be read without scripts. */
export function reportHtml(session: Session, coverage: readonly Coverage[] = []): string {
  const { run, at, summaries, results, prices, agreement } = session
  const { words, bad } = verdict(session)
  const failed = results.filter(({ status }) => status === 'failed' || status === 'error').length
  const judge = agreement
    ? `<p class="hint">Model judge: κ ${agreement.kappa.toFixed(2)} with people on ${agreement.examples} examples.</p>`
    : ''
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Evals: ${esc(words)}</title><style>${part('report.css')}</style></head>
<body><a class="skip" href="#failures">Skip to the failing cases</a>
<header><h1>Evals</h1><p class="verdict ${bad ? 'worse' : 'better'}">${esc(words)}</p><p class="hint">${esc(run)} · ${esc(at)} · ${results.length} results, <a href="#failures">${failed} failing</a></p>${judge}<button type="button" id="scheme" hidden>Dark or light</button></header>
<main><section><h2>Overview</h2>${overview(session, matrix(session))}</section>
<section id="failures" tabindex="-1"><h2>Failing cases</h2><p class="hint keys">Keys: <kbd>j</kbd> and <kbd>k</kbd> go from case to case, <kbd>Enter</kbd> opens, <kbd>/</kbd> finds.</p>${failures(session)}</section>
<section><h2>Suites</h2>${summaries.map((it) => suiteSection(it, comparedWith(session, it), prices?.currency ?? '')).join('')}</section>
${coverageSection(coverage)}</main>
<script>${part('report.js')}</script></body></html>
`
}
