import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import {
  getDefaultEnvironment,
  StdioClientTransport,
} from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { z } from 'zod'
import { BatonError } from '../../domain/error.ts'
import type { OutsideResult, OutsideTool } from '../../domain/outside-tool.ts'
import type { Log } from '../../platform/log.ts'
import type { McpServer, McpSettings } from './settings.ts'

/** Tools of MCP servers (modelcontextprotocol.io), and the way to let the servers go. */
export interface McpTools {
  readonly tools: readonly OutsideTool[]
  close(): Promise<void>
}

/** Longer answers are cut: a tool's words must not crowd out the conversation. */
const longestText = 8000
const Content = z.object({
  isError: z.boolean().optional(),
  structuredContent: z.unknown().optional(),
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })).default([]),
})

function transportTo(server: McpServer): Transport {
  if ('command' in server) {
    return new StdioClientTransport({
      command: server.command,
      args: server.args,
      env: { ...getDefaultEnvironment(), ...server.env },
      stderr: 'ignore',
    })
  }
  // The SDK's class has `sessionId?: string`, its interface `sessionId?: string | undefined`.
  const transport: unknown = new StreamableHTTPClientTransport(new URL(server.url), {
    requestInit: { headers: server.headers },
  })
  return transport as Transport
}

/** A connection that is made when it is needed, and made anew when it broke. */
function connection(name: string, server: McpServer, log: Log) {
  let open: Promise<Client> | null = null
  const connect = async (): Promise<Client> => {
    const client = new Client({ name: 'baton', version: '1' })
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the SDK's client is no event target
    client.onclose = () => {
      log.warn({ server: name }, 'an MCP server has gone')
      open = null
    }
    await client.connect(transportTo(server), { timeout: server.timeoutMs })
    return client
  }
  return {
    use(): Promise<Client> {
      open ??= connect().catch((error: unknown) => {
        open = null
        throw error
      })
      return open
    },
    async close(): Promise<void> {
      const client = await open?.catch(() => null)
      if (!client) return
      delete client.onclose
      await client.close()
    },
  }
}

function resultOf(answer: unknown): OutsideResult {
  const parsed = Content.safeParse(answer)
  if (!parsed.success) throw new BatonError('upstream_failed', 'The tool answered nonsense.')
  const { isError, structuredContent, content } = parsed.data
  const text = content.map((part) => part.text ?? `(${part.type})`).join('\n')
  return {
    ok: isError !== true,
    text: text.slice(0, longestText),
    ...(structuredContent === undefined ? {} : { data: structuredContent }),
  }
}

async function toolsOf(
  name: string,
  server: McpServer,
  use: () => Promise<Client>,
  log: Log,
): Promise<OutsideTool[]> {
  const listed = await use()
    .then((client) => client.listTools({}, { timeout: server.timeoutMs }))
    .catch((cause: unknown) => {
      const where = 'command' in server ? server.command : server.url
      throw new BatonError(
        'engine_unreachable',
        `The MCP server ${name} (${where}) does not answer. Start it, or take it out of the file that BATON_MCP names.`,
        { cause },
      )
    })
  const known = new Set(listed.tools.map((tool) => tool.name))
  for (const wanted of [...(server.only ?? []), ...Object.keys(server.tools)]) {
    if (!known.has(wanted))
      throw new BatonError('invalid', `The MCP server ${name} has no tool called ${wanted}.`)
  }
  return listed.tools
    .filter((tool) => server.only?.includes(tool.name) ?? true)
    .map((tool): OutsideTool => {
      const declared = server.tools[tool.name]
      const said = tool.title ?? tool.name
      return {
        name: `${name}__${tool.name}`,
        description: (tool.description ?? said).slice(0, 1000),
        inputSchema: tool.inputSchema,
        effect: declared?.effect ?? 'writes',
        title: declared?.title ?? { zh: said, en: said },
        orderArgument: declared?.orderArgument ?? null,
        async call(args, idempotencyKey) {
          try {
            const client = await use()
            const answer = await client.callTool(
              {
                name: tool.name,
                arguments: args,
                ...(idempotencyKey ? { _meta: { 'baton/idempotency-key': idempotencyKey } } : {}),
              },
              undefined,
              { timeout: server.timeoutMs },
            )
            return resultOf(answer)
          } catch (cause) {
            log.warn({ server: name, tool: tool.name }, 'an MCP tool did not answer')
            throw new BatonError('upstream_failed', 'The tool did not answer.', { cause })
          }
        },
      }
    })
}

/**
 * Connects to the servers of the settings and lists their tools.
 * @throws BatonError `engine_unreachable` for a server that does not answer, `invalid` for a declared tool that is not there.
 */
export async function connectMcp({ servers }: McpSettings, log: Log): Promise<McpTools> {
  const connections = Object.entries(servers).map(([name, server]) => ({
    name,
    server,
    ...connection(name, server, log),
  }))
  const close = async () => {
    await Promise.allSettled(connections.map((it) => it.close()))
  }
  try {
    const found = await Promise.all(
      connections.map(({ name, server, use }) => toolsOf(name, server, use, log)),
    )
    return { tools: found.flat(), close }
  } catch (error) {
    await close()
    throw error
  }
}
