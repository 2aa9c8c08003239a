import { ambiguousNames, familyNames, givenNames } from './names.ts'
import type { Span } from './span.ts'

/** Words with a capital, one after the other, with the small words that stand within names. */
const run =
  /(?<![\p{L}\p{N}@._/#&-])\p{Lu}[\p{L}'’-]*\.?(?:[ \t](?:(?:van|von|de|der|den|la|da|di|del|bin|al|ten|ter)[ \t]){0,2}\p{Lu}[\p{L}'’-]*\.?){0,5}/gu

const titled =
  /\b(?:[Mm]r|[Mm]rs|[Mm]s|[Mm]iss|[Dd]r|[Pp]rof(?:essor)?|Herr|Frau|Madame|Monsieur|Señora?|Signora?)\.?[ \t]+$/u

/** After these a word with a capital that is no common one is somebody. */
const announced =
  /(?:\b(?:named(?: him| her)?|(?:call|name) (?:him|her)|(?:'s|your|his|her|their) name is|under (?:the name(?: of)?|my \p{L}+['’]s name)|name['’]?s?(?: is|:)|(?:ask|asked|asking) for|speak (?:to|with)|spoke (?:to|with)|talked (?:to|with)|dear|uncle|aunt|cousin|regards,?|cheers,|sincerely,?)|\bit['’]?s under)[ \t\n]+$/iu

/** What begins with a capital in ordinary messages and goes on no name. */
const common = new Set(
  `i i'm i've i'd i'll the this that these those my your our his her their its it he she we they you a an and or but if so as at in on of for from to with by not no yes please thanks thank hi hello hey dear sorry order orders refund delivery customer service support team shop store voyager goods monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december today tomorrow yesterday when where what who why how can could would will should do does did is are was were have has had am street st road rd avenue ave lane ln drive dr court suite apt apartment unit box inc ltd llc corp corporation company group bank university school hospital hotel airport station north south east west new old great first last next one two visa mastercard paypal amazon ups dhl fedex email phone address name date website mr mrs ms miss mister prof attn re fyi ok okay best kind regards cheers sincerely english sir madam nda road street square avenue lane valley german french spanish italian chinese dutch`
    .trim()
    .split(/\s+/),
)

/** Given names that are also places or trades: alone they are nobody. */
const places = new Set(
  `victoria florence georgia chelsea madison austin logan aurora carolina virginia diana charlotte sydney jordan paris brittany chad israel kent lourdes santiago salvador troy vienna adelaide alberta orlando bruno max per till han jun guy iris ada alma amber jade kai dora ola les mona nele nuno sage asa mode may can art don ben`
    .trim()
    .split(/\s+/),
)

/** How family names end that hardly another word does. */
const familyEnding =
  /..(?:sson|dottir|ovic|evic|vich|owski|ewski|inski|czyk|ski|ska|cka|cki|ova|enko|idze|inen|yan|oglu|escu|qvist|strom|gaard)$/

/** Family names that are colours: Forest Green is nobody. */
const colours = /^(?:green|brown|gr[ae]y|white|black|silver)$/

/** Letters that hardly occur but in names, where the message is English or Chinese. */
const foreign = /[ăąćčďđęěğíįłńňőøřśşšťţůűýźžżåðþ]/iu

/** Names of persons by lists of names, their capitals and what stands around them, as written. */
export function findNamedPersons(text: string): Span[] {
  const spans: Span[] = []
  if (!/\p{Lu}/u.test(text)) return spans
  for (const { 0: words, index } of text.matchAll(run)) {
    for (const [from, to] of namesIn(words, text.slice(Math.max(0, index - 40), index))) {
      const value = words.slice(from, to)
      spans.push({ type: 'person', value, start: index + from, end: index + to })
    }
  }
  return spans
}

interface Word {
  readonly from: number
  readonly to: number
  /** In small letters without accents. */
  readonly plain: string
  readonly initial: boolean
  readonly foreign: boolean
}

/** Where in a run of capitalised words the names are. */
function namesIn(words: string, before: string): [number, number][] {
  const list = [...words.matchAll(/[^ \t]+/g)].map(({ 0: word, index }) => wordOf(word, index))
  const found: [number, number][] = []
  for (let i = 0; i < list.length; i++) {
    const end = endOfName(list, i, i === 0 ? before : words.slice(0, list[i]?.from))
    if (end === undefined) continue
    found.push([list[i]?.from ?? 0, list[end]?.to ?? 0])
    i = end
  }
  return found
}

function wordOf(word: string, from: number): Word {
  const bare = word.replace(/(?:['’]s)?['’.-]*$/u, '')
  const initial = /^\p{Lu}\.?$/u.test(word)
  const plain = bare.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return {
    from,
    to: from + (initial ? word : bare).length,
    plain: fold(plain),
    initial,
    foreign: foreign.test(word),
  }
}

const letters: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}
const fold = (plain: string): string =>
  plain.replace(/[øłđßæðþı]/g, (sign) => letters[sign] ?? sign)

/** The last word of the name that begins with word `i`, where one does. */
function endOfName(list: readonly Word[], i: number, before: string): number | undefined {
  const first = list[i]
  if (!first || first.initial || common.has(first.plain)) return undefined
  let end = i
  while (end - i < 3 && isName(list[end + 1])) end++
  while (end > i && list[end]?.initial) end--
  const last = list[end]?.plain ?? ''
  const more = end > i
  const known = givenNames.has(first.plain)
  if (more && known) return end
  const ending = familyEnding.test(last) && last.length > 5
  if (ending && !common.has(last)) return end
  const isFamily = more && familyNames.has(last)
  if (isFamily && (ambiguousNames.has(first.plain) || !colours.test(last))) return end
  if (more && (list[i + 1]?.initial || list.slice(i, end + 1).some((word) => word.foreign)))
    return end
  const shouted = first.plain.length > 3 || first.from === first.to
  if (titled.test(before) || (shouted && announced.test(before))) return end
  return !more && known && !places.has(first.plain) ? end : undefined
}

function isName(word: Word | undefined): boolean {
  return word !== undefined && !common.has(word.plain)
}
