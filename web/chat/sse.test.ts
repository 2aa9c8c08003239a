import { describe, expect, it } from 'vitest'
import { type Frame, readFrames } from './sse.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

function streamOf(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}

async function framesOf(chunks: readonly Uint8Array[], onBytes?: () => void): Promise<Frame[]> {
  const frames: Frame[] = []
  for await (const frame of readFrames(streamOf(chunks), onBytes)) frames.push(frame)
  return frames
}

const text =
  ': ping\n\nid: 7\nevent: message\ndata: {"text":"杭州 🚚"}\n\nevent: token\ndata: a\ndata: b\n\n'
const expected: Frame[] = [
  { event: 'message', data: '{"text":"杭州 🚚"}', id: '7' },
  { event: 'token', data: 'a\nb', id: '7' },
]

describe('reading a server-sent event stream', () => {
  it('gives the same frames wherever the bytes are cut', async () => {
    const whole = bytes(text)
    for (let cut = 0; cut <= whole.length; cut++)
      expect(await framesOf([whole.slice(0, cut), whole.slice(cut)])).toEqual(expected)
    expect(await framesOf([...whole].map((byte) => Uint8Array.of(byte)))).toEqual(expected)
  })

  it('takes CR, LF and CRLF as line ends, cut or not', async () => {
    for (const end of ['\r', '\n', '\r\n']) {
      // The last frame of a stream that ends in CR waits for what may be its LF: a comment follows.
      const ended = bytes(`${text.replaceAll('\n', end)}:${end}`)
      expect(await framesOf([ended])).toEqual(expected)
      expect(await framesOf([...ended].map((byte) => Uint8Array.of(byte)))).toEqual(expected)
    }
  })

  it('drops a byte order mark, and a frame that the end of the stream cut off', async () => {
    expect(await framesOf([bytes('\uFEFFdata: a\n\ndata: half\n')])).toEqual([
      { event: 'message', data: 'a', id: '' },
    ])
  })

  it('takes comments for a sign of life and for nothing else', async () => {
    let alive = 0
    const frames = await framesOf([bytes(': ping\n\n'), bytes(': ping\n\n')], () => alive++)
    expect(frames).toEqual([])
    expect(alive).toBe(2)
  })
})
