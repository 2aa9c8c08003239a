import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { BatonError } from '../../domain/error.ts'
import { Notice, type NoticeTarget } from '../../domain/notice.ts'
import type { Outlet } from '../../domain/outlet.ts'
import type { Clock } from '../../platform/clock.ts'
import { postJson } from './post.ts'

type RobotTarget = Exclude<NoticeTarget, { kind: 'email' }>
type Kind = RobotTarget['kind']

interface Request {
  url: string
  body: object
}

/** How each platform is written to: group robots ("custom bots") by their webhook. */
const requests: {
  [K in Kind]: (target: Extract<RobotTarget, { kind: K }>, notice: Notice, now: Date) => Request
} = {
  // Signed with milliseconds, in the address: base64 of HMAC-SHA256 with the secret over "timestamp\nsecret".
  dingtalk({ url, secret }, { title, text }, now) {
    const signed = new URL(url)
    if (secret !== undefined) {
      const timestamp = String(now.getTime())
      signed.searchParams.set('timestamp', timestamp)
      signed.searchParams.set('sign', hmac(secret, `${timestamp}\n${secret}`))
    }
    return { url: signed.href, body: { msgtype: 'markdown', markdown: { title, text } } }
  },
  // Signed with seconds, in the body: "timestamp\nsecret" is the key, and what is signed is empty.
  feishu({ secret }, { title, text }, now) {
    const timestamp = String(Math.floor(now.getTime() / 1000))
    const signed =
      secret === undefined ? {} : { timestamp, sign: hmac(`${timestamp}\n${secret}`, '') }
    return {
      url: '',
      body: { ...signed, msg_type: 'text', content: { text: `${title}\n${text}` } },
    }
  },
  wecom: (_target, { title, text }) => ({
    url: '',
    body: { msgtype: 'markdown', markdown: { content: `**${title}**\n${text}` } },
  }),
  slack: (_target, { title, text }) => ({ url: '', body: { text: `*${title}*\n${text}` } }),
}

const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64')

/** What these platforms answer with status 200: a code that is 0 when it was taken. */
const Answer = z.object({
  errcode: z.int().optional(),
  code: z.int().optional(),
  StatusCode: z.int().optional(),
})

/** Codes for what will never be taken: a wrong key or signature, a keyword or an address that is not allowed. */
const forGood: Readonly<Record<Kind, readonly number[]>> = {
  dingtalk: [300001, 310000, 400013, 400101, 400102],
  feishu: [9499, 19001, 19021, 19022, 19024],
  wecom: [93000, 93004, 93008, 93017],
  slack: [],
}

/** Notices to a group robot of DingTalk, Feishu, WeCom or Slack. */
export function robotOutlet(
  target: RobotTarget,
  { clock, fetch: http }: { clock: Clock; fetch?: typeof fetch },
): Outlet {
  const what = `The ${target.kind} robot ${target.name}`
  const write = requests[target.kind] as (one: RobotTarget, notice: Notice, now: Date) => Request
  return {
    async send({ body: given }) {
      const { url, body } = write(target, Notice.parse(given), clock())
      const text = await postJson({
        what,
        url: url || target.url,
        body: JSON.stringify(body),
        fetch: http,
      })
      if (target.kind === 'slack') return { reference: null }
      const code = codeIn(text)
      if (code === 0) return { reference: null }
      throw new BatonError(
        code !== null && forGood[target.kind].includes(code) ? 'invalid' : 'upstream_failed',
        `${what} answered ${code === null ? 'what is no JSON of its own' : `code ${code}`}.`,
      )
    },
  }
}

function codeIn(text: string): number | null {
  try {
    const { errcode, code, StatusCode } = Answer.parse(JSON.parse(text))
    return errcode ?? code ?? StatusCode ?? null
  } catch {
    return null
  }
}
