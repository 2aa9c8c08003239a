import { z } from 'zod'
import { JudgedDialogue } from '../../../src/handoff/dialogue.ts'
import type { Task } from '../task.ts'
import { traceOf } from '../trace.ts'

/** A dialogue as it stands in a file; what people judged of it is for expectations. */
const Input = z.strictObject({
  turns: JudgedDialogue.shape.turns,
  context: JudgedDialogue.shape.context,
})

/** Whether the rules would pass the baton in a dialogue that was had: our past words are replayed, none are made. */
export const handoff = {
  name: 'handoff',
  input: Input,
  async open({ candidate, cacheFolder }) {
    const [{ replay }, { createReader }, { readAnswer }] = await Promise.all([
      import('../../../src/handoff/replay.ts'),
      import('../../../src/understanding/reader.ts'),
      import('../../../src/understanding/answer.ts'),
    ])
    const reader = createReader({ trainingFolder: candidate.trainingFolder, cacheFolder })
    const deps = { reader, readAnswer, settings: candidate.settings }
    return {
      perform({ turns, context }) {
        const { handedOver } = replay({ id: 'case', turns, context, handoff: false }, deps)
        const trace = traceOf({
          turns: turns.length,
          messages: turns.map(({ from, text }, i) => ({
            author: from,
            text,
            turn: i + 1,
            performer: null,
            citations: [],
          })),
          holder: handedOver ? 'desk' : 'agent',
          handoff: handedOver ? { reason: handedOver.reason, turn: handedOver.turn + 1 } : null,
        })
        return Promise.resolve({ trace })
      },
      close: () => Promise.resolve(),
    }
  },
} satisfies Task<typeof Input>
