import { z } from 'zod'
import type { Task } from '../task.ts'
import { traceOf } from '../trace.ts'

const Input = z.strictObject({
  text: z.string().min(1),
  /** Earlier messages of the same customer, oldest first. */
  previous: z.array(z.string()).optional(),
  now: z.coerce.date().optional(),
})

/** What is read in one message: intents, language, sentiment, entities. */
export const reading = {
  name: 'reading',
  input: Input,
  async open({ candidate, cacheFolder }) {
    const { createReader } = await import('../../../src/understanding/reader.ts')
    const reader = createReader({ trainingFolder: candidate.trainingFolder, cacheFolder })
    return {
      perform({ text, previous, now }) {
        const read = reader.read(text, { ...(previous && { previous }), ...(now && { now }) })
        return Promise.resolve({ trace: traceOf({ readings: [read] }) })
      },
      close: () => Promise.resolve(),
    }
  },
} satisfies Task<typeof Input>
