/** One event of a server-sent event stream. `id` is the last id seen, as the browser's EventSource would report it. */
export interface Frame {
  event: string
  data: string
  id: string
}

/**
 * Reads a server-sent event stream (html.spec.whatwg.org §9.2.6) from bytes cut anywhere. `onBytes` is called for
 * everything that comes, comments included: it is the sign of life. Ends when the stream ends.
 */
export async function* readFrames(
  stream: ReadableStream<Uint8Array>,
  onBytes: () => void = () => {},
): AsyncGenerator<Frame> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  const parser = createParser()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      onBytes()
      yield* parser(decoder.decode(value, { stream: true }))
    }
  } finally {
    reader.cancel().catch(() => {})
  }
}

/** Takes text in pieces and gives the frames that each piece completes. */
function createParser(): (text: string) => Frame[] {
  let rest = ''
  let event = ''
  let data: string[] = []
  let id = ''
  let first = true

  function takeField(line: string): void {
    const colon = line.indexOf(':')
    const name = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (name === 'event') event = value
    else if (name === 'data') data.push(value)
    else if (name === 'id' && !value.includes('\0')) id = value
  }

  return (text) => {
    const frames: Frame[] = []
    rest += first ? text.replace(/^\uFEFF/, '') : text
    first &&= text === ''
    for (;;) {
      // A trailing CR may be the first half of a CRLF: its line waits for what follows.
      const end = /\r\n|\n|\r(?!$)/.exec(rest)
      if (!end) return frames
      const line = rest.slice(0, end.index)
      rest = rest.slice(end.index + end[0].length)
      if (line !== '') {
        takeField(line)
        continue
      }
      if (data.length > 0) frames.push({ event: event || 'message', data: data.join('\n'), id })
      event = ''
      data = []
    }
  }
}
