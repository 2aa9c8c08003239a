import { parseArgs } from 'node:util'
import { BatonError } from '../domain/error.ts'
import { eraseCustomer, exportCustomer } from '../store/customer-data.ts'
import { exit, type Command } from './command.ts'

export const customerHelp = `baton customer export ID        everything that Baton keeps about a customer, as JSON
baton customer erase ID --yes   deletes it for good; what the shop keeps is the shop's

ID is Baton's own or the shop's.
`

/** `baton customer`: what somebody may ask for about themselves. */
export const customer: Command = async (baton, args, io) => {
  const [verb, id, sure] = wordsOf(args)
  if (verb === 'export') {
    io.out(`${JSON.stringify(await exportCustomer(baton.db, id), null, 2)}\n`)
    return exit.done
  }
  if (!sure)
    throw new BatonError('invalid', 'This cannot be taken back: say --yes as well.', {
      field: 'yes',
    })
  const erased = await eraseCustomer(baton.db, id)
  io.out(`${JSON.stringify(erased)}\n`)
  return exit.done
}

function wordsOf(args: string[]): readonly ['export' | 'erase', string, boolean] {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { yes: { type: 'boolean', default: false }, json: { type: 'boolean' } },
    })
    const [verb, id, more] = positionals
    if ((verb === 'export' || verb === 'erase') && id !== undefined && more === undefined)
      return [verb, id, values.yes]
  } catch (cause) {
    throw new BatonError('invalid', customerHelp, { cause })
  }
  throw new BatonError('invalid', customerHelp)
}
