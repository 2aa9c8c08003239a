import type { Matrix } from '../../evals/harness/candidate.ts'
import type { Choice } from '../../evals/harness/run/plan.ts'
import { BatonError } from '../domain/error.ts'

/** A number that was typed; null for none. @throws BatonError `invalid` naming the option. */
export function numberOf(
  option: string,
  typed: string | undefined,
  { least, whole = false }: { least: number; whole?: boolean },
): number | null {
  if (typed === undefined) return null
  const value = Number(typed)
  if (typed.trim() !== '' && value >= least && (!whole || Number.isInteger(value))) return value
  throw new BatonError(
    'invalid',
    `${option} must be a ${whole ? 'whole ' : ''}number from ${least}, not ${typed}.`,
  )
}

interface SideOptions {
  performer: string[]
  prompt: string[]
  playbooks: string[]
  settings: string[]
  training: string[]
  knowledge: string[]
  temperature: string[]
  customers: string[]
}

/** The sides of the matrix that options name; `model` alone is the configured one. */
export function sidesOf(options: SideOptions, configured: string | undefined): Matrix {
  const performers = options.performer.map((name) => {
    if (name !== 'model') return name
    if (configured !== undefined) return `model:${configured}`
    throw new BatonError(
      'invalid',
      '--performer model means BATON_MODEL, which is not set; write model:NAME.',
    )
  })
  return {
    ...(performers.length > 0 && { performers }),
    prompts: options.prompt,
    playbooks: options.playbooks,
    settings: options.settings,
    training: options.training,
    knowledge: options.knowledge,
    customers: options.customers,
    temperatures: options.temperature.map(
      (typed) => numberOf('--temperature', typed, { least: 0 }) ?? 0,
    ),
  }
}

/** Which cases are meant. @throws BatonError `invalid` */
export function chosen(options: {
  tag: string[]
  slice: string[]
  case?: string | undefined
}): Choice {
  const slices = options.slice.map((pair) => {
    const [, name, value] = /^([^=]+)=(.+)$/.exec(pair) ?? []
    if (name !== undefined && value !== undefined) return [name, value] as const
    throw new BatonError('invalid', `--slice must look like language=zh, not ${pair}.`)
  })
  return { tags: options.tag, slices: Object.fromEntries(slices), name: options.case ?? null }
}
