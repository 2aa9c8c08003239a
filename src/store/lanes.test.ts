import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createLanes, type Lanes } from './lanes.ts'

const postgresUrl = inject('postgresUrl')

describe.skipIf(!postgresUrl)('lanes on PostgreSQL', () => {
  const url = postgresUrl ?? ''
  let opened: Lanes[]
  let lost: string[]
  beforeEach(() => {
    opened = []
    lost = []
  })
  afterEach(() => Promise.all(opened.map((lanes) => lanes.close())))

  function lanesTo(connectionString: string, most: number) {
    const lanes = createLanes({ connectionString }, most, ({ message }) => lost.push(message))
    opened.push(lanes)
    return async (text: string, ...values: unknown[]) => {
      const [row] = await lanes.query({ name: text, text, values })
      return row?.['answer']
    }
  }

  it('gives every statement its own answer, and one that fails takes no other along', async () => {
    const ask = lanesTo(url, 2)
    const answers = await Promise.allSettled(
      Array.from({ length: 60 }, (_, n) => ask('select 60 / $1::int as answer', n % 6)),
    )
    expect(
      answers.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message)),
    ).toEqual(answers.map((_, n) => (n % 6 === 0 ? 'division by zero' : Math.floor(60 / (n % 6)))))
    expect(lost).toEqual([])
  })

  it('commits each by itself', async () => {
    const ask = lanesTo(url, 1)
    await ask('create temporary table kept (n int check (n <> 2), s text)')
    await Promise.allSettled([1, 2, 3].map((n) => ask('insert into kept (n) values ($1::int)', n)))
    expect(await ask('select array_agg(n order by n) as answer from kept')).toEqual([1, 3])
  })

  it('sends what one pass of the event loop asks in one piece, without waiting for answers', async () => {
    let pieces = 0
    const { hostname, port } = new URL(url)
    const proxy = createServer((customer) => {
      const server = connect(Number(port), hostname)
      customer.on('data', () => pieces++)
      customer.pipe(server).pipe(customer)
    }).listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const beside = new URL(url)
    beside.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
    const ask = lanesTo(beside.href, 1)
    await ask('select $1::int as answer', 0)
    pieces = 0
    const numbers = Array.from({ length: 20 }, (_, n) => n)
    expect(await Promise.all(numbers.map((n) => ask('select $1::int as answer', n)))).toEqual(
      numbers,
    )
    expect(pieces).toBe(1)
    proxy.close()
  })

  it('leaves the lane of a slow statement to it', async () => {
    const judge = lanesTo(url, 1)
    const ask = lanesTo(url, 2)
    const lock = Date.now()
    await judge('select pg_advisory_lock($1::bigint)', lock)
    const answered: string[] = []
    const slow = ask('select pg_advisory_lock($1::bigint)', lock).then(() => answered.push('slow'))
    for (let n = 0; n < 10; n++) {
      await ask('select $1::int as answer', n)
      answered.push('quick')
    }
    await judge('select pg_advisory_unlock($1::bigint)', lock)
    await slow
    expect(answered.indexOf('slow')).toBe(10)
  })

  it('fails what a broken connection has not answered, and opens another for the next', async () => {
    const ask = lanesTo(url, 1)
    const judge = lanesTo(url, 1)
    const pid = await ask('select pg_backend_pid() as answer')
    const under = [
      ask('select pg_sleep($1::float) as answer', 60),
      ask('select $1::int as answer', 1),
    ]
    const ends = Promise.allSettled(under)
    await judge('select pg_terminate_backend($1::int) as answer', pid)
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await ask('select $1::int as answer', 2)).toBe(2)
    expect(await ask('select pg_backend_pid() as answer')).not.toBe(pid)
    expect(lost).toHaveLength(1)
  })

  it('fails while nothing answers, and works when it does', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    const ask = lanesTo(`postgres://nobody@127.0.0.1:${port}/none`, 1)
    await expect(ask('select 1 as answer')).rejects.toThrow(/ECONNREFUSED/)
    await expect(ask('select 1 as answer')).rejects.toThrow(/ECONNREFUSED/)
  })
})
