import { z } from 'zod'
import { createReader } from '../../../src/understanding/reader.ts'
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
  open({ candidate, cacheFolder }) {
    const reader = createReader({ trainingFolder: candidate.trainingFolder, cacheFolder })
    return Promise.resolve({
      perform({ text, previous, now }) {
        const read = reader.read(text, { ...(previous && { previous }), ...(now && { now }) })
        return Promise.resolve({ trace: traceOf({ readings: [read] }) })
      },
      close: () => Promise.resolve(),
    })
  },
} satisfies Task<typeof Input>
