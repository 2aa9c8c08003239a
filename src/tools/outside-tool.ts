import { z } from 'zod'
import { BatonError } from '../domain/error.ts'
import type { OutsideTool } from '../domain/outside-tool.ts'
import { defineTool, fence, type Tool } from './tool.ts'

type Arguments = z.ZodType<Record<string, unknown>>

/** The arguments as the tool's own server describes them. */
function inputOf({ name, inputSchema }: OutsideTool): Arguments {
  try {
    // A JSON Schema of type object parses to one.
    return z.fromJSONSchema(inputSchema) as Arguments
  } catch (cause) {
    throw new BatonError(
      'invalid',
      `The arguments of ${name} are described in a way we cannot read.`,
      {
        cause,
      },
    )
  }
}

const shown = (args: Record<string, unknown>) =>
  Object.entries(args)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('; ')

/**
 * A tool from outside as one of the toolbox: its arguments are checked, its words are fenced, what it does is written
 * down and done once, and only playbooks that list it may use it. It counts as a write unless it was declared to read.
 */
export function outsideTool(outside: OutsideTool): Tool {
  const { name, description, effect, title, orderArgument } = outside
  const common = {
    name,
    description,
    input: inputOf(outside),
    order: (args: Record<string, unknown>) => {
      const order = orderArgument === null ? undefined : args[orderArgument]
      return typeof order === 'string' ? order : undefined
    },
    async run(args: Record<string, unknown>, { idempotencyKey }: { idempotencyKey: string }) {
      const { ok, text, data } = await outside.call(args, idempotencyKey)
      return { ok, forModel: fence(text), data: data ?? { text } }
    },
  }
  if (effect === 'reads') return defineTool({ ...common, effect })
  return defineTool({
    ...common,
    effect,
    sameAs: (args: Record<string, unknown>) => args,
    consentQuestion: (args, locale) =>
      locale === 'zh'
        ? `我将为您执行「${title.zh}」（${shown(args)}），可以吗？`
        : `Shall I do this for you: ${title.en} (${shown(args)})?`,
  })
}
