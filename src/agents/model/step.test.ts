import { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessage } from '@langchain/core/messages'
import type { BaseMessage } from '@langchain/core/messages'
import { expect, it } from 'vitest'
import { called, play, shopTools, situation } from '../../../tests/fakes/shop-model-stage.ts'
import { createModelPerformer } from './model.ts'

/** A chat model of another make: it cannot stream, and names no finish_reason. */
class WholeAnswers extends BaseChatModel {
  readonly heard: BaseMessage[][] = []
  readonly answers: AIMessage[]
  constructor(answers: AIMessage[]) {
    super({})
    this.answers = answers
  }
  _llmType() {
    return 'whole'
  }
  override bindTools() {
    return this
  }
  _generate(messages: BaseMessage[]) {
    this.heard.push([...messages])
    const message = this.answers.shift() ?? new AIMessage('')
    return Promise.resolve({ generations: [{ text: message.text, message }] })
  }
}

const performerOf = (model: WholeAnswers) =>
  createModelPerformer({ model, name: 'whole', tools: () => shopTools })
const order = { orderNumber: 'VG26111842' }

it('takes any chat model of LangChain, also one that does not stream', async () => {
  const model = new WholeAnswers([
    new AIMessage({ content: '', tool_calls: [{ id: 'c1', name: 'find_order', args: order }] }),
    new AIMessage('It is on its way.'),
  ])
  const played = await play(performerOf(model), situation())
  expect(played.proposals).toEqual([
    { kind: 'call', tool: 'find_order', args: order },
    { kind: 'say', text: 'It is on its way.' },
  ])
  expect(played.stream.join('')).toBe('It is on its way.')
})

it('does not lose a call that such a model could not read itself', async () => {
  const broken = {
    id: 'c1',
    name: 'find_order',
    args: '{"orderNumber":',
    type: 'invalid_tool_call' as const,
  }
  const model = new WholeAnswers([
    new AIMessage({ content: '', invalid_tool_calls: [broken] }),
    new AIMessage('Which order is it?'),
  ])
  const played = await play(performerOf(model), situation())
  expect(played.proposals).toEqual([{ kind: 'say', text: 'Which order is it?' }])
  expect(model.heard[1]?.at(-1)?.text).toMatch(/^Not run/)
})

it('shortens a result that would fill the prompt, and closes the fence that it cuts', async () => {
  const model = new WholeAnswers([
    new AIMessage({ content: '', tool_calls: [{ id: 'c1', name: 'find_order', args: order }] }),
    new AIMessage('Found.'),
  ])
  await play(performerOf(model), situation(), (it) =>
    it.kind === 'call'
      ? called(`<<data>>\n${'x'.repeat(50_000)}\n<<end of data>>`)
      : { kind: 'done' },
  )
  const told = model.heard[1]?.at(-1)?.text ?? ''
  expect(told.length).toBeLessThan(8100)
  expect(told).toMatch(/x\n<<end of data>>\n\(The rest is left out\.\)$/)
})
