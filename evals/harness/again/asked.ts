import type { Knowledge } from '../../../src/retrieval/knowledge.ts'
import { hashOf } from '../case.ts'

/** Something that was asked of the knowledge base, when, and a hash of what it said; last in which edition of the articles. */
export type Asked = { came: string; edition: number } & (
  | { kind: 'ask'; at: Date; put: Parameters<Knowledge['ask']> }
  | { kind: 'cite'; put: Parameters<Knowledge['cite']> }
)

/** The knowledge base, with what it is asked written down. */
export const listened = (
  knowledge: Knowledge,
  { clock, edition }: { clock: () => Date; edition: () => number },
  note: (asked: Asked) => void,
): Knowledge => ({
  ...knowledge,
  async ask(...put) {
    const at = clock()
    const found = await knowledge.ask(...put)
    note({ kind: 'ask', at, put, edition: edition(), came: hashOf(JSON.stringify(found)) })
    return found
  },
  cite(...put) {
    const citation = knowledge.cite(...put)
    note({ kind: 'cite', put, edition: edition(), came: hashOf(JSON.stringify(citation)) })
    return citation
  },
})

/** Whether the knowledge base says in this edition what it said then. */
export async function saysTheSame(
  knowledge: Knowledge,
  asked: readonly Asked[],
  { edition, setClock }: { edition: number; setClock: (at: Date) => void },
): Promise<boolean> {
  for (const it of asked) {
    if (it.edition === edition) continue
    if (it.kind === 'ask') setClock(it.at)
    const now = it.kind === 'ask' ? await knowledge.ask(...it.put) : knowledge.cite(...it.put)
    if (hashOf(JSON.stringify(now)) !== it.came) return false
    it.edition = edition
  }
  return true
}
