import { randomBytes } from 'node:crypto'
import { BatonError } from '../domain/error.ts'
import { OperatorId } from '../domain/id.ts'
import { hashToken } from '../conversation/open.ts'
import { findOperatorByName, insertOperator } from '../store/desk.ts'
import { exit, type Command } from './command.ts'

export const operatorHelp = `baton operator add NAME [--json]     an operator for the desk; prints the token, once
`

/** `baton operator add`. The token is shown once and kept only as a hash. */
export const operator: Command = async (baton, [verb, name, ...rest], io) => {
  if (verb !== 'add' || !name || name.startsWith('-')) throw new BatonError('invalid', operatorHelp)
  if (await findOperatorByName(baton.db, name))
    throw new BatonError('conflict', `There is an operator called ${name} already.`)
  const at = baton.clock()
  const id = OperatorId.make(at.getTime())
  const token = randomBytes(24).toString('base64url')
  await insertOperator(baton.db, { id, name, tokenHash: hashToken(token), at })
  io.out(rest.includes('--json') ? `${JSON.stringify({ id, name, token })}\n` : `${token}\n`)
  return exit.done
}
