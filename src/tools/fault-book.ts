import { plain, spoken } from '../domain/plain-text.ts'
import { z } from 'zod'
import { Words } from '../domain/rule.ts'
import { loadBook } from './load-book.ts'

const Both = z.strictObject({ zh: z.array(z.string()), en: z.array(z.string()) })
/** Cause, then steps. */
const Told = z.tuple([z.string().min(1), z.string().min(1)])

const Fault = z
  .strictObject({
    code: z
      .string()
      .regex(/^E\d\d$/)
      .optional(),
    /** Words by which people tell of it. */
    signs: Both.optional(),
    only: z.array(z.string()).optional(),
    /** `self`: the steps settle it; `stays`: repair when it stays; `now`: repair without trying further. */
    repair: z.enum(['self', 'stays', 'now']),
    zh: Told,
    en: Told,
    article: Words.optional(),
  })
  .refine(({ code, signs }) => (code === undefined) !== (signs === undefined), {
    message: 'a fault has a code or signs, and not both',
  })

const Family = z.strictObject({
  family: z.string().regex(/^[a-z_]+$/),
  name: Words,
  called: Both,
  models: z.array(z.string()).min(1),
  article: Words,
  /** How its goods are repaired. */
  way: z.enum(['mail', 'store', 'collect', 'electrician']),
  /** When to stop using it. */
  stop: Words.optional(),
  faults: z.array(Fault).min(1),
})
type Family = z.infer<typeof Family>
type Fault = z.infer<typeof Fault>

/** What devices can have, by family, as the business wrote it down. */
export type FaultBook = readonly Family[]

/** Reads a fault book. */
export const loadFaultBook = (file: string): Promise<FaultBook> => loadBook(file, Family)

const bare = (text: string) => plain(text).replaceAll(/[\s\-_·]/g, '')

/** Smoke, fire, a swollen or leaking battery, electricity: nothing to try, only to stop. White smoke of a fryer is fat, and a stove that will not light is no fire. */
const danger =
  /(?<![白防不没])(?:冒烟|冒黑烟|着火|起火|自燃|鼓包|鼓起来|鼓胀|漏液|烧焦|焦味|焦糊|糊味|嘶嘶|漏电|触电|电到|煤气味|燃气味|气罐漏|漏燃气|漏煤气|闻到气|冒火花|打火花|火花|爆炸|冒火)|(?<!white )\bsmok(?:e|ing)\b|\b(?:caught|on) fire\b|\bburn(?:ing|t)? (?:smell|plastic)|smells? (?:of burning|burnt|like burning)|\bswollen\b|\bbulging\b|\bhissing\b|\bsparks?\b|\bsparking\b|electric shock|shocked me|(?:battery|it)(?: is|'s)? leaking fluid|\bsmell(?:s|ing)? (?:of )?gas\b|\bgas (?:leak|smell)|\bleak(?:s|ing)? gas\b/

/** Whether words tell of something that may hurt somebody. */
export const tellsDanger = (text: string): boolean => danger.test(plain(text))

/** How often a lamp flashes, which is how a fryer without a screen shows its code. */
function flashes(text: string): string | null {
  const numerals = '一二三四五六'
  const words = ['one', 'two', 'three', 'four', 'five', 'six']
  const [, count] =
    /闪(?:了|烁)?\s*([1-6一二两三四五六])\s*[下次]/.exec(text) ??
    /\b(?:flash\w*|blink\w*) ([1-6]|one|two|three|four|five|six|twice|once)\b/.exec(text) ??
    []
  if (count === undefined) return null
  const special = { 两: 2, twice: 2, once: 1 }[count]
  const place =
    special ??
    (/\d/.test(count)
      ? Number(count)
      : (numerals.includes(count) ? numerals.indexOf(count) : words.indexOf(count)) + 1)
  return `E0${place}`
}

/** An error code as people write it → `E07`; null when there is none. */
export function codeIn(text: string): string | null {
  const folded = plain(text)
  const [, digits] =
    /(?<![a-z\d-])e[\s-]?(0?\d|1[0-2])(?![\d-])/.exec(folded) ??
    /\berror(?: code)?[\s:#]*(\d{1,2})(?![\d-])/.exec(folded) ??
    []
  return digits === undefined ? flashes(folded) : `E${digits.padStart(2, '0')}`
}

const longestIn = (text: string, words: readonly string[]) =>
  Math.max(0, ...words.filter((word) => text.includes(plain(word))).map(({ length }) => length))

/** "Back to its dock" is "back to the dock". */
const withoutOwner = (text: string) =>
  text.replaceAll(/\b(?:its|my|our|your|their|this|that)\b/g, 'the')

/** The models of a family that a text names, the longest name where one is in another. */
function modelsIn(text: string, models: readonly string[]): string[] {
  const written = bare(text)
  const named = models.filter((model) => written.includes(bare(model)))
  return named.filter(
    (model) => !named.some((other) => other !== model && bare(other).includes(bare(model))),
  )
}

/** The family that a text is about: by its own name on the first line, by a model, or else by what people call it. */
export function familyIn(book: FaultBook, text: string): Family | null {
  const folded = plain(text)
  const chosen = book.find(({ family }) => folded.startsWith(`${family}\n`))
  if (chosen) return chosen
  const fit = book.map((family) => {
    const [model] = modelsIn(text, family.models)
    return model
      ? 100 + model.length
      : longestIn(folded, [...family.called.zh, ...family.called.en])
  })
  const best = Math.max(0, ...fit)
  return best === 0 ? null : (book[fit.indexOf(best)] ?? null)
}

/** The fault of a family that a text tells of: by its code, or else by the longest sign. */
export function faultIn(
  { faults, models }: Family,
  text: string,
  code: string | null,
): Fault | null {
  const named = modelsIn(text, models)
  const fits = ({ only }: Fault) =>
    only === undefined || named.length === 0 || named.some((model) => only.includes(model))
  if (code !== null) return faults.find((fault) => fault.code === code && fits(fault)) ?? null
  const folded = withoutOwner(spoken(text))
  const fit = faults.map(({ signs }) =>
    longestIn(folded, [...(signs?.zh ?? []), ...(signs?.en ?? []).map(withoutOwner)]),
  )
  const best = Math.max(0, ...fit)
  return best === 0 ? null : (faults[fit.indexOf(best)] ?? null)
}
