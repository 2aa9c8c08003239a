import { startFakeOpenAI } from './openai.ts'
import { ruleModel } from './rule-model.ts'
import { shopModel } from './shop-model.ts'

/**
 * `node tests/fakes/serve-openai.ts [rule-model]`: a scripted model of the sample shop as an OpenAI-compatible endpoint,
 * until it is interrupted. Prints what to set; evals are recorded against it where no real model is at hand.
 */
const models = { 'fake-1': shopModel, 'rule-model': ruleModel }
const model = process.argv[2] === 'rule-model' ? 'rule-model' : 'fake-1'
const fake = await startFakeOpenAI(models[model], { model })
process.stdout.write(
  `OPENAI_BASE_URL=${fake.baseUrl} OPENAI_API_KEY=${fake.apiKey} BATON_MODEL=${model}\n`,
)
process.once('SIGINT', () => void fake.close())
process.once('SIGTERM', () => void fake.close())
