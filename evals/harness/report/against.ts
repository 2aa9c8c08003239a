import { createAliases } from '../recording/aliases.ts'
import { saidIn, type KeptCase } from '../gate/baseline.ts'
import { leftBehind } from '../left-behind.ts'
import type { CaseResult } from '../run/result.ts'
import { esc, fold, table } from './html.ts'

/** Lines of two lists beside each other: what is in both stands in one row, in the order of both. */
function alignLines(
  then: readonly string[],
  now: readonly string[],
): [string | null, string | null][] {
  // Longest common subsequence, from the end.
  const common = Array.from({ length: then.length + 1 }, () =>
    Array.from({ length: now.length + 1 }, () => 0),
  )
  const at = (i: number, j: number) => common[i]?.[j] ?? 0
  for (let i = then.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const longest =
        then[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
      common[i]?.splice(j, 1, longest)
    }
  }
  const rows: [string | null, string | null][] = []
  let [i, j] = [0, 0]
  while (i < then.length || j < now.length) {
    const [before = null, after = null] = [then[i], now[j]]
    if (before !== null && before === after) {
      rows.push([before, after])
      i++
      j++
    } else if (before !== null && (after === null || at(i + 1, j) >= at(i, j + 1))) {
      rows.push([before, null])
      i++
    } else {
      rows.push([null, after])
      j++
    }
  }
  return rows
}

/** `call`, `effect` …; of words that were said, none. */
const kindOf = (line: string): string => /^(?:holder|effect|call|fact|lead):/.exec(line)?.[0] ?? ''

/** Where something went and another of its kind came, the two stand beside each other and not below. */
function paired(rows: [string | null, string | null][]): [string | null, string | null][] {
  const out: [string | null, string | null][] = []
  let gap = 0
  for (const [then, now] of rows) {
    if (then !== null && now !== null) gap = out.length + 1
    const gone =
      then === null && now !== null
        ? out.slice(gap).find((it) => it[1] === null && kindOf(it[0] ?? '') === kindOf(now))
        : undefined
    if (gone) gone[1] = now
    else out.push([then, now])
  }
  return out
}

const side = (text: string | null, tag: 'del' | 'ins', same: boolean): string =>
  text === null ? '' : same ? esc(text) : `<${tag}>${esc(text)}</${tag}>`

/** Lines that differ in ids and codes alone, which every run draws anew, are the same. */
function sameButForCodes(then: readonly string[], now: readonly string[]): string[] {
  const [before, after] = [createAliases(), createAliases()]
  const hidden = then.map((line) => before.hide(line))
  return now.map((line) => {
    const at = hidden.indexOf(after.hide(line))
    return then[at] ?? line
  })
}

function rows(then: readonly string[], now: readonly string[], what: string): string[][] {
  return paired(alignLines(then, sameButForCodes(then, now))).map(([a, b]) => [
    what,
    side(a, 'del', a === b),
    side(b, 'ins', a === b),
  ])
}

/** What was said and left behind in the baseline and what is now, beside each other: what differs, and folded what does not. */
export function againstBaseline(before: KeptCase | undefined, result: CaseResult): string {
  if (!before?.said) return ''
  const left = leftBehind(result.trace)
  const all = [
    ...rows(before.said, saidIn(result), 'said'),
    ...(before.left ? rows(before.left, left, 'left') : []),
  ]
  const differing = all.filter(([, then, now]) => then !== now)
  const same = all.filter(([, then, now]) => then === now)
  const beside = (some: readonly string[][]) =>
    table(['', 'Then', 'Now'], some, 'Then and now', { stacks: true, even: true })
  const passed = before.trials.every((one) => one === 1)
  return fold(
    `Against the baseline, where it ${passed ? 'passed' : 'failed'}: ${differing.length === 0 ? 'nothing differs' : `${differing.length} ${differing.length === 1 ? 'line differs' : 'lines differ'}`}`,
    beside(differing) + fold(`The same: ${same.length}`, beside(same)),
    passed,
  )
}
