import type { Blame, Finding } from '../../harness/finding.ts'
import type { Trace } from '../../harness/trace.ts'
import type { Gold } from './gold.ts'
import { stopMarkIn } from './user.ts'

const mostRepeats = 3

const figuresIn = (text: string): string[] => text.replaceAll(',', '').match(/\d+(?:\.\d+)?/g) ?? []

/** What is wrong with how the user was played, or null. */
function faultOfUser({ messages, checks, effects }: Trace, gold: Gold): string | null {
  const said = messages.filter(({ author }) => author === 'customer').map(({ text }) => text)
  const last = said.at(-1) ?? ''
  const repeated = said.find((text) => said.filter((one) => one === text).length >= mostRepeats)
  if (repeated !== undefined) return `it said the same words ${mostRepeats} times: "${repeated}"`
  if (stopMarkIn(last) === '###OUT-OF-SCOPE###') return 'it left because its scenario did not go on'
  if (checks.some(({ name, ok, found }) => name === 'ended' && !ok && found.includes('user'))) {
    return 'it said nothing'
  }
  const asked = messages.findLast(({ author }) => author === 'agent')?.text ?? ''
  const early = stopMarkIn(last) === '###STOP###' && /\?\s*$/.test(asked)
  if (early && gold.writes > 0 && effects.length === 0) {
    return 'it ended the talk over a question of the agent, with nothing done yet'
  }
  return null
}

/** Whether a judge denies what the agent demonstrably said: every figure of the assertion stands in a reply. */
function judgeContradicted({ messages }: Trace, findings: readonly Finding[]): boolean {
  const failed = findings.filter(({ ok }) => !ok)
  const said = messages.flatMap(({ author, text }) => (author === 'agent' ? [text] : [])).join('\n')
  const figures = figuresIn(said)
  return failed.every(({ expectation }) => {
    const wanted = figuresIn(expectation)
    return (
      expectation.startsWith('judged ') &&
      wanted.length > 0 &&
      wanted.every((figure) => figures.includes(figure))
    )
  })
}

/** Whose failure a task is: of the task, of whoever played the user, of a judge, and else of the agent. */
export function auditRetail(gold: Gold, trace: Trace, findings: readonly Finding[]): Blame {
  if (gold.refused.length > 0) {
    return { on: 'task', why: `its reference asks for what the tools refuse: ${gold.refused[0]}` }
  }
  const user = faultOfUser(trace, gold)
  if (user !== null) return { on: 'simulator', why: user }
  if (judgeContradicted(trace, findings)) {
    return { on: 'judge', why: 'it denies figures that stand in the replies' }
  }
  const [first] = findings.filter(({ ok }) => !ok)
  return { on: 'agent', why: first ? `${first.expectation}: ${first.found}` : 'nothing failed' }
}
