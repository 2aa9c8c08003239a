import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startRobots, type Robots } from '../../../tests/fakes/robots.ts'
import { ConversationId, OutgoingId } from '../../domain/id.ts'
import { NoticeSettings, type NoticeTarget } from '../../domain/notice.ts'
import type { Outgoing } from '../../domain/outlet.ts'
import { robotOutlet } from './robots.ts'

const now = new Date('2026-11-21T08:00:00Z')
const clock = () => now
let robots: Robots
beforeAll(async () => {
  robots = await startRobots(clock)
})
afterAll(() => robots.close())
beforeEach(() => void robots.shown.splice(0))

const notice: Outgoing = {
  id: OutgoingId.make(),
  kind: 'notice',
  target: 'team',
  conversationId: ConversationId.make(),
  idempotencyKey: 'k',
  body: { title: '有客户等待人工', text: 'cnv_1 · logistics' },
  status: 'waiting',
  attempts: 0,
  lastError: null,
  reference: null,
  at: now,
}
type RobotTarget = Exclude<NoticeTarget, { kind: 'email' }>
type Kind = RobotTarget['kind']
const targetOf = (kind: Kind, change: object = {}): RobotTarget => {
  const secret = kind === 'dingtalk' || kind === 'feishu' ? { secret: robots.secret } : {}
  const target = { name: 'team', kind, url: robots.url(kind), ...secret, ...change }
  return NoticeSettings.parse({ version: 1, targets: [target] }).targets[0] as RobotTarget
}
const send = (kind: Kind, change: object = {}) =>
  robotOutlet(targetOf(kind, change), { clock }).send(notice)
const kinds: Kind[] = ['dingtalk', 'feishu', 'wecom', 'slack']

describe.each(kinds)('a robot of %s', (kind) => {
  it('shows title and text, signed as the platform wants it', async () => {
    await send(kind)
    expect(robots.shown).toHaveLength(1)
    expect(robots.shown[0]?.text).toContain('cnv_1 · logistics')
  })
  it('that is too busy or broken is worth another try', async () => {
    for (const status of [429, 500, 503]) {
      robots.next({ status })
      await expect(send(kind)).rejects.toMatchObject({ code: 'upstream_failed' })
    }
    await expect(send(kind, { url: 'http://127.0.0.1:1/x' })).rejects.toMatchObject({
      code: 'upstream_failed',
    })
    expect(robots.shown).toEqual([])
  })
  it('that is not there any more is not', async () => {
    robots.next({ status: 404 })
    await expect(send(kind)).rejects.toMatchObject({ code: 'invalid' })
  })
})

it('refusals with status 200 are refusals: for good with a wrong signature or key, else tried again', async () => {
  for (const kind of ['dingtalk', 'feishu'] as const)
    await expect(send(kind, { secret: 'wrong' })).rejects.toMatchObject({ code: 'invalid' })
  const gone = robots.url('wecom').replace('key=we', 'key=other')
  await expect(send('wecom', { url: gone })).rejects.toMatchObject({ code: 'invalid' })
  for (const [kind, code] of [
    ['dingtalk', 130101],
    ['feishu', 11232],
    ['wecom', 45009],
  ] as const) {
    robots.next({ code })
    await expect(send(kind)).rejects.toMatchObject({ code: 'upstream_failed' })
  }
  expect(robots.shown).toEqual([])
})

it('an error names the robot, and never its address, which holds a key', async () => {
  robots.next({ status: 500 })
  await expect(send('wecom')).rejects.toThrow(/^The wecom robot team answered 500\.$/)
})

it('DingTalk’s signature is that of its documents: HMAC-SHA256 of "timestamp\\nsecret" with the secret, base64', async () => {
  let asked = ''
  const target = targetOf('dingtalk', { url: 'https://robot.example/robot/send?access_token=t' })
  const answering: typeof fetch = (url) => {
    asked = url as string
    return Promise.resolve(new Response('{"errcode":0}'))
  }
  await robotOutlet(target, { clock, fetch: answering }).send(notice)
  const sign = createHmac('sha256', robots.secret)
    .update(`1795248000000\n${robots.secret}`)
    .digest('base64')
  const url = new URL(asked)
  expect(url.searchParams.get('timestamp')).toBe('1795248000000')
  expect(url.searchParams.get('sign')).toBe(sign)
  expect(asked).toContain(`sign=${encodeURIComponent(sign)}`.replaceAll('%20', '+'))
})

it.each([
  [{ name: 'x', kind: 'telegram', url: 'https://x.example' }, 'targets.0.kind'],
  [{ name: 'crm', kind: 'slack', url: 'https://x.example' }, 'targets.0.name'],
  [{ name: 'x', kind: 'slack', url: 'ftp://x.example' }, 'targets.0.url'],
  [{ name: 'x', kind: 'slack', url: 'https://x.example', on: [] }, 'targets.0.on'],
  [{ name: 'x', kind: 'slack', url: 'https://x.example', secret: 's' }, 'targets.0'],
])('settings: %j is refused at %s', (target, field) => {
  const issues = NoticeSettings.safeParse({ version: 1, targets: [target] }).error?.issues ?? []
  expect(issues[0]?.path.join('.')).toBe(field)
})
