import { BatonError } from '../domain/error.ts'
import { signLogin } from '../server/login.ts'
import { exit, type Command } from './command.ts'

export const shopHelp = `baton shop list [--json]     customers of the sample shop, their orders, and what proves them
baton shop login CUSTOMER    a login token for a sample customer, good for a day (customer.token)
`

const dayS = 86_400

/** `baton shop list|login`. */
export const shop: Command = async (baton, [verb, ...args], io) => {
  const customers = await baton.listShop()
  if (verb === 'list' && args.includes('--json')) {
    io.out(`${JSON.stringify({ customers }, null, 2)}\n`)
    return exit.done
  }
  if (verb === 'list') {
    for (const { id, name, language, level, orders } of customers) {
      io.out(`${id}  ${name}  (${language}, ${level})\n`)
      for (const { number, status, proof } of orders)
        io.out(`    ${number}  ${status.padEnd(16)} phone …${proof.phoneTail}  ${proof.email}\n`)
    }
    return exit.done
  }
  if (verb === 'login') {
    const customer = customers.find(({ id }) => id === args[0])
    if (!customer)
      throw new BatonError('invalid', `Name one of: ${customers.map(({ id }) => id).join(', ')}`)
    const exp = Math.floor(baton.clock().getTime() / 1000) + dayS
    io.out(`${signLogin({ sub: customer.id, name: customer.name, exp }, baton.shopSecret)}\n`)
    return exit.done
  }
  throw new BatonError('invalid', shopHelp)
}
