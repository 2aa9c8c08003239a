import { createOpenAI } from '@ai-sdk/openai'
import { generateText, isStepCount, streamText, tool } from 'ai'

/**
 * The AI SDK's own tool loop on its OpenAI chat provider, given the same prompt and the same zod schemas.
 * `tools` is a list of { name, description, input, run }.
 */
export function createPeer({ baseUrl, apiKey, model, tools, fetch }) {
  const provider = createOpenAI({ baseURL: baseUrl, apiKey, ...(fetch && { fetch }) })
  const toolSet = Object.fromEntries(
    tools.map(({ name, description, input, run }) => [
      name,
      tool({ description, inputSchema: input, execute: run }),
    ]),
  )
  const settings = {
    model: provider.chat(model),
    tools: toolSet,
    stopWhen: isStepCount(10),
    maxOutputTokens: 1000,
    maxRetries: 1,
  }
  return {
    async streamed(instructions, text) {
      const result = streamText({ ...settings, instructions, prompt: text })
      let said = ''
      for await (const piece of result.textStream) said += piece
      return said
    },
    async whole(instructions, text) {
      return (await generateText({ ...settings, instructions, prompt: text })).text
    },
  }
}
