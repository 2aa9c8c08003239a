// `node scripts/record-conversations.ts`: plays the conversations by the rule model and keeps every answer in
// evals/recordings, anew. To be run when prompts, playbooks or tools have changed; needs no network but the loopback.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { evalRun } from '../src/cli/eval-run.ts'
import { startFakeOpenAI } from '../tests/fakes/openai.ts'
import { ruleModel } from '../tests/fakes/rule-model.ts'

const model = 'rule-model'
const fake = await startFakeOpenAI(ruleModel, { model })
const startedAt = performance.now()
Object.assign(process.env, {
  OPENAI_BASE_URL: fake.baseUrl,
  OPENAI_API_KEY: fake.apiKey,
  BATON_MODEL: model,
})
rmSync(join(import.meta.dirname, `../evals/recordings/conversations/${model}.jsonl`), {
  force: true,
})
await evalRun(['conversations', `--performer=model:${model}`, '--record', '--fail-on=never'], {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
})
await fake.close()
process.stdout.write(
  `${fake.requests.length} answers in ${((performance.now() - startedAt) / 1000).toFixed(0)} s\n`,
)
