import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { BatonError } from '../domain/error.ts'
import type { IntentName } from '../domain/intent.ts'
import { type Reading, RiskTag } from '../domain/reading.ts'
import { createConceptMatcher, loadLexicon } from './concepts.ts'
import { readHumanRequest } from './human-request.ts'
import type { DangerReader } from './danger.ts'
import type { PersonReader } from './person.ts'

/** What a sign is one of: a risk, or the wish for a person. */
const Signal = z.enum([...RiskTag.options, 'human'])
export type Signal = z.infer<typeof Signal>

const SignFile = z.partialRecord(Signal, z.array(z.string().min(1)))

/** Families that must stand together, those that must not stand beside them, and whether a supposition is none. */
interface Sign {
  readonly signal: Signal
  readonly together: readonly number[]
  readonly never: readonly number[]
}

const sentences = /(?<=[。!?！？;；\n…]|[.]\s)/
/** What somebody cannot bear at any time is told before they buy, not of what has happened. */
const standing = /对[^,。!?]{1,8}过敏(?!了)|\ballergic to \w+/g
const clauses = /[,，、。!?！？;；\n]|[.]\s/

/**
 * Reads signs by families of words that stand together in a sentence: who and what happened to them, or what is owed and
 * who will hear of it. Words for each part may be combined in ways that nobody wrote down.
 */
export type SignReader = (folded: string) => ReadonlySet<Signal>

/** The signs that come with the product. Throws `invalid` naming the sign whose family is not known. */
export function createSignReader(folder = import.meta.dirname): SignReader {
  const lexicon = loadLexicon(join(folder, 'families'))
  const match = createConceptMatcher(lexicon)
  const numberOf = (name: string, sign: string): number => {
    const number = lexicon.names.indexOf(name)
    if (number < 0)
      throw new BatonError('invalid', `signs.yaml: “${sign}”: there is no family “${name}”.`)
    return number
  }
  const supposing = ['supposing', 'goods_words'].map((name) => numberOf(name, '~'))
  const file = SignFile.parse(parse(readFileSync(join(folder, 'signs.yaml'), 'utf8')))
  const signs = Signal.options.flatMap((signal) =>
    (file[signal] ?? []).map((line): Sign => {
      const names = line.split(/[\s+]+/).filter((name) => name !== '')
      return {
        signal,
        together: names.filter((name) => /^\w/.test(name)).map((name) => numberOf(name, line)),
        never: names.flatMap((name) =>
          name === '~' ? supposing : name.startsWith('!') ? [numberOf(name.slice(1), line)] : [],
        ),
      }
    }),
  )
  const familiesIn = (text: string): Set<number> => {
    const found = new Set<number>()
    match(text, (family) => found.add(family))
    return found
  }
  const holds = ({ together, never }: Sign, families: ReadonlySet<number>): boolean =>
    together.every((family) => families.has(family)) &&
    !never.some((family) => families.has(family))

  return (folded) => {
    const found = new Set<Signal>()
    const text = folded.replace(/['’`]/g, '').replace(standing, ' ')
    // What is not in the whole is in no sentence of it: most messages are done here.
    const anywhere = familiesIn(text)
    if (!signs.some(({ together }) => together.every((family) => anywhere.has(family))))
      return found
    for (const sentence of text.split(sentences)) {
      const whole = familiesIn(sentence)
      const possible = signs.filter(({ together }) => together.every((family) => whole.has(family)))
      if (possible.length === 0) continue
      // What one clause supposes does not undo what another tells.
      const parts = sentence.split(clauses).map(familiesIn)
      for (const sign of possible) {
        const telling = parts.filter((part) => !sign.never.some((family) => part.has(family)))
        if (holds({ ...sign, never: [] }, new Set(telling.flatMap((part) => [...part]))))
          found.add(sign.signal)
      }
    }
    return found
  }
}

/** Whoever asks of goods speaks of what might be: a single word of danger is none then, only what is told in full. */
const beforeBuying = new Set<IntentName>([
  'product_info',
  'product_recommendation',
  'product_comparison',
  'product_stock',
  'price_inquiry',
  'bulk_quote',
  'place_order',
])
const sureOfChoosing = 0.8

/** How sure a wish for a person is that only the families or the learned lines tell. */
const sureOfPerson = 0.6
/** Learned lines alone tell it above this, and undo what is said in so many words above `spokenOf`; words of the families do unless the lines speak this clearly against them. */
const learned = { alone: 0.1, against: -0.9, spokenOf: 0.1, againstPlain: -1.5 }

/** A greeting, thanks or a goodbye read this surely, and nothing else, asks for nobody, whatever stands beside it: 「你好 0」. */
const sureOfCourtesy = 0.95
const isBareCourtesy = ({ intents: [top, ...others] }: Pick<Reading, 'intents'>): boolean =>
  top !== undefined &&
  others.length === 0 &&
  ['greeting', 'thanks', 'goodbye'].includes(top.name) &&
  top.probability >= sureOfCourtesy

/** What is heard beside the intents, by families of words and by learned lines. */
interface Heard {
  readonly signs: ReadonlySet<Signal>
  readonly readPerson: PersonReader
  readonly readDanger: DangerReader
}

/** What was read, with what the signs and the learned lines add to it. */
export function withSigns<Read extends Pick<Reading, 'intents' | 'outOfScope' | 'risks'>>(
  read: Read,
  folded: string,
  { signs, readPerson, readDanger }: Heard,
): Read {
  const choosing = read.intents.some(
    ({ name, probability }) => beforeBuying.has(name) && probability > sureOfChoosing,
  )
  const danger = readDanger(folded)
  const told = RiskTag.options.filter(
    (tag) => signs.has(tag) || read.risks.includes(tag) || tag === danger.told,
  )
  const harmless = choosing || danger.harmless
  const risks = harmless ? told.filter((tag) => tag === 'self_harm') : told
  return { ...withPerson(read, folded, { signs, readPerson }), risks }
}

/** What was read, with the wish for a person where it was not, or without where it was only guessed. */
function withPerson<Read extends Pick<Reading, 'intents' | 'outOfScope'>>(
  read: Read,
  folded: string,
  { signs, readPerson }: Pick<Heard, 'signs' | 'readPerson'>,
): Read {
  const known = read.intents.find(({ name }) => name === 'human_request')?.probability ?? 0
  const { asked, spokenOf } = readPerson(folded)
  const others = read.intents.filter(({ name }) => name !== 'human_request')
  const doubted =
    known < sureOfPerson
      ? asked < learned.against
      : asked < learned.againstPlain && spokenOf > learned.spokenOf
  if (known > 0 && doubted && others.length > 0) return { ...read, intents: others }
  if (known >= sureOfPerson) return read
  const said = signs.has('human')
    ? asked > learned.against
    : asked > learned.alone && !isBareCourtesy(read)
  if (!said || readHumanRequest(folded) === 'mentioned') return read
  const wish = { name: 'human_request' as const, probability: sureOfPerson }
  return {
    ...read,
    outOfScope: false,
    intents: [wish, ...others.filter(({ name }) => name !== 'out_of_scope').slice(0, 3)],
  }
}
