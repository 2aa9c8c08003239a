import { BatonError } from '../domain/error.ts'
import { exit, type Command } from './command.ts'

export const dbHelp = `baton db migrate     brings the tables up to this version (every start does it too)
`

/** `baton db migrate`: opening the product has migrated already, so there is only something to say. */
export const db: Command = async (baton, [verb], io) => {
  if (verb !== 'migrate') throw new BatonError('invalid', dbHelp)
  const rows = await baton.db.query('select name from migrations order by name')
  io.out(`up to date: ${rows.map((row) => String(row['name'])).join(', ')}\n`)
  return exit.done
}
