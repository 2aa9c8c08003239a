import { openHouse, type House } from './house.ts'
import type { Setting } from './task.ts'

/** Houses of one candidate; each serves one case at a time. They are built before the first case: its time is its own. */
export interface HousePool {
  with<T>(use: (house: House) => Promise<T>, signal: AbortSignal): Promise<T>
  readonly first: House
  close(): Promise<void>
}

export async function openPool(setting: Setting): Promise<HousePool> {
  // Without a model a turn is all computing, and a second house would only wait for the same core.
  const most =
    setting.candidate.performer.kind === 'understudy' ? 1 : Math.min(4, setting.concurrency)
  const first = await openHouse(setting)
  const all = new Set([first])
  while (all.size < most) all.add(await openHouse(setting))
  const free = [...all]
  const waiting: ((house: House) => void)[] = []

  async function take(): Promise<House> {
    return free.pop() ?? new Promise((resolve) => waiting.push(resolve))
  }
  function giveBack(house: House): void {
    const next = waiting.shift()
    if (next) next(house)
    else free.push(house)
  }

  return {
    // One that did not give its case up: those that did are closed.
    get first() {
      return [...all][0] ?? first
    },
    async with(use, signal) {
      const house = await take()
      try {
        await house.reset()
        const result = await use(house)
        giveBack(house)
        return result
      } catch (error) {
        if (signal.aborted) {
          // A turn of it may go on for a while: nobody else is to live with that.
          all.delete(house)
          void house.close().catch(() => {})
          const fresh = await openHouse(setting)
          all.add(fresh)
          giveBack(fresh)
        } else giveBack(house)
        throw error
      }
    },
    async close() {
      await Promise.all([...all].map((house) => house.close()))
    },
  }
}
