import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { makeCertificate } from '../../../tests/fakes/certificate.ts'
import { startMailServer, type MailServer } from '../../../tests/fakes/mail-server.ts'
import { ConversationId, OutgoingId } from '../../domain/id.ts'
import { NoticeSettings, type NoticeTarget } from '../../domain/notice.ts'
import type { Outgoing } from '../../domain/outlet.ts'
import { emailOutlet } from './email.ts'

/** Notices by e-mail, against a server that keeps to the protocol. */

let server: MailServer
afterEach(() => server.close())

const notice: Outgoing = {
  id: OutgoingId.make(),
  kind: 'notice',
  target: 'shift',
  conversationId: ConversationId.make(),
  idempotencyKey: 'notice cnv_1 handoff',
  body: { title: '有客户等待人工', text: 'cnv_1 · logistics' },
  status: 'waiting',
  attempts: 0,
  lastError: null,
  reference: null,
  at: new Date('2026-11-21T08:00:00Z'),
}
const targetOf = (change: object = {}) =>
  NoticeSettings.parse({
    version: 1,
    targets: [
      {
        name: 'shift',
        kind: 'email',
        url: server.url('desk', 'p@ss word'),
        from: 'baton@shop.example',
        to: ['lead@shop.example', 'night@shop.example'],
        ...change,
      },
    ],
  }).targets[0] as Extract<NoticeTarget, { kind: 'email' }>
const send = (change: object = {}) => emailOutlet(targetOf(change)).send(notice)

it('reaches every mailbox, signed in, with title and text, and bears the same id when it is sent again', async () => {
  server = await startMailServer({ user: 'desk', password: 'p@ss word' })
  await send()
  await send()
  expect(server.taken).toHaveLength(2)
  const [first, again] = server.taken
  expect(first).toMatchObject({
    from: 'baton@shop.example',
    to: ['lead@shop.example', 'night@shop.example'],
  })
  expect(first?.subject).toBe('有客户等待人工')
  expect(first?.text).toContain('cnv_1 · logistics')
  expect(first?.messageId).toMatch(/^<[0-9a-f]{32}@shop\.example>$/)
  expect(again?.messageId).toBe(first?.messageId)
})

it('a busy server is worth another try; what it will never take is not', async () => {
  server = await startMailServer({ user: 'desk', password: 'p@ss word' })
  server.next(451)
  await expect(send()).rejects.toMatchObject({ code: 'upstream_failed', message: /answered 451/ })
  server.next(550)
  await expect(send()).rejects.toMatchObject({ code: 'invalid', message: /answered 550/ })
  await expect(send({ url: server.url('desk', 'wrong') })).rejects.toMatchObject({
    code: 'invalid',
    message: /The mail server of shift answered 535/,
  })
  expect(server.taken).toEqual([])
})

it('a server that is not there is worth another try, and its password is not told', async () => {
  server = await startMailServer({ user: 'desk', password: 'p@ss word' })
  const url = server.url('desk', 'p@ss word')
  await server.close()
  const error = await send({ url }).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 'upstream_failed', message: /did not answer/ })
  expect(String(error)).not.toContain('p@ss')
})

it.each([
  [{ url: 'https://mail.example' }, /url/],
  [{ to: [] }, /to/],
  [{ to: ['nobody'] }, /to/],
  [{ from: 'Baton' }, /from/],
])('a target with %j is a fault that names the field', async (change, field) => {
  server = await startMailServer({ user: 'desk', password: 'p' })
  expect(() => targetOf(change)).toThrow(field)
})

describe('to a mail server elsewhere', () => {
  const elsewhere = '127.0.0.2'
  const account = { user: 'desk', password: 'p@ss word' }
  const trusted = getCACertificates('default')
  afterEach(() => setDefaultCACertificates(trusted))

  it.each(['when_asked', 'always'] as const)(
    'words leave encrypted (%s), and only where its certificate is trusted',
    async (encrypts) => {
      const certificate = makeCertificate(elsewhere)
      server = await startMailServer(account, { address: elsewhere, encrypts, certificate })
      await expect(send()).rejects.toThrow(/mail server of shift/)
      expect(server.taken).toEqual([])

      setDefaultCACertificates([...trusted, certificate.cert])
      await send()
      expect(server.taken).toMatchObject([{ encrypted: true, subject: '有客户等待人工' }])
    },
  )

  it('a certificate made for another address is not believed, though its maker is trusted', async () => {
    const certificate = makeCertificate('127.0.0.3')
    setDefaultCACertificates([...trusted, certificate.cert])
    server = await startMailServer(account, {
      address: elsewhere,
      encrypts: 'when_asked',
      certificate,
    })
    await expect(send()).rejects.toThrow()
    expect(server.taken).toEqual([])
  })

  it('nothing is said to one that offers no encryption, and the error tells the way out', async () => {
    server = await startMailServer(account, { address: elsewhere })
    await expect(send()).rejects.toMatchObject({
      code: 'invalid',
      message: /offers no encryption; use smtps:\/\/ or a server with STARTTLS/,
    })
    expect(server.taken).toEqual([])
  })
})
