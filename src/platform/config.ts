import { resolve } from 'node:path'
import { z } from 'zod'
import { BatonError } from '../domain/error.ts'

const ms = (standard: number, most: number) =>
  z.coerce.number().int().min(0).max(most).default(standard)
const list = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter(Boolean),
  )
  .default([])
const url = (protocol: RegExp) => z.url({ protocol })

const signingKey = /^whsec_[A-Za-z0-9+/=]{32,}$/

/** Every variable that Baton reads. */
export const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  BATON_DATA: z.string().default('.baton'),
  BATON_CACHE: z.string().optional(),
  BATON_DATASETS: z.string().optional(),
  BATON_CORS_ORIGINS: list,
  BATON_RATE_PER_MINUTE: z.coerce.number().int().min(1).default(120),
  BATON_SETTLE_MS: ms(300, 10_000),
  BATON_LEASE_MS: ms(15_000, 600_000),
  BATON_SHUTDOWN_MS: ms(10_000, 600_000),
  BATON_CONCURRENCY: z.coerce.number().int().min(1).max(512).default(32),
  BATON_PLAYBOOKS: z.string().optional(),
  BATON_KNOWLEDGE: z.string().optional(),
  BATON_HANDOFF: z.string().optional(),
  BATON_DESK: z.string().optional(),
  BATON_TRAINING: z.string().optional(),
  BATON_SHOP_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  BATON_TIME_ZONE: z.string().default('Asia/Shanghai'),
  BATON_WEBHOOK_URL: url(/^https?$/).optional(),
  BATON_WEBHOOK_SECRET: z
    .string()
    .regex(signingKey, 'must be whsec_ and base64, as Standard Webhooks has it')
    .optional(),
  BATON_SHOP_URL: url(/^https?$/).optional(),
  BATON_SHOP_KEY: z
    .string()
    .regex(signingKey, 'must be whsec_ and base64, as Standard Webhooks has it')
    .optional(),
  BATON_LEADS_URL: url(/^https?$/).optional(),
  BATON_LEADS_SECRET: z
    .string()
    .regex(signingKey, 'must be whsec_ and base64, as Standard Webhooks has it')
    .optional(),
  BATON_NOTICES: z.string().optional(),
  BATON_LEAD_WEIGHTS: z.string().optional(),
  BATON_MCP: z.string().optional(),
  DATABASE_URL: url(/^postgres(ql)?$/).optional(),
  REDIS_URL: url(/^rediss?$/).optional(),
  QDRANT_URL: url(/^https?$/).optional(),
  QDRANT_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: url(/^https?$/).optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  BATON_MODEL: z.string().min(1).optional(),
  BATON_EMBEDDINGS_MODEL: z.string().min(1).optional(),
  BATON_MODEL_TIMEOUT_MS: z.coerce.number().int().min(0).max(600_000).optional(),
  BATON_TOKENS_PER_TURN: z.coerce.number().int().min(1000).default(24_000),
  LANGSMITH_TRACING: z
    .enum(['', 'false', '0'], {
      error: 'must not be set: it would send what customers write to a third party',
    })
    .optional(),
  LANGCHAIN_TRACING_V2: z
    .enum(['', 'false', '0'], {
      error: 'must not be set: it would send what customers write to a third party',
    })
    .optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

const Checked = Environment.superRefine((env, context) => {
  const together = (names: (keyof typeof env)[]) => {
    const missing = names.filter((name) => env[name] === undefined)
    if (missing.length === 0 || missing.length === names.length) return
    for (const name of missing) {
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `is needed, because ${names.filter((n) => !missing.includes(n)).join(' and ')} is set`,
      })
    }
  }
  const embeds = env.BATON_EMBEDDINGS_MODEL !== undefined
  if (!embeds || env.BATON_MODEL) together(['OPENAI_API_KEY', 'BATON_MODEL'])
  const needs = (name: 'OPENAI_API_KEY' | 'QDRANT_URL') => {
    if (env[name]) return
    const message = 'is needed, because BATON_EMBEDDINGS_MODEL is set'
    context.addIssue({ code: 'custom', path: [name], message })
  }
  if (embeds) {
    needs('OPENAI_API_KEY')
    // The embedded index searches by words alone.
    needs('QDRANT_URL')
  }
  together(['BATON_WEBHOOK_URL', 'BATON_WEBHOOK_SECRET'])
  together(['BATON_SHOP_URL', 'BATON_SHOP_KEY'])
  together(['BATON_LEADS_URL', 'BATON_LEADS_SECRET'])
  if (env.QDRANT_API_KEY && !env.QDRANT_URL) {
    context.addIssue({
      code: 'custom',
      path: ['QDRANT_URL'],
      message: 'is needed, because QDRANT_API_KEY is set',
    })
  }
  if (env.REDIS_URL && !env.DATABASE_URL) {
    context.addIssue({
      code: 'custom',
      path: ['DATABASE_URL'],
      message: 'is needed, because REDIS_URL is set: jobs on Redis are fed from PostgreSQL',
    })
  }
  if (env.OPENAI_BASE_URL && !env.BATON_MODEL && !embeds) {
    context.addIssue({
      code: 'custom',
      path: ['BATON_MODEL'],
      message: 'is needed, because OPENAI_BASE_URL is set',
    })
  }
  try {
    Intl.DateTimeFormat('en', { timeZone: env.BATON_TIME_ZONE })
  } catch {
    context.addIssue({
      code: 'custom',
      path: ['BATON_TIME_ZONE'],
      message: 'must be an IANA time zone such as Asia/Shanghai',
    })
  }
})

const projectFolder = resolve(import.meta.dirname, '../..')

/**
 * Reads the whole configuration from the environment, once; what a command line says goes before it.
 * @throws BatonError `invalid`, naming every fault together.
 */
export function readConfig(
  overrides: Record<string, string> = {},
  environment: Record<string, string | undefined> = process.env,
) {
  // An empty value is how compose files and shells say "not set".
  const given = Object.fromEntries(
    Object.entries({ ...environment, ...overrides }).filter(([, value]) => value !== ''),
  )
  const parsed = Checked.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`)
    throw new BatonError(
      'invalid',
      `The configuration has ${faults.length === 1 ? 'a fault' : 'faults'}:\n${faults.join('\n')}`,
    )
  }
  const env = parsed.data
  return {
    port: env.PORT,
    host: env.HOST,
    dataFolder: resolve(env.BATON_DATA),
    /** What can be made again: trained models. */
    cacheFolder: resolve(env.BATON_CACHE ?? `${env.BATON_DATA}/cache`),
    /** Public datasets that some evals need; they are not part of the repository. */
    datasetsFolder: resolve(env.BATON_DATASETS ?? `${projectFolder}/../shared/data`),
    corsOrigins: env.BATON_CORS_ORIGINS,
    ratePerMinute: env.BATON_RATE_PER_MINUTE,
    settleMs: env.BATON_SETTLE_MS,
    leaseMs: env.BATON_LEASE_MS,
    shutdownMs: env.BATON_SHUTDOWN_MS,
    concurrency: env.BATON_CONCURRENCY,
    playbooksFolder: resolve(env.BATON_PLAYBOOKS ?? `${projectFolder}/playbooks`),
    knowledgeFile: resolve(env.BATON_KNOWLEDGE ?? `${projectFolder}/knowledge/voyager-goods.jsonl`),
    trainingFolder: resolve(env.BATON_TRAINING ?? `${projectFolder}/training`),
    /** When the baton passes: the settings file. */
    handoffFile: resolve(env.BATON_HANDOFF ?? `${projectFolder}/settings/handoff.json`),
    /** Hours, offers, promises and targets of the desk: the settings file. */
    deskFile: resolve(env.BATON_DESK ?? `${projectFolder}/settings/desk.json`),
    webFolder: `${projectFolder}/web`,
    shopSecret: env.BATON_SHOP_SECRET,
    /** The business's own shop, over the HTTP contract; the sample shop where there is none. */
    shop:
      env.BATON_SHOP_URL && env.BATON_SHOP_KEY
        ? { url: env.BATON_SHOP_URL, secret: env.BATON_SHOP_KEY }
        : undefined,
    /** Where leads go by signed webhook, beside the CRM. */
    leads:
      env.BATON_LEADS_URL && env.BATON_LEADS_SECRET
        ? { url: env.BATON_LEADS_URL, secret: env.BATON_LEADS_SECRET }
        : undefined,
    /** The file that names group robots and what they are told of. */
    noticesFile: env.BATON_NOTICES === undefined ? undefined : resolve(env.BATON_NOTICES),
    /** Weights of a lead's grade, as `baton leads learn` writes them; those that Baton comes with where there is none. */
    leadWeightsFile:
      env.BATON_LEAD_WEIGHTS === undefined ? undefined : resolve(env.BATON_LEAD_WEIGHTS),
    /** The file that names MCP servers. */
    mcpFile: env.BATON_MCP === undefined ? undefined : resolve(env.BATON_MCP),
    timeZone: env.BATON_TIME_ZONE,
    webhook:
      env.BATON_WEBHOOK_URL && env.BATON_WEBHOOK_SECRET
        ? { url: env.BATON_WEBHOOK_URL, secret: env.BATON_WEBHOOK_SECRET }
        : undefined,
    databaseUrl: env.DATABASE_URL,
    /** The model that puts passages and queries into vectors of meaning; only with Qdrant. */
    embeddings: env.BATON_EMBEDDINGS_MODEL
      ? {
          model: env.BATON_EMBEDDINGS_MODEL,
          apiKey: env.OPENAI_API_KEY ?? '',
          baseUrl: env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1',
        }
      : undefined,
    /** Where passages are kept; the embedded index where there is none. */
    qdrant: env.QDRANT_URL ? { url: env.QDRANT_URL, apiKey: env.QDRANT_API_KEY } : undefined,
    /** Where jobs go by Bull; they run in the database where there is none. */
    redisUrl: env.REDIS_URL,
    model: env.BATON_MODEL
      ? {
          name: env.BATON_MODEL,
          apiKey: env.OPENAI_API_KEY ?? '',
          baseUrl: env.OPENAI_BASE_URL,
          /** Goes before the handoff settings' `modelMs`. */
          timeoutMs: env.BATON_MODEL_TIMEOUT_MS,
          tokensPerTurn: env.BATON_TOKENS_PER_TURN,
        }
      : undefined,
    logLevel: env.LOG_LEVEL,
  }
}
export type Config = ReturnType<typeof readConfig>
