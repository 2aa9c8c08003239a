import { look, type View } from './shop-model-view.ts'
import type { ChatRequest } from './openai-request.ts'

/** A playbook as the prompt has it. */
interface Procedure {
  title: string
  /** Facts to collect, in order, each with the words to ask in. */
  asks: { name: string; words: string }[]
  /** How things are said, by key. */
  says: ReadonlyMap<string, string>
}

/** What a model reads in a request: the customer's words, results of this turn, and the prompt's own sections. */
export interface Task extends View {
  procedures: readonly Procedure[]
  /** Facts of open wishes, by name. */
  facts: ReadonlyMap<string, string>
  /** Tools that were carried out in this conversation, with their arguments. */
  done: readonly { tool: string; args: string }[]
  /** What became of the last consent question. */
  consent: { tool: string; was: 'given' | 'declined' | 'void' } | null
  signedIn: boolean
  proven: readonly string[]
  proofFailed: boolean
  /** Tries at a proof are used up. */
  locked: boolean
}

const section = (system: string, title: string): string =>
  new RegExp(`^# ${title}[^\\n]*\\n([\\s\\S]*?)(?=^# |$(?![\\s\\S]))`, 'm').exec(system)?.[1] ?? ''

function proceduresIn(system: string): Procedure[] {
  return section(system, 'Playbooks')
    .split(/^## /m)
    .slice(1)
    .map((text) => {
      const [title = ''] = text.split('\n')
      const listed = (after: string): [string, string][] => {
        const [, list = ''] = new RegExp(`${after}[^\\n]*:\\n((?:- [^\\n]*\\n?)+)`).exec(text) ?? []
        return [...list.matchAll(/^- (\w+)[^:;\n]*(?:; ask like)?: (.*)$/gm)].map((it) => [
          it[1] ?? '',
          it[2] ?? '',
        ])
      }
      return {
        title,
        asks: listed('Facts to collect').map(([name, words]) => ({ name, words })),
        says: new Map(listed('How such things are said here')),
      }
    })
}

/** Reads a request as an attentive model would: all of the prompt, and nothing but the request. */
export function readTask(request: ChatRequest): Task {
  const view = look(request)
  const { system } = view
  const known = section(system, 'What is known')
  const [, given, declined, asked] =
    /The customer (?:agreed to (\w+); the system|declined (\w+)\.|was asked about (\w+) and did not)/.exec(
      known,
    ) ?? []
  const wishes =
    /<<data>>\n((?:(?!<<end)[\s\S])*wish \([\s\S]*?)\n<<end of data>>/.exec(known)?.[1] ?? ''
  return {
    ...view,
    locale: /Answer in Simplified Chinese/.test(system) ? 'zh' : 'en',
    procedures: proceduresIn(system),
    facts: new Map([...wishes.matchAll(/^(\w+): (.+)$/gm)].map((it) => [it[1] ?? '', it[2] ?? ''])),
    done: [...known.matchAll(/Already done, do not repeat: (\w+) with\n<<data>>\n(.*)\n/g)].map(
      (it) => ({ tool: it[1] ?? '', args: it[2] ?? '' }),
    ),
    consent: given
      ? { tool: given, was: 'given' }
      : declined
        ? { tool: declined, was: 'declined' }
        : asked
          ? { tool: asked, was: 'void' }
          : null,
    signedIn: /The customer is signed in/.test(known),
    proven: /Orders proven to be theirs: ([^.\n]+)/.exec(known)?.[1]?.split(', ') ?? [],
    proofFailed: /did not match/.test(known),
    locked: /Too many proofs were wrong/.test(known),
  }
}
