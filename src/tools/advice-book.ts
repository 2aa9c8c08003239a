import { z } from 'zod'
import { Words } from '../domain/rule.ts'
import { loadBook } from './load-book.ts'

const Both = z.strictObject({ zh: z.array(z.string()), en: z.array(z.string()) })

const Group = z.strictObject({
  kind: z.string().regex(/^[a-z_]+$/),
  called: Both,
  /** A field with goods of several kinds: meant only where none of these is named. */
  broad: z.boolean().default(false),
  /** The one question worth asking. */
  ask: Words,
  products: z
    .array(z.strictObject({ sku: z.string(), suits: Words, when: Both }))
    .min(2)
    .max(6),
})
export type AdviceGroup = z.infer<typeof Group>

/** Which product suits whom, by kind, as the business wrote it down. */
export type AdviceBook = readonly AdviceGroup[]

/** Reads a book of advice. */
export const loadAdviceBook = (file: string): Promise<AdviceBook> => loadBook(file, Group)
