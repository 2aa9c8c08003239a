import { startFakeOpenAI } from './openai.ts'
import { shopModel } from './shop-model.ts'

/**
 * `node tests/fakes/serve-openai.ts`: the sample shop's scripted model as an OpenAI-compatible endpoint, until it is
 * interrupted. Prints what to set; evals are recorded against it where no real model is at hand.
 */
const fake = await startFakeOpenAI(shopModel, { model: 'fake-1' })
process.stdout.write(
  `OPENAI_BASE_URL=${fake.baseUrl} OPENAI_API_KEY=${fake.apiKey} BATON_MODEL=fake-1\n`,
)
process.once('SIGINT', () => void fake.close())
process.once('SIGTERM', () => void fake.close())
