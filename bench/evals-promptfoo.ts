import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFakeOpenAI } from '../tests/fakes/openai.ts'
import { rounded, type BenchOptions } from './bench.ts'

export const promptText = 'You answer for a shop, briefly. The customer asks: {{question}}'

const root = join(import.meta.dirname, '..')
const promptfoo = join(
  import.meta.dirname,
  'peers/evals/node_modules/promptfoo/dist/src/entrypoint.js',
)

interface Timed {
  seconds: number
  code: number | null
  requests: number
  out: string
}

/**
 * The same cases as whole processes, by this harness and by promptfoo, against one endpoint: first with an empty
 * cache, so that every case is asked, and then from what was recorded, by both without a request.
 */
export async function againstPromptfoo(count: number, { progress }: BenchOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-peer-'))
  const fake = await startFakeOpenAI(() => ({ text: 'An answer in one sentence.' }))
  const questions = Array.from({ length: count }, (_, i) => `Where is parcel ${i}?`)
  const env = {
    ...process.env,
    OPENAI_BASE_URL: fake.baseUrl,
    OPENAI_API_KEY: fake.apiKey,
    BATON_MODEL: 'fake-1',
    BATON_DATA: join(folder, 'data'),
    PROMPTFOO_DISABLE_TELEMETRY: '1',
    PROMPTFOO_DISABLE_UPDATE: '1',
    PROMPTFOO_DISABLE_REMOTE_GENERATION: '1',
    PROMPTFOO_CONFIG_DIR: join(folder, 'promptfoo'),
    PROMPTFOO_CACHE_PATH: join(folder, 'promptfoo-cache'),
    // Its cache drops what is more than this; all cases have to fit.
    PROMPTFOO_CACHE_MAX_FILE_COUNT: '100000',
  }
  writeOurs(folder, questions)
  writeTheirs(folder, questions, fake.baseUrl)
  const timed = async (args: string[]): Promise<Timed> => {
    const before = fake.requests.length
    const startedAt = performance.now()
    const { code, out } = await runProcess(args, folder, env)
    const seconds = (performance.now() - startedAt) / 1000
    return { seconds, code, out, requests: fake.requests.length - before }
  }
  const ours = (mode: string) =>
    timed([
      '--disable-warning=ExperimentalWarning',
      join(root, 'src/cli.ts'),
      'eval',
      'run',
      join(folder, 'words.suite.yaml'),
      '--performer',
      'model:fake-1',
      '--prompt',
      join(folder, 'prompt.md'),
      '--recordings',
      join(folder, 'recordings'),
      '--concurrency',
      '8',
      mode,
    ])
  const theirs = () =>
    timed([
      promptfoo,
      'eval',
      '-c',
      join(folder, 'promptfoo.json'),
      '-j',
      '8',
      '--no-progress-bar',
      '--no-table',
      '--no-write',
    ])
  try {
    progress(`${count} cases by promptfoo, asked and then from its cache`)
    const [theirFirst, theirSecond] = [await theirs(), await theirs()]
    progress(`${count} cases by this harness, recorded and then replayed`)
    const [ourFirst, ourSecond] = [await ours('--record'), await ours('--replay')]
    const show = ({ seconds, code, requests }: Timed) => ({
      seconds: rounded(seconds, 2),
      code,
      requests,
    })
    const failed = [theirFirst, theirSecond, ourFirst, ourSecond].find(({ code }) => code !== 0)
    return {
      cases: count,
      asked: { baton: show(ourFirst), promptfoo: show(theirFirst) },
      recorded: { baton: show(ourSecond), promptfoo: show(theirSecond) },
      // Who did not run was not faster.
      timesFaster: failed
        ? null
        : {
            asked: rounded(theirFirst.seconds / ourFirst.seconds, 2),
            recorded: rounded(theirSecond.seconds / ourSecond.seconds, 2),
          },
      failed: failed?.out.slice(-600),
    }
  } finally {
    await fake.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function writeOurs(folder: string, questions: readonly string[]): void {
  writeFileSync(join(folder, 'prompt.md'), promptText)
  writeFileSync(
    join(folder, 'words.jsonl'),
    questions.map((question) => `${JSON.stringify({ question })}\n`).join(''),
  )
  writeFileSync(
    join(folder, 'words.suite.yaml'),
    `suite: words
task: prompt
expect:
  - says: answer
dataset: { file: words.jsonl, columns: { vars.question: question } }
`,
  )
}

function writeTheirs(folder: string, questions: readonly string[], apiBaseUrl: string): void {
  const config = {
    prompts: [promptText],
    providers: [{ id: 'openai:chat:fake-1', config: { apiBaseUrl } }],
    tests: questions.map((question) => ({
      vars: { question },
      assert: [{ type: 'icontains', value: 'answer' }],
    })),
  }
  writeFileSync(join(folder, 'promptfoo.json'), JSON.stringify(config))
}

function runProcess(
  args: string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; out: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    child.stdout.on('data', (data: Buffer) => (out += data.toString()))
    child.stderr.on('data', (data: Buffer) => (out += data.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out }))
  })
}
