import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { BatonError } from '../../domain/error.ts'
import { Words } from '../../domain/rule.ts'

const DeclaredTool = z.strictObject({
  /** A tool from outside is taken to write unless it is declared to read only. */
  effect: z.enum(['reads', 'writes']).default('writes'),
  title: Words.optional(),
  /** The argument that names an order; calls then need that order's proof. */
  orderArgument: z.string().min(1).optional(),
})

const common = {
  timeoutMs: z.int().min(100).max(120_000).default(10_000),
  /** What is known of single tools; others of the server are taken as they come, as writes. */
  tools: z.record(z.string(), DeclaredTool).default({}),
  /** Only these tools of the server are taken; all when absent. */
  only: z.array(z.string()).optional(),
}

/** One MCP server: a program to start (stdio), or an address (Streamable HTTP). */
const McpServer = z.union([
  z.strictObject({
    command: z.string().min(1),
    args: z.array(z.string()).default([]),
    env: z.record(z.string(), z.string()).default({}),
    ...common,
  }),
  z.strictObject({
    url: z.url({ protocol: /^https?$/ }),
    headers: z.record(z.string(), z.string()).default({}),
    ...common,
  }),
])
export type McpServer = z.infer<typeof McpServer>

/** The file that `BATON_MCP` names: servers by a short name, which goes before the names of their tools. */
export const McpSettings = z.strictObject({
  servers: z
    .record(z.string(), McpServer)
    .refine((servers) => Object.keys(servers).every((name) => /^[a-z][a-z0-9]{0,19}$/.test(name)), {
      error: 'a server has a short lower-case name',
    }),
})
export type McpSettings = z.infer<typeof McpSettings>

/** Reads the settings file. @throws BatonError `invalid`, naming the file and every field at fault. */
export async function readMcpSettings(file: string): Promise<McpSettings> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new BatonError('invalid', `BATON_MCP names ${file}, which cannot be read.`, { cause })
  })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new BatonError('invalid', `${file} is not JSON.`, { cause })
  }
  const parsed = McpSettings.safeParse(value)
  if (parsed.success) return parsed.data
  throw new BatonError('invalid', `${file} has faults:\n${z.prettifyError(parsed.error)}`)
}
