import { z } from 'zod'
import { BatonError } from '../../../src/domain/error.ts'
import { askModel, type ChatMessage } from '../recording/chat.ts'
import type { Task } from '../task.ts'
import { traceOf } from '../trace.ts'

const Input = z.strictObject({
  /** Values for the prompt's `{{name}}`. */
  vars: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  /** The user's message, where the prompt file is the system's. */
  user: z.string().optional(),
})

/** Fills `{{name}}`. @throws BatonError `invalid` for a name that the case does not give. */
export function fillPrompt(prompt: string, vars: z.output<typeof Input>['vars']): string {
  return prompt.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (whole, name: string) => {
    const value = vars[name]
    if (value !== undefined) return String(value)
    const there = Object.keys(vars).join(', ') || 'none'
    throw new BatonError(
      'invalid',
      `The prompt has ${whole}, and the case gives no ${name} (it gives: ${there}).`,
    )
  })
}

/** One prompt, one answer of a model: for prompts that are no whole conversation. The candidate names the prompt file. */
export const prompt = {
  name: 'prompt',
  input: Input,
  open({ candidate, caller }) {
    const { performer, prompt: template, temperature } = candidate
    if (performer.kind === 'understudy') {
      throw new BatonError('invalid', 'A suite of prompts needs a model: --performer model:NAME.')
    }
    if (template === null) {
      throw new BatonError('invalid', 'A suite of prompts needs a prompt: --prompt FILE.')
    }
    const { fetch, baseUrl, apiKey } = caller
    const endpoint = { fetch, baseUrl, apiKey, model: performer.name, temperature }
    return Promise.resolve({
      async perform({ vars, user }, signal) {
        const filled = fillPrompt(template, vars)
        const messages: ChatMessage[] =
          user === undefined
            ? [{ role: 'user', content: filled }]
            : [
                { role: 'system', content: filled },
                { role: 'user', content: user },
              ]
        return { trace: traceOf({ answer: await askModel(endpoint, messages, signal) }) }
      },
      close: () => Promise.resolve(),
    })
  },
} satisfies Task<typeof Input>
