import { lookup } from 'node:dns/promises'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { BatonError } from '../../domain/error.ts'
import { mostBytesOf, tooLarge, type Source } from './formats.ts'
import { isPublicAddress } from './public-address.ts'

/** How a name becomes addresses, and where an address that has passed is dialled: in tests, not where it says. */
export interface Net {
  resolve(host: string): Promise<string[]>
  dial?(address: string, port: number): { host: string; port: number }
}

const internet: Net = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
}

const mostRedirects = 5
const timeMs = 30_000

/** What a page may be, by the type that its server names. */
const endings: Readonly<Record<string, string>> = {
  'text/html': '.html',
  'application/xhtml+xml': '.html',
  'text/markdown': '.md',
  'text/plain': '.txt',
  'text/csv': '.csv',
  'application/jsonl': '.jsonl',
  'application/x-ndjson': '.jsonl',
  'application/pdf': '.pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
}

/**
 * Fetches one page for the knowledge base: http and https, public addresses only, whatever leads there. The name is
 * resolved once, every address of it is checked, and the checked address is the one that is dialled, so a name that
 * changes meanwhile gains nothing; each redirect passes the same door. Throws a sentence for what is not read.
 */
export async function fetchPage(url: URL, net: Net = internet): Promise<Source> {
  const signal = AbortSignal.timeout(timeMs)
  try {
    let at = url
    for (let hops = 0; hops <= mostRedirects; hops++) {
      const response = await get(at, net, signal)
      const { statusCode = 0, headers } = response
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
        response.destroy()
        if (!URL.canParse(headers.location, at))
          throw new BatonError('invalid', 'it redirects to what is no address')
        at = new URL(headers.location, at)
      } else {
        if (statusCode !== 200)
          throw new BatonError('upstream_failed', `its server answered ${statusCode}`)
        return await sourceFrom(response, url).finally(() => response.destroy())
      }
    }
  } catch (cause) {
    if (cause instanceof BatonError) throw cause
    const why = signal.aborted
      ? `its server took longer than ${timeMs / 1000} s`
      : `it cannot be reached (${cause instanceof Error ? cause.message : String(cause)})`
    throw new BatonError('upstream_failed', why, { cause })
  }
  throw new BatonError('upstream_failed', `it redirects more than ${mostRedirects} times`)
}

async function get(url: URL, net: Net, signal: AbortSignal): Promise<IncomingMessage> {
  const isSecure = url.protocol === 'https:'
  if (!isSecure && url.protocol !== 'http:')
    throw new BatonError('invalid', `only http and https are read, not ${url.protocol}`)
  if (url.username || url.password)
    throw new BatonError('invalid', 'an address with a name and password in it is not read')
  // The URL parser has made plain addresses of 0x7f.1, 2130706433 and the like.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port) || (isSecure ? 443 : 80)
  const addresses = isIP(host) ? [host] : await net.resolve(host)
  const refused = addresses.find((address) => !isPublicAddress(address))
  if (refused !== undefined)
    throw new BatonError(
      'forbidden',
      `${host} is a private address${refused === host ? '' : ` (${refused})`}; only public pages are read`,
    )
  const [address] = addresses
  if (address === undefined) throw new BatonError('upstream_failed', `${host} has no address`)
  const request = isSecure ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    request({
      ...(net.dial?.(address, port) ?? { host: address, port }),
      servername: isIP(host) ? '' : host,
      path: `${url.pathname}${url.search}`,
      headers: { host: url.host, 'user-agent': 'Baton kb import', 'accept-encoding': 'identity' },
      agent: false,
      signal,
    })
      .on('response', resolve)
      .on('error', reject)
      .end()
  })
}

async function sourceFrom(response: IncomingMessage, url: URL): Promise<Source> {
  const packed = response.headers['content-encoding'] ?? 'identity'
  if (packed !== 'identity')
    throw new BatonError('upstream_failed', `its server sends it packed (${packed}), unasked`)
  const [type = '', ...rest] = (response.headers['content-type'] ?? '').split(';')
  const named = endings[type.trim().toLowerCase()]
  // Servers call Markdown and tables plain text.
  const own = /\.(md|markdown|csv|jsonl)$/i.exec(url.pathname)?.[0].toLowerCase()
  const ending = named === '.txt' && own ? own : named
  if (ending === undefined) {
    throw new BatonError(
      'invalid',
      `${type.trim() || 'a page that does not say what it is'} cannot be read`,
    )
  }
  const charset = /charset=["']?([\w-]{1,40})/i.exec(rest.join(';'))?.[1]
  const bytes = await bytesOf(response, mostBytesOf(ending) ?? 0)
  return { bytes, name: url.href, ending, ...(charset !== undefined && { charset }) }
}

async function bytesOf(response: IncomingMessage, most: number): Promise<Uint8Array> {
  const said = Number(response.headers['content-length'] ?? 0)
  const chunks: Buffer[] = []
  let length = 0
  if (said > most) throw new BatonError('too_large', tooLarge(most))
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > most) throw new BatonError('too_large', tooLarge(most))
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
