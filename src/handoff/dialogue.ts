import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { BatonError } from '../domain/error.ts'
import { HandoffReason } from '../domain/handoff.ts'

/** Who speaks, by our words and by those that other people's data have. */
const From = z
  .enum(['customer', 'agent', 'operator', 'user', 'assistant', 'bot'])
  .transform((name): 'customer' | 'agent' | 'operator' =>
    name === 'user' ? 'customer' : name === 'assistant' || name === 'bot' ? 'agent' : name,
  )

/** Failures of tools in a row: one number for one tool, numbers by name, or each failure by its tool's name. */
const ToolFailures = z
  .union([
    z.int().min(0).max(1000),
    z.record(z.string(), z.int().min(0).max(1000)),
    z.array(z.union([z.string(), z.looseObject({ tool: z.string() })])).max(1000),
  ])
  .transform((given): Record<string, number> => {
    if (typeof given === 'number') return given === 0 ? {} : { tool: given }
    if (!Array.isArray(given)) return given
    const counts: Record<string, number> = {}
    for (const one of given) {
      const name = typeof one === 'string' ? one : one.tool
      counts[name] = (counts[name] ?? 0) + 1
    }
    return counts
  })

/** What is known besides the words. */
const Context = z.looseObject({
  vip: z.boolean().nullish(),
  online: z.union([z.boolean(), z.int().min(0)]).nullish(),
  toolFailures: ToolFailures.nullish(),
  customer: z.unknown().optional(),
  now: z.coerce.date().nullish(),
})

/** A dialogue with its judgement: whether the baton should have passed by its end, and why. */
export const JudgedDialogue = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  turns: z.array(z.object({ from: From, text: z.string() })).min(1),
  handoff: z.boolean(),
  reason: HandoffReason.nullish(),
  context: Context.nullish(),
})
export type JudgedDialogue = z.infer<typeof JudgedDialogue>

/** Reads judged dialogues. @throws BatonError `not_found`; `invalid`, naming file, line and field. */
export async function loadDialogues(path: string): Promise<JudgedDialogue[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new BatonError('not_found', `The dialogues file ${path} cannot be read.`, { cause })
  })
  const dialogues = text
    .replace(/^\ufeff/, '')
    .split('\n')
    .flatMap((line, i) => (line.trim() === '' ? [] : [readLine(line, `${path}:${i + 1}`)]))
  if (dialogues.length === 0) throw new BatonError('invalid', `${path} holds no dialogues.`)
  return dialogues
}

function readLine(line: string, place: string): JudgedDialogue {
  let given: unknown
  try {
    given = JSON.parse(line)
  } catch (cause) {
    throw new BatonError('invalid', `${place}: is not JSON.`, { cause })
  }
  const parsed = JudgedDialogue.safeParse(given)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(
    ({ path, message }) => `${path.length > 0 ? path.join('.') : 'the line'}: ${message}`,
  )
  throw new BatonError('invalid', `${place}: ${faults.join('; ')}`, {
    field: parsed.error.issues[0]?.path.join('.') ?? '',
  })
}
