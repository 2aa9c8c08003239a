import type { FastifyRequest } from 'fastify'
import { BatonError } from '../domain/error.ts'
import type { ConversationId } from '../domain/id.ts'
import { hashToken } from '../conversation/open.ts'
import { conversationHasToken } from '../store/conversations.ts'
import type { Db } from '../store/db.ts'
import { findOperatorByToken, type Operator } from '../store/desk.ts'

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

/** The operator whose token this is; being seen keeps them online. */
export async function mustBeOperator(db: Db, token: string, now: Date): Promise<Operator> {
  const operator = await findOperatorByToken(db, hashToken(token), now)
  if (!operator)
    throw new BatonError(
      'unauthorized',
      'This operator token is not known; `baton operator add NAME` makes one.',
    )
  return operator
}
