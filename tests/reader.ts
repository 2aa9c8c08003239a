import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The project's own reader, trained once before all tests (`setup.ts`) and kept where every process finds it. */
export const testReader = {
  trainingFolder: join(import.meta.dirname, '..', 'training'),
  cacheFolder: join(tmpdir(), 'baton-test-cache'),
}
