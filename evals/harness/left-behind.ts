import type { Trace } from './trace.ts'

/** What a conversation left behind, a line for each thing, in an order of its own: two of them can be held side by side. */
export function leftBehind(trace: Trace | null): string[] {
  if (!trace) return []
  const { messages, holder, handoff, calls, effects, lead, facts, followUp } = trace
  const json = (value: unknown) => (value === null ? '' : ` ${JSON.stringify(value)}`)
  const given = lead
    ? [
        `lead: level ${lead.level}, grade ${lead.grade}`,
        ...Object.entries(lead.facts).map(([name, value]) => `lead: ${name} ${value}`),
      ]
    : []
  if (messages.length === 0) return given
  return [
    `holder: ${holder}${handoff ? `, for ${handoff.reason} in turn ${handoff.turn}` : ''}`,
    ...effects.map(({ tool, args, status }) => `effect: ${tool}${json(args)} ${status}`),
    ...calls.map(
      ({ turn, tool, args, refused, ok }) =>
        `call: ${turn}. ${tool}${json(args)} ${refused === null ? (ok ? 'done' : 'failed') : `refused, ${refused}`}`,
    ),
    ...facts.map(({ name, value }) => `fact: ${name} ${value}`),
    ...given,
    ...(followUp ? ['marked for follow-up'] : []),
  ]
}
