import type { Tone } from '../../domain/reading.ts'
import { createGuess } from './beginnings.ts'
import { intensifiers, lexicon, negations, sarcasm } from './sentiment-lexicon.ts'

type Mood = keyof typeof lexicon

interface MoodPattern {
  mood: Mood
  strength: number
  words: string
  pattern: RegExp
  language: 'zh' | 'en'
}

const patterns: readonly MoodPattern[] = (['anger', 'worry', 'joy'] as const).flatMap((mood) => [
  ...Object.entries(lexicon[mood].zh).map(([strength, list]) => {
    const words = list.trim().split(/\s+/).join('|')
    return {
      mood,
      strength: Number(strength),
      words,
      pattern: new RegExp(words, 'g'),
      language: 'zh' as const,
    }
  }),
  ...Object.entries(lexicon[mood].en).map(([strength, words]) => ({
    mood,
    strength: Number(strength),
    words,
    pattern: new RegExp(`\\b(?:${words})(?!\\w)`, 'g'),
    language: 'en' as const,
  })),
])

/** Which patterns of a language a text may hold, a bit for each. */
const guesses = {
  zh: createGuess(patterns.map(({ words, language }) => (language === 'zh' ? words : ''))),
  en: createGuess(
    patterns.map(({ words, language }) => (language === 'en' ? words : '')),
    { atWords: true },
  ),
}

/** Words of haste: those that worry most, in either language. */
const haste = patterns.filter(({ mood, strength }) => mood === 'worry' && strength >= 0.4)

/** Whether the customer is in haste, or means the opposite of the words. `read` is folded. */
export function readTones(read: string): Tone[] {
  const urgent = haste.some(({ pattern, language }) =>
    [...read.matchAll(pattern)].some(
      ({ index }) => !negations[language].test(read.slice(Math.max(0, index - 24), index)),
    ),
  )
  return [
    ...(urgent ? ['urgent' as const] : []),
    ...(sarcasm.test(read) ? ['sarcastic' as const] : []),
  ]
}

/** The most that worry alone may say: a customer in haste is not yet an angry one. */
const worryLimit = 0.45

/**
 * How the customer feels, −1 furious … 1 delighted, from words with a mood, what negates or
 * strengthens them, capitals and exclamation marks. `folded` is `foldText(text)`.
 */
export function readSentiment(text: string, read: string): number {
  // 空气炸锅, an air fryer, holds 气炸, fury.
  const folded = read.replaceAll('空气炸', '空气·炸')
  // How much of each mood is left unsaid: evidence adds up without passing 1.
  const calm: Record<Mood, number> = { anger: 1, worry: 1, joy: 1 }
  const may = guesses.zh(folded) | guesses.en(folded)
  for (const [n, { mood, strength, pattern, language }] of patterns.entries()) {
    if ((may & (1 << n)) === 0) continue
    for (const { index } of folded.matchAll(pattern)) {
      const before = folded.slice(Math.max(0, index - 24), index)
      const negated = negations[language].test(before)
      if (negated && mood === 'worry') continue
      const weight = intensifiers[language].test(before) ? Math.min(0.9, strength * 1.3) : strength
      if (!negated) calm[mood] *= 1 - weight
      else if (mood === 'joy') calm.anger *= 1 - weight * 0.8
      else calm.joy *= 1 - weight * 0.2
    }
  }
  const heat = heatOf(text)
  let anger = 1 - calm.anger
  let joy = 1 - calm.joy
  if (sarcasm.test(folded)) {
    anger = Math.max(anger, 0.5) + joy * 0.2
    joy = 0
  }
  const worry = Math.min(worryLimit, 1 - calm.worry)
  const bad = Math.max(anger, Math.min(1, anger * heat)) + worry * (1 - Math.min(1, anger * heat))
  const mixed = joy * heat - bad * (bad > 0.25 ? 1.1 : 1)
  return Math.round(Math.max(-1, Math.min(1, mixed)) * 100) / 100
}

/** Louder writing means more of what it says: 1 for plain text, up to 1.35. */
function heatOf(text: string): number {
  const marks = text.match(/[!！]/g)?.length ?? 0
  const questions = /[?？]{2,}/.test(text) ? 0.08 : 0
  const letters = text.match(/[a-zA-Z]/g)?.length ?? 0
  const capitals = text.match(/[A-Z]/g)?.length ?? 0
  const shouting = letters > 12 && capitals / letters > 0.7 ? 0.2 : 0
  return Math.min(1.35, 1 + Math.min(0.15, marks * 0.05) + questions + shouting)
}
