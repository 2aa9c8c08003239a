import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { BatonError } from '../domain/error.ts'

/** Reads a list that the business keeps as YAML. Throws `invalid` naming the field at fault. A file that is not there is an empty list. */
export async function loadBook<Entry extends z.ZodType>(
  file: string,
  entry: Entry,
): Promise<z.infer<Entry>[]> {
  const source = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]'
    throw error
  })
  const parsed = z.array(entry).safeParse(read(file, source))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.') || 'the file'
  throw new BatonError('invalid', `${file}: ${field}: ${issue?.message ?? 'does not fit'}`)
}

function read(file: string, source: string): unknown {
  try {
    return parse(source)
  } catch (error) {
    throw new BatonError('invalid', `${file} is no YAML: ${String(error)}`, { cause: error })
  }
}
