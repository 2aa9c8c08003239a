import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

const faultsOf = (environment: Record<string, string>) => {
  try {
    readConfig({}, environment)
    return 'no fault'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({}, {})).toMatchObject({
      port: 3000,
      settleMs: 300,
      databaseUrl: undefined,
      model: undefined,
    })
  })

  it('names every fault together', () => {
    const words = faultsOf({
      PORT: '99999',
      BATON_SHOP_SECRET: 'short',
      BATON_TIME_ZONE: 'Mars/Olympus',
    })
    expect(words).toContain('PORT')
    expect(words).toContain('BATON_SHOP_SECRET must have at least 32 characters')
  })

  it('asks for what goes together', () => {
    expect(faultsOf({ REDIS_URL: 'redis://localhost' })).toContain(
      'DATABASE_URL is needed, because REDIS_URL is set',
    )
    expect(faultsOf({ BATON_MODEL: 'm' })).toContain(
      'OPENAI_API_KEY is needed, because BATON_MODEL is set',
    )
    expect(faultsOf({ OPENAI_BASE_URL: 'http://x.example/v1' })).toContain('BATON_MODEL is needed')
    expect(faultsOf({ QDRANT_API_KEY: 'k' })).toContain('QDRANT_URL is needed')
    expect(faultsOf({ QDRANT_API_KEY: 'k', QDRANT_URL: 'http://localhost:6333' })).toBe('no fault')
  })

  it('takes an embeddings model with a key and Qdrant, with or without a model that answers', () => {
    const embeds = {
      BATON_EMBEDDINGS_MODEL: 'e',
      OPENAI_API_KEY: 'k',
      QDRANT_URL: 'http://localhost:6333',
    }
    expect(faultsOf(embeds)).toBe('no fault')
    expect(faultsOf({ ...embeds, OPENAI_BASE_URL: 'http://x.example/v1' })).toBe('no fault')
    const alone = faultsOf({ BATON_EMBEDDINGS_MODEL: 'e' })
    expect(alone).toContain('QDRANT_URL is needed')
    expect(alone).toContain('OPENAI_API_KEY is needed')
  })

  it('takes Redis by its own protocol only', () => {
    const DATABASE_URL = 'postgresql://localhost/baton'
    for (const REDIS_URL of ['redis://localhost:6379/2', 'rediss://user:word@redis.example:6380'])
      expect(readConfig({}, { DATABASE_URL, REDIS_URL })).toMatchObject({ redisUrl: REDIS_URL })
    expect(faultsOf({ DATABASE_URL, REDIS_URL: 'http://localhost:6379' })).toContain('REDIS_URL')
  })

  it('refuses tracing that would send what customers write to a third party', () => {
    expect(faultsOf({ LANGSMITH_TRACING: 'true' })).toContain('LANGSMITH_TRACING must not be set')
    expect(faultsOf({ LANGSMITH_TRACING: 'false' })).toBe('no fault')
  })

  it('takes an empty value for none, and the command line before the environment', () => {
    expect(readConfig({ PORT: '4000' }, { PORT: '5000', DATABASE_URL: '' })).toMatchObject({
      port: 4000,
      databaseUrl: undefined,
    })
  })
})
