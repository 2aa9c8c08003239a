import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'

/** What a platform took: which robot, and what it would show in the group. */
export interface Shown {
  robot: string
  text: string
}

/** Group robots of four platforms in one server, as strict as the real ones: written from their documents, not from our code. */
export interface Robots {
  /** The webhook address of a robot. */
  url(robot: 'dingtalk' | 'feishu' | 'wecom' | 'slack'): string
  secret: string
  shown: Shown[]
  /** How the next calls are answered before it is friendly again: an HTTP status, or a platform's own code with 200. */
  next(...moods: ({ status: number } | { code: number })[]): void
  close(): Promise<void>
}

const toleranceMs = 3_600_000

/** `now` is the platforms' own clock. */
export async function startRobots(now: () => Date): Promise<Robots> {
  const secret = 'SEC-of-the-tests'
  const shown: Shown[] = []
  const moods: ({ status: number } | { code: number })[] = []

  const hmac = (key: string, text: string) =>
    createHmac('sha256', key).update(text).digest('base64')
  const isFresh = (ms: number) => Math.abs(now().getTime() - ms) < toleranceMs

  /** What is answered, and what would be shown; a code other than 0 shows nothing. */
  function judge(url: URL, body: Record<string, unknown>): { code: number; text: string } {
    const at = (...path: string[]) =>
      path.reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], body)
    switch (url.pathname) {
      case '/robot/send': {
        const timestamp = url.searchParams.get('timestamp') ?? ''
        const sign = hmac(secret, `${timestamp}\n${secret}`)
        const isSigned = /^\d{13}$/.test(timestamp) && isFresh(Number(timestamp))
        if (!isSigned || url.searchParams.get('sign') !== sign) return { code: 310000, text: '' }
        if (url.searchParams.get('access_token') !== 'ding') return { code: 300001, text: '' }
        if (at('msgtype') !== 'markdown' || !at('markdown', 'title'))
          return { code: 400035, text: '' }
        return { code: 0, text: String(at('markdown', 'text')) }
      }
      case '/open-apis/bot/v2/hook/fei': {
        const given = at('timestamp')
        const timestamp = typeof given === 'string' ? given : ''
        const isSigned = /^\d{10}$/.test(timestamp) && isFresh(Number(timestamp) * 1000)
        if (!isSigned || at('sign') !== hmac(`${timestamp}\n${secret}`, ''))
          return { code: 19021, text: '' }
        return at('msg_type') === 'text'
          ? { code: 0, text: String(at('content', 'text')) }
          : { code: 9499, text: '' }
      }
      case '/cgi-bin/webhook/send':
        if (url.searchParams.get('key') !== 'we') return { code: 93000, text: '' }
        return at('msgtype') === 'markdown'
          ? { code: 0, text: String(at('markdown', 'content')) }
          : { code: 40008, text: '' }
      default:
        return { code: 0, text: String(at('text')) }
    }
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://robots')
      const isSlack = url.pathname.startsWith('/services/')
      const mood = moods.shift()
      if (mood && 'status' in mood) return response.writeHead(mood.status).end('no')
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>
      const judged = mood ? { code: mood.code, text: '' } : judge(url, body)
      if (judged.code === 0) shown.push({ robot: url.pathname, text: judged.text })
      const isDingOrWe = !url.pathname.startsWith('/open-apis')
      const answer = isDingOrWe
        ? { errcode: judged.code, errmsg: judged.code === 0 ? 'ok' : 'no' }
        : { code: judged.code, msg: judged.code === 0 ? 'success' : 'no' }
      return response
        .writeHead(200, { 'content-type': isSlack ? 'text/html' : 'application/json' })
        .end(isSlack ? 'ok' : JSON.stringify(answer))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const paths = {
    dingtalk: '/robot/send?access_token=ding',
    feishu: '/open-apis/bot/v2/hook/fei',
    wecom: '/cgi-bin/webhook/send?key=we',
    slack: '/services/T0/B0/xyz',
  }
  return {
    url: (robot) => base + paths[robot],
    secret,
    shown,
    next: (...more) => void moods.push(...more),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
