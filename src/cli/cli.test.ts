import { execFile } from 'node:child_process'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../../tests/server.ts'
import { visit } from '../../tests/visitor.ts'

/** The commands as a shell runs them: first beside the running server, then without it, on the same folder. */

let server: TestServer
const run = (...args: string[]) => server.run(...args)
beforeAll(async () => {
  server = await startServer()
}, 90_000)
afterAll(() => server.stop())

const patient = 60_000

interface Shop {
  customers: { id: string; orders: { number: string; proof: { phoneTail: string } }[] }[]
}

describe('exit codes', () => {
  it.each<[string[], number, RegExp]>([
    [['--help'], 0, /^baton COMMAND/],
    [[], 2, /^baton COMMAND/],
    [['serve', '--help'], 0, /--only web\|worker/],
    [['kb', '--help'], 0, /kb search/],
    [['read', '--help'], 0, /baton read/],
  ])(
    '%j: help on standard output, code %i',
    async (args, code, words) => {
      const { code: ended, out, err } = await run(...args)
      expect([ended, err]).toEqual([code, ''])
      expect(out).toMatch(words)
    },
    patient,
  )

  it.each<[string[], RegExp]>([
    [['fly'], /no command called fly/],
    [['ask'], /Say what to ask/],
    [['ask', 'hi', '--nonsense'], /--nonsense/],
    [['serve', '--only', 'half'], /--only must be web or worker/],
    [['serve', '--nonsense'], /--nonsense/],
  ])(
    '%j: words on standard error, code 2',
    async (args, words) => {
      const { code, out, err } = await run(...args)
      expect([code, out]).toEqual([2, ''])
      expect(err).toMatch(words)
      expect(err).not.toMatch(/\n\s+at /)
    },
    patient,
  )

  it(
    '1 for what cannot be, in words',
    async () => {
      await run('operator', 'add', 'Twice')
      const again = await run('operator', 'add', 'Twice')
      expect(again).toEqual({
        code: 1,
        out: '',
        err: 'There is an operator called Twice already.\n',
      })
      const chat = await run('chat')
      expect(chat.code).toBe(1)
      expect(chat.err).toMatch(/Another Baton process is using the data folder/)
    },
    patient,
  )

  it(
    'says which file is missing, and which line of it is wrong, and takes the other lines',
    async () => {
      const missing = await run('kb', 'import', 'nowhere.jsonl')
      expect(missing.out).toBe('')
      expect(missing.err).toMatch(/nowhere\.jsonl/)
      expect(missing.code).toBeGreaterThan(0)
      const broken = join(server.dataFolder, 'broken.jsonl')
      writeFileSync(broken, '{"id":"a","title":"A","body":"b"}\n{"id":\n')
      const wrong = await run('kb', 'import', broken)
      expect(wrong.err).toMatch(/broken\.jsonl.*2/s)
      expect(wrong.code).toBeGreaterThan(0)
      const ids = (JSON.parse((await run('kb', 'list', '--json')).out) as { id: string }[]).map(
        ({ id }) => id,
      )
      expect(ids).toContain('a')
      expect(ids.length).toBeGreaterThan(1)
    },
    patient,
  )
})

describe('a second server', () => {
  it(
    'on the same folder is told so',
    async () => {
      const second = startServer({ dataFolder: server.dataFolder })
      await expect(second).rejects.toThrow(
        /ended with 1:[^]*Another Baton process is using the data folder .* set BATON_DATA/,
      )
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    },
    patient,
  )

  it(
    'on the same port is told so, and lets its own folder go',
    async () => {
      const started = performance.now()
      const port = Number(new URL(server.url).port)
      await expect(startServer({ port })).rejects.toThrow(
        new RegExp(`ended with 1:[^]*Port ${port} is in use\\. Set PORT to another`),
      )
      expect(performance.now() - started).toBeLessThan(patient)
    },
    patient,
  )
})

it('the socket and the secrets are for their owner alone', () => {
  for (const name of ['control.sock', 'shop-secret', 'operator-token', 'lock']) {
    const mode = statSync(join(server.dataFolder, 'data', name)).mode & 0o777
    expect([name, mode.toString(8)]).toEqual([name, '600'])
  }
})

it(
  'a login of `shop login` is one that the server takes',
  async () => {
    const { out } = await run('shop', 'login', 'sc_lin')
    const visitor = await visit(server.url, { locale: 'zh', customer: { token: out.trim() } })
    await visitor.say('我的订单到哪了?')
    const said = (await visitor.answered()).map(({ text }) => text).join('\n')
    expect(said).toMatch(/VG\d{8}/)
  },
  patient,
)

it(
  'a token of `operator add` opens the desk, at once',
  async () => {
    const { code, out } = await run('operator', 'add', 'Json', '--json')
    expect(code).toBe(0)
    const { token, name } = JSON.parse(out) as { token: string; name: string }
    expect(name).toBe('Json')
    const queue = await fetch(`${server.url}/v1/desk/queue`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(queue.status).toBe(200)
  },
  patient,
)

it(
  '`shop reset` puts the shop back beside the running server, and keeps what was said',
  async () => {
    const first = (await run('shop', 'list', '--json')).out
    const [order] = (JSON.parse(first) as Shop).customers.flatMap(({ orders }) => orders)
    const { out: token } = await run('shop', 'login', 'sc_wu')
    const visitor = await visit(server.url, { locale: 'zh', customer: { token: token.trim() } })
    await visitor.say('我的订单到哪了?')
    const said = await visitor.answered()

    const refused = await run('shop', 'reset')
    expect([refused.code, refused.out]).toEqual([2, ''])
    expect(refused.err).toMatch(/left as it is.*--yes/)
    expect(await run('shop', 'reset', '--yes')).toEqual({
      code: 0,
      out: '',
      err: 'The sample shop is as on its first day.\n',
    })
    const again = (await run('shop', 'list', '--json')).out
    expect((JSON.parse(again) as Shop).customers.flatMap(({ orders }) => orders)[0]?.number).toBe(
      order?.number,
    )
    // Dated anew.
    expect(again).not.toBe(first)
    expect(await visitor.answered()).toEqual(said)
  },
  patient,
)

/** What must be the same whether the server or the command itself has the folder. */
async function answers() {
  const listed = await run('shop', 'list', '--json')
  const found = await run('kb', 'search', '退货期限是几天', '--json')
  const articles = await run('kb', 'list', '--json')
  const migrated = await run('db', 'migrate')
  const asked = await run('ask', '退货期限是几天', '--json')
  const doctor = await run('doctor', '--json')
  return { listed, found, articles, migrated, asked, doctor }
}

describe('beside the server and without it', () => {
  it('the same commands give the same answers, JSON and nothing else on standard output', async () => {
    const beside = await answers()
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    await server.kill('SIGTERM')
    const alone = await answers()

    const { customers } = JSON.parse(beside.listed.out) as Shop
    expect(customers.map(({ id }) => id)).toContain('sc_lin')
    const orders = customers.flatMap((customer) => customer.orders)
    expect(orders.length).toBeGreaterThan(3)
    expect(
      orders.every(
        ({ number, proof }) => /^VG\d+$/.test(number) && /^\d{4}$/.test(proof.phoneTail),
      ),
    ).toBe(true)

    for (const name of ['listed', 'found', 'articles', 'migrated', 'doctor'] as const) {
      expect([name, beside[name].code, beside[name].err]).toEqual([name, 0, ''])
      expect(alone[name]).toEqual(beside[name])
    }
    const answer = JSON.parse(beside.found.out) as { hits: { articleId: string }[] }
    expect(answer.hits.length).toBeGreaterThan(0)

    const replies = [beside.asked, alone.asked].map(({ code, out, err }) => {
      expect([code, err]).toEqual([0, ''])
      return JSON.parse(out) as { author: string; text: string; conversationId: string }
    })
    expect(replies[0]).toMatchObject({ author: 'agent', text: replies[1]?.text })
    expect(replies[0]?.conversationId).not.toBe(replies[1]?.conversationId)
    expect(replies[0]?.text).toMatch(/退货[^]*天/)
  }, 120_000)

  it(
    '`doctor` says in words that all is well',
    async () => {
      const { code, out, err } = await run('doctor')
      expect([code, err]).toEqual([0, ''])
      expect(out.match(/^✓ /gm)?.length).toBeGreaterThanOrEqual(6)
    },
    patient,
  )
})

it(
  '`doctor` names what does not answer, with code 1',
  async () => {
    const cli = join(import.meta.dirname, '../cli.ts')
    const env = {
      BATON_DATA: join(server.dataFolder, 'elsewhere'),
      DATABASE_URL: 'postgresql://baton@127.0.0.1:1/nowhere',
      OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
      OPENAI_API_KEY: 'sk-none',
      BATON_MODEL: 'none',
    }
    const failure = (await promisify(execFile)(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', cli, 'doctor', '--json'],
      { env },
    ).catch((error: unknown) => error)) as { code: number; stdout: string; stderr: string }
    expect([failure.code, failure.stderr]).toEqual([1, ''])
    const { ok, findings } = JSON.parse(failure.stdout) as {
      ok: boolean
      findings: { name: string; ok: boolean; detail: string }[]
    }
    const wrong = findings.filter((finding) => !finding.ok)
    expect([ok, wrong.map(({ name }) => name)]).toEqual([false, ['database', 'model']])
    expect(wrong.at(-1)?.detail).toMatch(/the understudy will answer instead/)
  },
  patient,
)
