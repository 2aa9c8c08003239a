import { z } from 'zod'

/** A tool call as it came over the wire: its arguments are text that may or may not be JSON. */
export interface RawCall {
  id: string
  name: string
  args: string
}

/** Ids and names that every server takes back in a history. */
const wireName = /^[a-zA-Z0-9_-]{1,64}$/
const Arguments = z.record(z.string(), z.unknown())

/**
 * The arguments of a call, mended where the meaning is certain: a code fence around them, a comma too many, JSON
 * packed in a JSON string, nothing at all for a tool that needs nothing. Null when they are not one whole JSON object:
 * half an order number is another order, so what was cut off is never completed.
 */
export function readArguments(raw: string, mayBeEmpty: boolean): Record<string, unknown> | null {
  const text = unfenced(raw)
  if (text === '') return mayBeEmpty ? {} : null
  let value = parse(text) ?? parse(withoutSpareCommas(text))
  if (typeof value === 'string') value = parse(value)
  return Arguments.safeParse(value).data ?? null
}

const unfenced = (text: string) =>
  text
    .trim()
    .replace(/^```(?:json)?\s*([\s\S]*?)\s*```$/, '$1')
    .trim()

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Commas before a closing bracket, outside of strings. */
const withoutSpareCommas = (text: string) =>
  text.replace(
    /("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g,
    (_, string: string | undefined) => string ?? '',
  )

/**
 * The id under which a call stands in our history: the server's own when it is usable and new, else one of ours
 * (nine letters and digits, the only form that all servers take).
 */
export function callId(raw: RawCall, taken: Set<string>): string {
  let id = raw.id
  if (!wireName.test(id) || taken.has(id)) id = `call${String(taken.size).padStart(5, '0')}`
  taken.add(id)
  return id
}

/** The name under which a call stands in our history; servers refuse what is no name. */
export const callName = (raw: RawCall) => (wireName.test(raw.name) ? raw.name : 'unknown_tool')
