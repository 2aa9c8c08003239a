import { createCaller } from './caller.ts'
import { createRateLimit } from './limits.ts'

/** For performers that ask no model, as the understudy: whoever asks all the same is told that there is no recording. */
export const noModel = createCaller({
  mode: 'replay',
  recordings: null,
  model: '',
  baseUrl: '',
  apiKey: '',
  prices: null,
  budget: { tokens: null, micros: null },
  spent: { tokens: 0, micros: 0 },
  limit: createRateLimit({ requestsPerMinute: null, tokensPerMinute: null }),
  retries: 0,
})
