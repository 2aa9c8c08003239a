import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { BatonError } from '../../../src/domain/error.ts'
import { RetailStore } from './store.ts'
import { RetailTask } from './task.ts'

/** The benchmark's retail domain as it lies on the disk. */
export interface RetailData {
  store: RetailStore
  policy: string
  tasks: RetailTask[]
}

const parts = { store: 'db.json', policy: 'policy.md', tasks: 'tasks_train.json' }

/** Where the data lies within a folder of datasets; null where it is not. */
export function retailFolder(datasets: string): string | null {
  const folder = join(datasets, 'tau2/retail')
  return Object.values(parts).every((name) => existsSync(join(folder, name))) ? folder : null
}

function read<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  let raw: unknown
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new BatonError('invalid', `${file} cannot be read as JSON.`, { cause })
  }
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  throw new BatonError('invalid', `${file}: ${z.prettifyError(parsed.error)}`)
}

/** @throws BatonError `not_found` where the data is missing, `invalid` where it is not the benchmark's */
export function loadRetail(datasets: string): RetailData {
  const folder = retailFolder(datasets)
  if (folder === null) {
    throw new BatonError(
      'not_found',
      `τ²-bench retail is not in ${datasets}: BATON_DATASETS must name a folder with tau2/retail/{${Object.values(parts).join(',')}}.`,
    )
  }
  return {
    store: read(join(folder, parts.store), RetailStore),
    policy: readFileSync(join(folder, parts.policy), 'utf8'),
    tasks: read(join(folder, parts.tasks), z.array(RetailTask).min(1)),
  }
}
