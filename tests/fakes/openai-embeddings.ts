import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { EmbeddingsRequest } from './openai-request.ts'

/** The answer of `POST /v1/embeddings`: the same text has the same vector, and texts that share words lie closer. */
export function embed({
  model,
  input,
  dimensions,
  encoding_format,
}: z.infer<typeof EmbeddingsRequest>) {
  const texts = typeof input === 'string' ? [input] : input
  const tokens = texts.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0)
  return {
    object: 'list',
    model,
    data: texts.map((text, index) => ({
      object: 'embedding',
      index,
      embedding: encode(vectorOf(text, dimensions), encoding_format),
    })),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  }
}

/** A unit vector: each word or Chinese character adds to the dimension that its hash names. */
function vectorOf(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions)
  for (const word of text.toLowerCase().match(/[一-鿿]|[\p{L}\p{N}]+/gu) ?? [text]) {
    const hash = createHash('sha256').update(word).digest()
    const at = hash.readUInt32LE(0) % dimensions
    vector[at] = (vector[at] ?? 0) + 1
  }
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}

function encode(vector: Float32Array, format: 'float' | 'base64'): number[] | string {
  return format === 'float' ? [...vector] : Buffer.from(vector.buffer).toString('base64')
}
