import { z } from 'zod'
import type { Citation } from '../../domain/message.ts'

/** What `search_knowledge` puts into the data of its result. */
const Found = z.object({
  passages: z.array(
    z.object({ id: z.string(), articleId: z.string(), heading: z.string(), version: z.string() }),
  ),
})

const id = String.raw`[\p{L}\p{N}._:-]+#\d+`
const marker = new RegExp(String.raw`\s?[[【]\s*(${id}(?:\s*[,，;；、]\s*${id})*)\s*[\]】]`, 'gu')

/** The text without its citation markers, `[kb-zh-011#2]`. */
export const withoutCitations = (text: string) => text.replace(marker, '')

/** The passages that searches of this turn returned: only they can be cited. */
export class Passages {
  readonly #found = new Map<string, Citation>()

  /** Whether there was a search and none found anything. */
  foundNothing = false

  /** Notes what a search returned; anything else is ignored. */
  note(data: unknown) {
    const found = Found.safeParse(data).data
    if (!found) return
    for (const { id, articleId, heading, version } of found.passages) {
      this.#found.set(id, { articleId, passageId: id, heading, version })
    }
    this.foundNothing = this.#found.size === 0
  }

  /** The citations that a text's markers name, each once, in order; made-up ids are left out. */
  citedIn(text: string): Citation[] {
    const ids = [...text.matchAll(marker)].flatMap((match) => (match[1] ?? '').split(/[,，;；、]/))
    const unique = new Set(ids.map((id) => id.trim()))
    return [...unique].flatMap((id) => this.#found.get(id) ?? [])
  }
}
