import { z } from 'zod'
import { LabelledLead, turnsOf } from '../../../src/leads/evaluation.ts'
import type { Task } from '../task.ts'
import { traceOf } from '../trace.ts'

const Input = z.strictObject({
  turns: LabelledLead.shape.turns,
  /** The day to which dates in it are relative. */
  today: z.coerce.date(),
})

/** What is read of a lead in a dialogue: seven facts, how far they are verified, the grade. */
export const lead = {
  name: 'lead',
  input: Input,
  async open() {
    const [
      { readLead },
      { gradeLead },
      { createEntityReader },
      { defaultProducts },
      { createWishedGoodsSpotter },
    ] = await Promise.all([
      import('../../../src/leads/read-lead.ts'),
      import('../../../src/leads/grade.ts'),
      import('../../../src/understanding/entities.ts'),
      import('../../../src/understanding/entities/products.ts'),
      import('../../../src/understanding/recogniser/goods.ts'),
    ])
    const readEntities = createEntityReader(defaultProducts)
    const goodsIn = createWishedGoodsSpotter()
    const catalogue = defaultProducts.map((name) => name.toLowerCase())
    return {
      perform({ turns, today }) {
        const said = turnsOf(turns, today, { readEntities, goodsIn })
        const read = readLead(said, { today })
        const words = said.filter(({ from }) => from === 'customer')
        const { grade } = gradeLead(read, words, { today, catalogue })
        const facts = Object.fromEntries(
          Object.entries(read.facts).map(([name, { normalised }]) => [name, normalised]),
        )
        return Promise.resolve({
          trace: traceOf({
            turns: turns.length,
            messages: turns.map(({ from, text }, i) => ({
              author: from,
              text,
              turn: i + 1,
              performer: null,
              citations: [],
            })),
            lead: { facts, level: read.level, grade, today: today.toISOString() },
          }),
        })
      },
      close: () => Promise.resolve(),
    }
  },
} satisfies Task<typeof Input>
