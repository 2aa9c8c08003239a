import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from './api.ts'
import { createOutbox, type OutboxDeps } from './outbox.ts'
import type { Outgoing } from './timeline.ts'
import type { MessageId } from './wire.ts'

const outgoing = (clientMessageId: string): Outgoing => ({
  clientMessageId,
  text: `text of ${clientMessageId}`,
  at: '2026-11-21T08:00:00.000Z',
})

/** An outbox over a server that fails as told, and a record of everything that happened. */
function outboxWith(failures: (ApiError | null)[]) {
  const tries: string[] = []
  const told: string[] = []
  let kept: readonly Outgoing[] = []
  const deps: OutboxDeps = {
    async deliver({ clientMessageId }) {
      tries.push(clientMessageId)
      const failure = failures.shift()
      if (failure) throw failure
      return `msg_${clientMessageId}` as MessageId
    },
    keep: (unfiled) => {
      kept = unfiled
    },
    sending: ({ clientMessageId }) => told.push(`sending ${clientMessageId}`),
    filed: ({ clientMessageId }, id) => told.push(`filed ${clientMessageId} as ${id}`),
    failed: ({ clientMessageId }, canRetry) =>
      told.push(`failed ${clientMessageId}, ${canRetry ? 'may be retried' : 'for good'}`),
    random: () => 1,
  }
  return {
    outbox: createOutbox(deps),
    tries,
    told,
    kept: () => kept.map(({ clientMessageId }) => clientMessageId),
  }
}

const unreachable = () => new ApiError(null, 'the server cannot be reached')

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the outbox', () => {
  it('sends in the order of writing, the next only when the one before is filed', async () => {
    const { outbox, tries, told, kept } = outboxWith([unreachable(), null, null])
    outbox.add(outgoing('a'))
    outbox.add(outgoing('b'))
    expect(kept()).toEqual(['a', 'b'])
    await vi.runAllTimersAsync()
    expect(tries).toEqual(['a', 'a', 'b'])
    expect(told.slice(2)).toEqual(['filed a as msg_a', 'filed b as msg_b'])
    expect(kept()).toEqual([])
  })

  it('gives up after a while, keeps the message, and does not hold up the next', async () => {
    const { outbox, told, kept } = outboxWith(Array.from({ length: 5 }, unreachable))
    outbox.add(outgoing('a'))
    outbox.add(outgoing('b'))
    await vi.runAllTimersAsync()
    expect(told.slice(2)).toEqual(['failed a, may be retried', 'filed b as msg_b'])
    expect(kept()).toEqual(['a'])
    outbox.add(outgoing('a'))
    await vi.runAllTimersAsync()
    expect(told.at(-1)).toBe('filed a as msg_a')
    expect(kept()).toEqual([])
  })

  it('does not repeat what the server refuses for good', async () => {
    const { outbox, tries, told, kept } = outboxWith([new ApiError(400, 'too long')])
    outbox.add(outgoing('a'))
    await vi.runAllTimersAsync()
    expect(tries).toEqual(['a'])
    expect(told.at(-1)).toBe('failed a, for good')
    expect(kept()).toEqual([])
  })

  it('waits as long as a busy server asks', async () => {
    const busy = new ApiError(429, 'too many', { retryAfterMs: 7_000 })
    const { outbox, tries } = outboxWith([busy, null])
    outbox.add(outgoing('a'))
    await vi.advanceTimersByTimeAsync(6_999)
    expect(tries).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(tries).toHaveLength(2)
  })
})
