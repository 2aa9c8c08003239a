/** Rings when there is something to tell: at most so often, and never for nothing. */
export interface Bell {
  /** There is something to tell. */
  something(): void
  /** There will be nothing more. */
  over(): void
  /** Waits for the next ring: true; false when it is over. */
  rung(): Promise<boolean>
}

export function createBell(everyMs: number): Bell {
  let rangAt = performance.now()
  let timer: NodeJS.Timeout | undefined
  let isOver = false
  let isDue = false
  let wake = (): void => {}

  function ring(): void {
    isDue = true
    wake()
  }
  return {
    something() {
      if (timer || isDue || everyMs === Infinity) return
      const leftMs = rangAt + everyMs - performance.now()
      if (leftMs <= 0) ring()
      else timer = setTimeout(ring, leftMs)
    },
    over() {
      isOver = true
      clearTimeout(timer)
      wake()
    },
    async rung() {
      if (!isDue && !isOver) await new Promise<void>((done) => (wake = done))
      if (isOver) return false
      clearTimeout(timer)
      timer = undefined
      isDue = false
      rangAt = performance.now()
      return true
    },
  }
}
