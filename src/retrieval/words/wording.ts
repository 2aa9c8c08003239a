import { keepNewest } from '../../platform/keep-newest.ts'
import { analysePieces, isCjk, piecesOf, type Token, tokensOf } from './analyse.ts'
import { keyOfWords, type Lexicon, type Phrase, phraseKey } from './lexicon.ts'
import { type Name, namesIn } from './names.ts'
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
  /** The keys of all its names, and of the words of its own. */
  keys: readonly string[]
}

/** Longer queries are cut here; whatever decides a question stands well before. */
const maxQueryLength = 8000

/** A question is read several times in a turn, to find and to answer, so the last ones are remembered. */
const mostRemembered = 32
/** The words of one question come again in others. Chinese has no end of them, and a long one is none. */
const mostWords = 20_000
const longestWord = 40

interface Remembered {
  wordings: Map<string, Wording>
  words: Map<string, WordedName>
}
const remembered = new WeakMap<Lexicon, Remembered>()

/** Reads the words of a query of any length. Never throws. */
export function wordingOf(query: string, lexicon: Lexicon): Wording {
  const text = query.slice(0, maxQueryLength)
  let known = remembered.get(lexicon)
  if (!known) {
    known = { wordings: new Map<string, Wording>(), words: new Map<string, WordedName>() }
    remembered.set(lexicon, known)
  }
  const before = known.wordings.get(text)
  if (before) return before
  return keepNewest(known.wordings, text, readWording(text, lexicon, known.words), mostRemembered)
}

function readWording(text: string, lexicon: Lexicon, words: Map<string, WordedName>): Wording {
  const pieces = piecesOf(text)
  const named = new Set<string>()
  const names: WordedName[] = []
  for (const name of namesIn(pieces, lexicon)) {
    const worded = words.get(name.text) ?? wordName(name, lexicon)
    names.push(worded)
    for (let i = 0; i < worded.keys.length; i++) named.add(worded.keys[i] ?? '')
    if (worded.chinese || name.text.length > longestWord) continue
    if (words.size >= mostWords) words.clear()
    words.set(name.text, worded)
  }
  return {
    text,
    pieces,
    tokens: analysePieces(pieces),
    names,
    chinese: pieces.some(isCjk),
    named,
  }
}

function wordName({ text, known }: Name, lexicon: Lexicon): WordedName {
  const pieces = text.split(' ')
  const chinese = isCjk(text)
  const key = chinese ? phraseKey(text) : keyOfWords(pieces)
  const others = known ? lexicon.others(text) : []
  const plainly = pieces.length === 1 ? tokensOf(text, '') : analysePieces(pieces)
  return {
    text,
    chinese,
    carrier: isCarrier(text),
    own: known ? tellingTerms(text, plainly) : plainly,
    plainly,
    others,
    keys: [...new Set([key, ...key.split(' '), ...others.map((other) => other.key)])],
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
