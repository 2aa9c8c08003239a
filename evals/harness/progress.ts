/** A bar that shows how far a run has come. */
export interface Progress {
  /** What it is at, until one more is done. */
  step(words: string): void
  /** One more is done. */
  tick(failed: boolean): void
  end(): void
}

const barWidth = 24
const redrawMs = 80
/** Nothing is shown of a run that is over before this. */
const quietMs = 300

/** On a terminal a bar in one line; elsewhere nothing. */
export function createProgress(
  total: number,
  { stream, now = () => performance.now() }: { stream: NodeJS.WriteStream; now?: () => number },
): Progress {
  if (!stream.isTTY) return { step: () => {}, tick: () => {}, end: () => {} }
  const startedAt = now()
  let done = 0
  let failed = 0
  let drawnAt = Number.NEGATIVE_INFINITY
  let shown = false
  let words = ''

  function draw(): void {
    if (now() - startedAt < quietMs || now() - drawnAt < redrawMs) return
    drawnAt = now()
    shown = true
    const full = total === 0 ? barWidth : Math.round((barWidth * done) / total)
    const perCase = done === 0 ? 0 : (now() - startedAt) / done
    const left = Math.ceil((perCase * (total - done)) / 1000)
    const bar = '█'.repeat(full) + '░'.repeat(barWidth - full)
    const ahead = words === '' ? `${left} s left` : words
    stream.write(`\r\u001b[2K${bar} ${done}/${total}${failed > 0 ? ` ✗ ${failed}` : ''}  ${ahead}`)
  }

  return {
    step(next) {
      words = next
      draw()
    },
    tick(isFailed) {
      done++
      words = ''
      if (isFailed) failed++
      draw()
    },
    end() {
      if (shown) stream.write('\r\u001b[2K')
    },
  }
}
