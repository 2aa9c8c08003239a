import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { BatonError } from '../../domain/error.ts'
import type { IntentName } from '../../domain/intent.ts'
import { type Reading, RiskTag } from '../../domain/reading.ts'
import { createConceptMatcher, loadLexicon } from '../recogniser/concepts.ts'
import type { Danger } from './danger.ts'

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

/** What was read, with the risks that the signs and the learned lines add to it and without those they undo. */
export function withSigns<Read extends Pick<Reading, 'intents' | 'risks'>>(
  read: Read,
  { signs, danger }: { signs: ReadonlySet<Signal>; danger: Danger },
): Read {
  const choosing = read.intents.some(
    ({ name, probability }) => beforeBuying.has(name) && probability > sureOfChoosing,
  )
  const told = RiskTag.options.filter(
    (tag) => signs.has(tag) || read.risks.includes(tag) || tag === danger.told,
  )
  const harmless = choosing || danger.harmless
  return { ...read, risks: harmless ? told.filter((tag) => tag === 'self_harm') : told }
}
