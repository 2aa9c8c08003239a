import { keepNewest } from '../platform/keep-newest.ts'
import { analysePieces, isCjk, piecesOf, type Token } from './analyse.ts'
import { type Lexicon, type Phrase, phraseKey } from './lexicon.ts'
import { namesIn } from './names.ts'
import { carrierWords } from './stopwords.ts'

/** A query in its words, before it is known which of them an index has. */
export interface Wording {
  text: string
  pieces: readonly string[]
  tokens: readonly Token[]
  names: readonly WordedName[]
  chinese: boolean
  /** The keys of all that it names, under every name the lexicon has for it, model numbers too. */
  named: ReadonlySet<string>
}

/** One thing that it names. */
export interface WordedName {
  text: string
  chinese: boolean
  /** Whether a passage need not say it to answer. */
  carrier: boolean
  /** Its terms; of a phrase that the lexicon knows only the telling ones. */
  own: readonly Token[]
  /** All of its terms. */
  plainly: readonly Token[]
  /** What else it is called. */
  others: readonly Phrase[]
}

/** Longer queries are cut here; whatever decides a question stands well before. */
const maxQueryLength = 8000

/** A question is read several times in a turn, to find and to answer, so the last ones are remembered. */
const remembered = new WeakMap<Lexicon, Map<string, Wording>>()
const mostRemembered = 32

/** Reads the words of a query of any length. Never throws. */
export function wordingOf(query: string, lexicon: Lexicon): Wording {
  const text = query.slice(0, maxQueryLength)
  let known = remembered.get(lexicon)
  if (!known) remembered.set(lexicon, (known = new Map<string, Wording>()))
  const before = known.get(text)
  if (before) return before
  return keepNewest(known, text, readWording(text, lexicon), mostRemembered)
}

function readWording(text: string, lexicon: Lexicon): Wording {
  const pieces = piecesOf(text)
  const named = new Set<string>()
  const names = namesIn(pieces, lexicon).map(({ text: name, known }): WordedName => {
    const key = phraseKey(name)
    const others = known ? lexicon.others(name) : []
    for (const one of [key, ...key.split(' '), ...others.map((other) => other.key)]) named.add(one)
    const plainly = analysePieces(name.split(' '))
    return {
      text: name,
      chinese: isCjk(name),
      carrier: isCarrier(name),
      own: known ? tellingTerms(name, plainly) : plainly,
      plainly,
      others,
    }
  })
  return {
    text,
    pieces,
    tokens: analysePieces(pieces),
    names,
    chinese: pieces.some(isCjk),
    named,
  }
}

/** Of a known phrase, "how long to return", what a passage would say of it: not that the question asks how long. */
function tellingTerms(phrase: string, all: readonly Token[]): readonly Token[] {
  const telling = phrase.split(' ').filter((piece) => isCjk(piece) || !isAsking(piece))
  return telling.length > 0 ? analysePieces(telling) : all
}

const asking = /^(?:how|long|many|much|days?|hours?|weeks?|soon|fast|take|takes)$/

const isAsking = (piece: string) => asking.test(piece) || carrierWords.has(piece)

const countWord = /^[一二三四五六七八九十百千万两半几]+[天年月周个次台块件套双辆根条张份位款种多]?$/

/** Words of a question that a passage need not say to answer it, numbers in Chinese words among them. */
function isCarrier(text: string): boolean {
  return carrierWords.has(text) || countWord.test(text)
}
