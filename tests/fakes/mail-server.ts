import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { Certificate } from './certificate.ts'

/** What a mail server took. */
export interface Mail {
  from: string
  to: string[]
  subject: string
  text: string
  messageId: string
  /** Whether it came over an encrypted line. */
  encrypted: boolean
}

/** A mail server that keeps to the protocol: it wants a login before it takes anything, and knows one account. */
export interface MailServer {
  /** Its address with a login in it. */
  url(user: string, password: string): string
  taken: Mail[]
  /** The next message is answered with this code. */
  next(code: number): void
  close(): Promise<void>
}

/** How a mail server encrypts: not at all, once asked to, or from the first byte. */
export interface MailLine {
  /** An address of this machine; a loopback address other than the first passes for one far away. */
  address?: string
  encrypts?: 'never' | 'when_asked' | 'always'
  certificate?: Certificate
}

export async function startMailServer(
  account: { user: string; password: string },
  { address = '127.0.0.1', encrypts = 'never', certificate }: MailLine = {},
): Promise<MailServer> {
  const taken: Mail[] = []
  const moods: number[] = []
  const server = new SMTPServer({
    ...(encrypts === 'never' ? { disabledCommands: ['STARTTLS'] } : {}),
    ...certificate,
    secure: encrypts === 'always',
    allowInsecureAuth: encrypts === 'never',
    onAuth({ username, password }, _session, callback) {
      if (username === account.user && password === account.password)
        return callback(null, { user: username })
      callback(Object.assign(new Error('Bad login'), { responseCode: 535 }))
    },
    onData(stream, { envelope, secure }, callback) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const mood = moods.shift()
        if (mood !== undefined)
          return callback(Object.assign(new Error('Not now'), { responseCode: mood }))
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        taken.push({
          from,
          to: envelope.rcptTo.map(({ address }) => address),
          encrypted: secure,
          ...readMail(Buffer.concat(parts).toString('utf8')),
        })
        callback()
      })
    },
  })
  // Whoever hangs up in the middle of a handshake is no fault of ours.
  server.on('error', () => {})
  await new Promise<void>((resolve) => void server.listen(0, address, resolve))
  const { port } = server.server.address() as AddressInfo
  let open = true
  return {
    url: (user, password) =>
      `smtp${encrypts === 'always' ? 's' : ''}://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${address}:${port}`,
    taken,
    next: (code) => void moods.push(code),
    close: () =>
      new Promise((resolve) => {
        if (!open) return resolve()
        open = false
        server.close(() => resolve())
      }),
  }
}

/** Subject, id and text of a plain message (RFC 5322, RFC 2047). */
function readMail(raw: string): Pick<Mail, 'subject' | 'text' | 'messageId'> {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const header = (name: string): string =>
    new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im').exec(head)?.[1] ?? ''
  const body = rest.join('\r\n\r\n')
  const encoding = header('Content-Transfer-Encoding').toLowerCase()
  return {
    subject: header('Subject')
      .replace(/\?=\s+=\?/g, '?==?')
      .replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, word: string) =>
        Buffer.from(word, 'base64').toString('utf8'),
      )
      .replace(/=\?utf-8\?q\?([^?]*)\?=/gi, (_, word: string) => quoted(word.replaceAll('_', ' '))),
    text:
      encoding === 'base64'
        ? Buffer.from(body, 'base64').toString('utf8')
        : encoding === 'quoted-printable'
          ? quoted(body.replace(/=\r\n/g, ''))
          : body,
    messageId: header('Message-ID'),
  }
}

const quoted = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
