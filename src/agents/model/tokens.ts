import { createRequire } from 'node:module'
import { Tiktoken } from 'tiktoken/lite'
import type { Message } from '../../domain/message.ts'

/**
 * The encoder merges in time quadratic in the length of an unbroken run: 100,000 × "a" in one call blocks for seconds.
 * In slices of this many UTF-16 units it stays linear, and a cut costs at most one token per slice.
 */
const sliceLength = 400

let encoder: Tiktoken | undefined

/** One encoder per process, made at first use: it costs a quarter of a second and 70 MB, and nothing here frees it. */
function theEncoder(): Tiktoken {
  if (encoder) return encoder
  const { bpe_ranks, special_tokens, pat_str } = createRequire(import.meta.url)(
    'tiktoken/encoders/o200k_base.json',
  ) as { bpe_ranks: string; special_tokens: Record<string, number>; pat_str: string }
  encoder = new Tiktoken(bpe_ranks, special_tokens, pat_str)
  return encoder
}

/** Tokens of a text under o200k_base: exact to about one per 400 characters, an estimate for other vendors' models. */
export function countTokens(text: string): number {
  let tokens = 0
  for (let at = 0; at < text.length; at += sliceLength) {
    // The empty lists make `<|endoftext|>` in a customer's text plain text; by default it throws.
    tokens += theEncoder().encode(text.slice(at, at + sliceLength), [], []).length
  }
  return tokens
}

const counts = new Map<string, number>()
const mostCounts = 50_000

/** Tokens of a message with its frame of about four tokens. Messages never change, so each is counted once per process. */
export function countMessage(message: Pick<Message, 'id' | 'text'>): number {
  const known = counts.get(message.id)
  if (known !== undefined) return known
  if (counts.size >= mostCounts) counts.clear()
  const tokens = countTokens(message.text) + 4
  counts.set(message.id, tokens)
  return tokens
}
