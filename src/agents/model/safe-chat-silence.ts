/** The model's server went silent for longer than it may. */
export class StreamStalled extends Error {
  override readonly name = 'StreamStalled'
}

/** Watches the pauses of a stream: a longer one before the first piece, a shorter one between pieces. */
export class SilenceWatch {
  readonly #abort = new AbortController()
  readonly #idleMs: number
  #allowedMs: number
  #timer: NodeJS.Timeout | undefined

  constructor({ firstByteMs, idleMs }: { firstByteMs: number; idleMs: number }) {
    this.#allowedMs = firstByteMs
    this.#idleMs = idleMs
  }

  /** For the request itself: aborts when it is called off. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** Waits for the next piece, and only so long: the time that the reader takes between pieces does not count. */
  async race<T>(next: Promise<T>): Promise<T> {
    const silence = new Promise<never>((_, reject) => {
      const allowedMs = this.#allowedMs
      this.#timer = setTimeout(() => {
        reject(new StreamStalled(`no word from the model for ${allowedMs} ms`))
      }, allowedMs)
    })
    const piece = await Promise.race([next, silence]).finally(() => clearTimeout(this.#timer))
    this.#allowedMs = this.#idleMs
    return piece
  }

  callOff() {
    this.#abort.abort()
  }
}
