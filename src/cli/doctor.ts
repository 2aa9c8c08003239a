import { existsSync } from 'node:fs'
import { readConfig } from '../platform/config.ts'
import { silentLog } from '../platform/log.ts'
import { probeDatabase, probeJobs, probePassages } from '../wire/probes.ts'
import { exit, type Io } from './command.ts'

export const doctorHelp = `baton doctor [--json]     checks what Baton needs and says what to do
`

interface Finding {
  name: string
  ok: boolean
  detail: string
}

const failed = (error: unknown) => (error instanceof Error ? error.message : String(error))

async function checks(): Promise<Finding[]> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const findings: Finding[] = [
    {
      name: 'node',
      ok: major > 24 || (major === 24 && minor >= 12),
      detail: `${process.versions.node} (24.12 or later is needed)`,
    },
  ]
  let config: ReturnType<typeof readConfig>
  try {
    config = readConfig()
    findings.push({ name: 'configuration', ok: true, detail: 'no faults' })
  } catch (error) {
    return [...findings, { name: 'configuration', ok: false, detail: failed(error) }]
  }
  for (const [name, path] of [
    ['playbooks', config.playbooksFolder],
    ['knowledge', config.knowledgeFile],
    ['training', config.trainingFolder],
  ] as const) {
    findings.push({ name, ok: existsSync(path), detail: path })
  }
  if (config.databaseUrl) {
    const answer = await probeDatabase(config.databaseUrl, silentLog).then(
      (version) => ({ ok: true, detail: `PostgreSQL ${version}` }),
      (error: unknown) => ({ ok: false, detail: failed(error) }),
    )
    findings.push({ name: 'database', ...answer })
  } else findings.push({ name: 'database', ok: true, detail: `embedded, in ${config.dataFolder}` })
  if (config.qdrant) {
    const answer = await probePassages(config.qdrant).then(
      (version) => ({ ok: true, detail: `Qdrant ${version}` }),
      (error: unknown) => ({ ok: false, detail: failed(error) }),
    )
    findings.push({ name: 'passages', ...answer })
  } else findings.push({ name: 'passages', ok: true, detail: 'the embedded index' })
  if (config.redisUrl) {
    const answer = await probeJobs(config.redisUrl).then(
      (version) => ({ ok: true, detail: `Bull on Redis ${version}` }),
      (error: unknown) => ({ ok: false, detail: failed(error) }),
    )
    findings.push({ name: 'jobs', ...answer })
  } else findings.push({ name: 'jobs', ok: true, detail: 'in the database' })
  if (config.model) {
    const { baseUrl = 'https://api.openai.com/v1', apiKey, name } = config.model
    const answer = await fetch(`${baseUrl.replace(/\/$/, '')}/models`, {
      headers: { authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.timeout(5000),
    }).then(
      (response) => ({
        ok: response.ok || response.status === 404,
        detail: `${name} at ${baseUrl}: HTTP ${response.status}`,
      }),
      (error: unknown) => ({
        ok: false,
        detail: `${name} at ${baseUrl} does not answer (${failed(error)}); the understudy will answer instead`,
      }),
    )
    findings.push({ name: 'model', ...answer })
  } else
    findings.push({
      name: 'model',
      ok: true,
      detail: 'none: the understudy answers (set OPENAI_API_KEY and BATON_MODEL for one)',
    })
  return findings
}

/** `baton doctor`: exit code 0 when all is well, 1 when something is not. */
export async function doctor(args: string[], io: Io): Promise<number> {
  const findings = await checks()
  const ok = findings.every((finding) => finding.ok)
  if (args.includes('--json')) io.out(`${JSON.stringify({ ok, findings })}\n`)
  else
    for (const finding of findings)
      io.out(`${finding.ok ? '✓' : '✗'} ${finding.name.padEnd(14)} ${finding.detail}\n`)
  return ok ? exit.done : exit.fellShort
}
