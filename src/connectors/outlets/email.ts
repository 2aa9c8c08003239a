import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { BatonError } from '../../domain/error.ts'
import { Notice, type NoticeTarget } from '../../domain/notice.ts'
import type { Outlet } from '../../domain/outlet.ts'

type EmailTarget = Extract<NoticeTarget, { kind: 'email' }>

/** Nobody waits longer for a mail server. */
const timeoutMs = 10_000
const local = /^(?:localhost|127\.0\.0\.1|\[?::1\]?)$/

/**
 * Notices by e-mail, over SMTP. Words leave this machine encrypted: `smtps:` from the first byte, `smtp:` by STARTTLS, and
 * a server that does not offer it gets nothing. What is sent again bears the same Message-ID, so that mailboxes can tell.
 */
export function emailOutlet(target: EmailTarget): Outlet {
  const { url, from, to, name } = target
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !local.test(hostname),
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // A notice is text of our own: no file and no address is ever fetched for it.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ body, idempotencyKey }) {
      const { title, text } = Notice.parse(body)
      const id = createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32)
      try {
        await transport.sendMail({
          from,
          to,
          subject: title,
          text,
          messageId: `<${id}@${from.replace(/^.*@/, '')}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
      } catch (cause) {
        throw refusalOf(`The mail server of ${name}`, cause)
      }
      return { reference: null }
    },
  }
}

/** 5xx and a refused login stay what they are; everything else may pass. The server's own words may quote an address and are not shown. */
function refusalOf(what: string, cause: unknown): BatonError {
  const { code, responseCode } = (cause ?? {}) as { code?: unknown; responseCode?: unknown }
  const status = typeof responseCode === 'number' ? responseCode : null
  const forGood = (status !== null && status >= 500) || code === 'ETLS'
  return new BatonError(
    forGood ? 'invalid' : 'upstream_failed',
    code === 'ETLS'
      ? `${what} offers no encryption; use smtps:// or a server with STARTTLS.`
      : status === null
        ? `${what} did not answer.`
        : `${what} answered ${status}.`,
    { cause },
  )
}
