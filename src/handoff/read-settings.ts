import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { BatonError } from '../domain/error.ts'

/**
 * Reads a settings file in JSON.
 * @throws BatonError `not_found`; `invalid`, naming the file and every field at fault.
 */
export async function readSettings<S extends z.ZodType>(
  path: string,
  what: string,
  schema: S,
): Promise<z.infer<S>> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new BatonError('not_found', `The ${what} settings ${path} cannot be read.`, { cause })
  })
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (cause) {
    throw new BatonError('invalid', `${path} is not JSON.`, { cause })
  }
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(
    (issue) =>
      `  ${issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'the file')}: ${issue.message}`,
  )
  throw new BatonError(
    'invalid',
    `${path} has ${faults.length === 1 ? 'a fault' : 'faults'}:\n${faults.join('\n')}`,
    { field: parsed.error.issues[0]?.path.join('.') ?? '' },
  )
}
