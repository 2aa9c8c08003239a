import { plain } from '../../domain/plain-text.ts'
import { stemEnglish } from './stem.ts'
import { stopBigrams, stopCharacters, stopWords, tellingBigrams } from './stopwords.ts'

/** One thing to look up. Weight 1 is a whole word or code; its parts weigh less. */
export interface Token {
  term: string
  weight: number
}

/** The weight of a piece of a code ("45" of "AF-45D"), of a compound's piece, and of a single Chinese character. */
const partWeight = 0.5
const piecesWeight = 0.6
const characterWeight = 0.5

const cjk = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}'
const runs = new RegExp(`[${cjk}]+|[\\p{L}\\p{M}\\p{N}]+(?:[-./'’][\\p{L}\\p{M}\\p{N}]+)*`, 'gu')
const cjkRun = new RegExp(`^[${cjk}]`, 'u')
const cjkInside = new RegExp(`[${cjk}]+|[^${cjk}]+`, 'gu')

/** Plain text needs no Unicode tables, which are several times slower. */
const plainRuns = /[a-z0-9]+(?:[-./'][a-z0-9]+)*/g
const plainText = /^[\x00-\x7f]*$/

/** NFKC, lower case, simplified Chinese, no thousands separators, no accents on Latin letters. */
export function normalise(text: string): string {
  const straight = text.replace(/[‘’]/g, "'")
  if (plainText.test(straight)) return straight.toLowerCase().replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
  const folded = plain(straight).replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
  return /[\u00c0-\u024f]/.test(folded)
    ? folded
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .normalize('NFC')
    : folded
}

function addCjk(run: string, tokens: Token[]): void {
  const characters = Array.from(run)
  const [only] = characters
  if (characters.length === 1 && only !== undefined) {
    if (!stopCharacters.has(only)) tokens.push({ term: only, weight: 1 })
    return
  }
  for (let i = 0; i < characters.length; i++) {
    const one = characters[i] ?? ''
    const next = characters[i + 1]
    if (!stopCharacters.has(one)) tokens.push({ term: one, weight: characterWeight })
    if (next === undefined || stopBigrams.has(one + next)) continue
    const blurs = stopCharacters.has(one) || stopCharacters.has(next)
    if (blurs && !tellingBigrams.has(one + next)) continue
    tokens.push({ term: one + next, weight: 1 })
  }
}

/** A model number, error code, serial or amount: whole without its hyphens, then its pieces. */
function addCode(run: string, tokens: Token[]): void {
  const whole = run.replace(/[-/'’]/g, '')
  tokens.push({ term: whole, weight: 1 })
  const pieces = new Set(run.split(/[-./'’]/))
  for (const piece of run.match(/\d+|[^\d\-./'’]+/g) ?? []) pieces.add(piece)
  for (const piece of pieces) {
    const bare = piece.replace(/^0+(?=\d)/, '')
    if (bare !== whole && (bare.length > 1 || /\d/.test(bare)))
      tokens.push({ term: bare, weight: partWeight })
  }
  if (/^[a-z]0+\d+$/.test(whole))
    tokens.push({ term: whole.replace(/0+(?=\d)/, ''), weight: partWeight })
}

function addWord(run: string, tokens: Token[]): void {
  const word = run.replace(/['’]s$/, '').replace(/['’]/g, '')
  const pieces = word.split(/[-./]/)
  if (pieces.length === 1) {
    if (!stopWords.has(word)) tokens.push({ term: stemEnglish(word), weight: 1 })
    return
  }
  tokens.push({ term: stemEnglish(pieces.join('')), weight: 1 })
  for (const piece of pieces) {
    if (piece.length > 1 && !stopWords.has(piece))
      tokens.push({ term: stemEnglish(piece), weight: piecesWeight })
  }
}

/** "PS 1200E" is the code "PS-1200E" typed with a space. */
function addSpacedCode(before: string, run: string, tokens: Token[]): void {
  if (/^[a-z]{1,3}$/.test(before) && !stopWords.has(before) && /^\d+[a-z]?$/.test(run)) {
    tokens.push({ term: before + run, weight: partWeight })
  }
}

/** A text in pieces, normalised, in order: runs of Chinese, words, and codes. */
export function piecesOf(text: string): string[] {
  return piecesOfNormal(normalise(text))
}

/** The same of a text that is normalised already. */
export function piecesOfNormal(normal: string): string[] {
  if (plainText.test(normal)) return normal.match(plainRuns) ?? []
  const pieces: string[] = []
  for (const [run] of normal.matchAll(runs)) {
    if (cjkRun.test(run)) pieces.push(run)
    else pieces.push(...(run.match(cjkInside) ?? []))
  }
  return pieces
}

/** Whether a piece is Chinese (or Japanese, or Korean). */
export function isCjk(piece: string): boolean {
  return cjkRun.test(piece)
}

/**
 * The terms of a text, in order, the same for index and query: Chinese as character bigrams and single characters,
 * English as stems, codes whole and in pieces. Function words are left out. Linear in the text.
 */
export function analyse(text: string): Token[] {
  return analysePieces(piecesOf(text))
}

/** The same of a text already in pieces. */
export function analysePieces(pieces: readonly string[]): Token[] {
  const tokens: Token[] = []
  let before = ''
  // By places: texts are long, and iterators cost more than the work itself before it is compiled.
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] ?? ''
    const own = tokensOf(piece, before)
    for (let j = 0; j < own.length; j++) {
      const token = own[j]
      if (token) tokens.push(token)
    }
    before = piece
  }
  return tokens
}

/** The stem of one word, or a code whole; null for a function word. */
export function stemOf(piece: string): string | null {
  return readPiece(piece).own[0]?.term ?? null
}

/** The terms of a piece that comes behind another. */
export function tokensOf(piece: string, before: string): readonly Token[] {
  const { code, own } = readPiece(piece)
  if (!code) return own
  const spaced: Token[] = []
  addSpacedCode(before, piece, spaced)
  return spaced.length > 0 ? [...spaced, ...own] : own
}

/** A piece as it reads by itself. */
interface ReadPiece {
  code: boolean
  own: readonly Token[]
}

/** Texts repeat their words, and queries those of texts; what one says is worked out once. */
const remembered = new Map<string, ReadPiece>()
const maxRemembered = 50_000
/** A run of Chinese is seldom met again, and a long word is none. */
const longestRemembered = 24

function readPiece(piece: string): ReadPiece {
  const before = remembered.get(piece)
  if (before) return before
  const own: Token[] = []
  if (isCjk(piece)) {
    addCjk(piece, own)
    return { code: false, own }
  }
  const code = /\d/.test(piece)
  if (code) addCode(piece, own)
  else addWord(piece, own)
  const read = { code, own }
  if (piece.length > longestRemembered) return read
  if (remembered.size >= maxRemembered) remembered.clear()
  remembered.set(piece, read)
  return read
}

/** A term that names one thing exactly: a model number, a part number, an error code. */
export function isCode(term: string): boolean {
  return term.length >= 2 && /\d/.test(term) && /[a-z]/.test(term)
}
