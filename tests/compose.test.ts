import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { Environment, readConfig } from '../src/platform/config.ts'

const root = join(import.meta.dirname, '..')
const read = (name: string) => readFileSync(join(root, name), 'utf8')
const known = Object.keys(Environment.shape)
/** Of the database's own image, which makes the address of it. */
const ofCompose = ['POSTGRES_PASSWORD']
/** Refused when set, so there is nothing to set them to. */
const refused = ['LANGSMITH_TRACING', 'LANGCHAIN_TRACING_V2']

const Duration = z.string().regex(/^\d+(ms|s|m)$/)
const Service = z.strictObject({
  image: z
    .string()
    .regex(/:[^:]+$/, 'names its version')
    .optional(),
  build: z.string().optional(),
  restart: z.literal('unless-stopped'),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string().regex(/^[a-z]+:\/[\w/]+$/)).default([]),
  ports: z.array(z.string()).default([]),
  depends_on: z
    .record(z.string(), z.strictObject({ condition: z.literal('service_healthy') }))
    .default({}),
  healthcheck: z.strictObject({
    test: z.tuple([z.enum(['CMD', 'CMD-SHELL'])], z.string()),
    interval: Duration,
    timeout: Duration,
    retries: z.int().min(1),
    start_period: Duration.optional(),
  }),
  stop_grace_period: Duration.optional(),
})
const Compose = z.strictObject({
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.null()),
})

/** `.env.example`: each variable with whether it is commented out and the words before it. */
function examples() {
  let words = ''
  const found: { name: string; value: string; set: boolean; words: string }[] = []
  for (const line of read('.env.example').split('\n')) {
    const [, off, name, value] = /^(# ?)?([A-Z][A-Z0-9_]+)=(.*)$/.exec(line) ?? []
    if (name !== undefined) found.push({ name, value: value ?? '', set: off === undefined, words })
    else if (line.startsWith('#')) words += line.slice(1)
    else words = ''
  }
  return found
}

describe('docker-compose.yml', () => {
  const text = read('docker-compose.yml')
  const { services, volumes } = Compose.parse(parse(text))

  it('has the three engines, a web and a worker, each with an image or a build', () => {
    expect(Object.keys(services).toSorted()).toEqual([
      'postgres',
      'qdrant',
      'redis',
      'web',
      'worker',
    ])
    for (const { image, build } of Object.values(services))
      expect([image, build].filter(Boolean)).toHaveLength(1)
    expect(services['web']?.command).toEqual(['serve', '--only', 'web'])
    expect(services['worker']?.command).toEqual(['serve', '--only', 'worker'])
  })

  it('waits only for services that it has, and mounts only volumes that it has, all of them', () => {
    for (const { depends_on } of Object.values(services))
      for (const name of Object.keys(depends_on)) expect(services).toHaveProperty(name)
    const mounted = Object.values(services).flatMap((service) =>
      service.volumes.map((volume) => volume.split(':')[0]),
    )
    expect([...new Set(mounted)].map(String).toSorted()).toEqual(Object.keys(volumes).toSorted())
  })

  it('gives Baton only variables that it knows, and asks .env only for what is explained there', () => {
    for (const name of ['web', 'worker'])
      for (const variable of Object.keys(services[name]?.environment ?? {}))
        expect(known).toContain(variable)
    const asked = [...text.matchAll(/\$\{([A-Z_0-9]+)/g)].map(([, name]) => String(name))
    const explained = examples().map(({ name }) => name)
    for (const name of asked) expect(explained).toContain(name)
  })

  it('starts both processes on a configuration without faults, naming the services', () => {
    const values: Record<string, string> = {
      POSTGRES_PASSWORD: 'secret',
      BATON_SHOP_SECRET: 'x'.repeat(32),
    }
    const filled = Object.fromEntries(
      Object.entries(services['worker']?.environment ?? {}).map(([name, value]) => [
        name,
        value.replaceAll(/\$\{([A-Z_0-9]+)[^}]*\}/g, (_, wanted: string) => values[wanted] ?? ''),
      ]),
    )
    const config = readConfig({}, filled)
    const hosts = [config.databaseUrl, config.redisUrl, config.qdrant?.url].map(
      (url) => new URL(url ?? '').hostname,
    )
    for (const host of hosts) expect(services).toHaveProperty(host)
  })

  if (spawnSync('docker', ['compose', 'version']).status === 0)
    it('is taken by docker compose, where there is one', () => {
      const taken = spawnSync('docker', ['compose', 'config', '--quiet'], {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, POSTGRES_PASSWORD: 'secret', BATON_SHOP_SECRET: 'x'.repeat(32) },
      })
      expect([taken.status, taken.stderr]).toEqual([0, ''])
    })
})

describe('.env.example', () => {
  it('explains every variable, and no other', () => {
    const names = examples().map(({ name }) => name)
    const wanted = [...known.filter((name) => !refused.includes(name)), ...ofCompose]
    expect(names.toSorted()).toEqual(wanted.toSorted())
    for (const { name, words } of examples()) expect([name, words.trim()]).not.toEqual([name, ''])
  })

  it('has no secret in it', () => {
    for (const { name, value } of examples())
      if (/SECRET|KEY|PASSWORD/.test(name)) expect([name, value]).toEqual([name, ''])
  })
})

it('the table in the README has every variable', () => {
  const rows = read('README.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
  const named = rows.flatMap((row) =>
    [...(row.split(' | ')[0] ?? '').matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name]) =>
      String(name),
    ),
  )
  expect(named.toSorted()).toEqual(known.filter((name) => !refused.includes(name)).toSorted())
})
