import type { FastifyRequest } from 'fastify'
import { BatonError } from '../domain/error.ts'
import type { ConversationId } from '../domain/id.ts'
import type { Operator } from '../domain/operator.ts'
import type { DeskDeps } from '../conversation/at-desk.ts'
import { hashToken } from '../conversation/open.ts'
import { recogniseOperator } from '../conversation/presence.ts'
import { conversationHasToken } from '../store/conversations.ts'
import type { Db } from '../store/db.ts'

/** The bearer token of a request. */
export function bearer(request: Pick<FastifyRequest, 'headers'>): string {
  const token = /^Bearer ([\w-]{8,200})$/.exec(request.headers.authorization ?? '')?.[1]
  if (!token) throw new BatonError('unauthorized', 'Send the token as "Authorization: Bearer …".')
  return token
}

/**
 * Lets the holder of the conversation's own token pass.
 * @throws BatonError `not_found`, or `forbidden` for another conversation's token.
 */
export async function mustOwn(db: Db, id: ConversationId, token: string): Promise<void> {
  const owns = await conversationHasToken(db, id, hashToken(token))
  if (owns === null)
    throw new BatonError('not_found', `There is no conversation ${id}.`, { field: 'id' })
  if (!owns) throw new BatonError('forbidden', 'This token does not open this conversation.')
}

/** The operator whose token this is; being seen keeps them online. @throws BatonError `unauthorized`. */
export async function mustBeOperator(deps: DeskDeps, token: string): Promise<Operator> {
  const operator = await recogniseOperator(deps, token)
  if (!operator)
    throw new BatonError(
      'unauthorized',
      'This operator token is not known; `baton operator add NAME` makes one.',
    )
  return operator
}
