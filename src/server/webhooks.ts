import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Channel } from '../channels/channel.ts'
import { BatonError } from '../domain/error.ts'
import { problems } from './contract.ts'
import { fileMessage, type InboxDeps } from '../conversation/inbox.ts'
import { openConversation } from '../conversation/open.ts'
import { findConversationAt } from '../store/conversations.ts'

const bodyLimit = 4 << 20

/**
 * Where platforms deliver: the raw bytes go to the channel, which verifies before it reads; every message is filed
 * before the 2xx. In a scope of its own, because nothing here may parse the body.
 */
export async function webhookRoutes(
  app: FastifyInstance,
  deps: InboxDeps & { channels: ReadonlyMap<string, Channel> },
): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, parsed) =>
      parsed(null, body),
    )
    scope.post(
      '/v1/channels/:channel/webhook',
      {
        bodyLimit,
        // All of a platform's customers come from a few addresses; its signature is its right of way.
        config: { rateLimit: false },
        schema: {
          tags: ['channels'],
          summary: 'Where a platform delivers what customers say',
          description: 'The body is the platform’s own, signed as the platform signs.',
          response: { 204: z.undefined(), ...problems },
        },
      },
      async (request, reply) => {
        const { channel: name } = z.object({ channel: z.string() }).parse(request.params)
        const channel = deps.channels.get(name)
        if (!channel?.receive)
          throw new BatonError('not_found', `The channel ${name.slice(0, 40)} is not connected.`)
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([key, value]) => [
            key,
            Array.isArray(value) ? value[0] : value,
          ]),
        )
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        for (const said of await channel.receive({ headers, body })) {
          const open = await findConversationAt(deps.db, channel.name, said.address)
          const id = open?.id ?? (await openAt(channel.name, said.address, said.locale))
          await fileMessage(deps, id, {
            text: said.text,
            clientMessageId: said.channelMessageId,
            attachments: said.attachments,
            pressedConsent: null,
          })
        }
        return reply.code(204).send()
      },
    )
    done()
  })

  /** Two first messages may arrive at once: the database lets one conversation be opened, and the other joins it. */
  async function openAt(channel: string, address: string, locale: 'zh' | 'en') {
    try {
      return (await openConversation(deps, { channel, address, locale, login: null, claims: {} }))
        .id
    } catch (error) {
      const opened = await findConversationAt(deps.db, channel, address)
      if (opened) return opened.id
      throw error
    }
  }
}
