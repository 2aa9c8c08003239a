// `node scripts/record-suites.ts [SUITE…]`: plays the suites in which a model takes part by the rule model, and keeps every
// answer in evals/recordings, anew. To be run when prompts, playbooks or tools have changed; needs no network but the loopback.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { findSuites } from '../evals/harness/load.ts'
import { withModel } from '../evals/harness/tasks/all.ts'
import { evalRun } from '../src/cli/eval-run.ts'
import { startFakeOpenAI } from '../tests/fakes/openai.ts'
import { ruleModel } from '../tests/fakes/rule-model.ts'

const model = 'rule-model'
const suites = (await findSuites(process.argv.slice(2))).filter(({ task }) => withModel(task))
const fake = await startFakeOpenAI(ruleModel, { model })
const startedAt = performance.now()
Object.assign(process.env, {
  OPENAI_BASE_URL: fake.baseUrl,
  OPENAI_API_KEY: fake.apiKey,
  BATON_MODEL: model,
})
for (const { name } of suites) {
  rmSync(join(import.meta.dirname, `../evals/recordings/${name}/${model}.jsonl`), { force: true })
}
const names = suites.map(({ name }) => name)
// One at a time: these rules answer at once, and more houses would only wait for the same core.
const how = ['--record', '--concurrency=1', '--fail-on=never']
await evalRun([...names, `--performer=model:${model}`, ...how], {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
})
await fake.close()
process.stdout.write(
  `${fake.requests.length} answers in ${((performance.now() - startedAt) / 1000).toFixed(0)} s\n`,
)
