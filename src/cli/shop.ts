import { createInterface } from 'node:readline/promises'
import { BatonError } from '../domain/error.ts'
import { formatMoney } from '../domain/money.ts'
import { signLogin } from '../server/login.ts'
import type { Baton } from '../wire.ts'
import { exit, type Command, type Io } from './command.ts'

export const shopHelp = `baton shop list [--json]     customers of the sample shop, their orders, and what proves them
baton shop login CUSTOMER    a login token for a sample customer, good for a day (customer.token)
baton shop reset [--yes]     the sample shop as on its first day, dated from now; conversations are kept
`

const dayS = 86_400

type Listed = Awaited<ReturnType<Baton['listShop']>>[number]

function print({ id, name, language, level, ...has }: Listed, io: Io): void {
  io.out(`${id}  ${name}  (${language}, ${level})\n`)
  for (const { number, status, kind, total, lines, parcels, proof } of has.orders) {
    const states = [...new Set(parcels.map(({ state }) => state))].filter((it) => it !== status)
    const stands = [status, ...(kind === 'retail' ? [] : [kind]), ...states].join(', ')
    const goods = lines.map(({ sku, quantity }) => (quantity > 1 ? `${quantity}× ${sku}` : sku))
    io.out(
      `    ${number}  ${stands.padEnd(26)} …${proof.phoneTail}  ${proof.email}  ${goods.join(' + ')}  ${formatMoney(total, 'en')}\n`,
    )
  }
  for (const { code, kind, amount } of has.vouchers)
    io.out(`    voucher ${code}  ${kind}, ${formatMoney(amount, 'en')}\n`)
  for (const { reference, kind, store, startsAt, status } of has.appointments)
    io.out(
      `    appointment ${reference}  ${kind}, ${store.en}, ${startsAt.toISOString()}, ${status}\n`,
    )
  for (const { number, kind, status } of has.cases)
    io.out(`    case ${number}  ${kind}, ${status}\n`)
}

/** Adds `--yes` to `shop reset` when the person at the terminal says so; without a terminal it has to be written. */
export async function askBeforeReset(
  args: string[],
  {
    input,
    output,
  }: { input: NodeJS.ReadableStream & { isTTY?: boolean }; output: NodeJS.WritableStream },
): Promise<string[]> {
  if (args[0] !== 'reset' || args.includes('--yes') || !input.isTTY) return args
  const terminal = createInterface({ input, output })
  const answer = await terminal.question(
    'Everything that was changed in the sample shop is lost; conversations are kept. Reset it? [y/N] ',
  )
  terminal.close()
  return /^y(es)?$/i.test(answer.trim()) ? [...args, '--yes'] : args
}

/** `baton shop list|login|reset`. */
export const shop: Command = async (baton, [verb, ...args], io) => {
  if (verb === 'reset') {
    if (!args.includes('--yes'))
      throw new BatonError('invalid', 'The sample shop was left as it is. To reset it, say --yes.')
    await baton.resetShop()
    io.err('The sample shop is as on its first day.\n')
    return exit.done
  }
  if (verb !== 'list' && verb !== 'login') throw new BatonError('invalid', shopHelp)
  const customers = await baton.listShop()
  if (verb === 'list') {
    if (args.includes('--json')) io.out(`${JSON.stringify({ customers }, null, 2)}\n`)
    else for (const customer of customers) print(customer, io)
    return exit.done
  }
  const customer = customers.find(({ id }) => id === args[0])
  if (!customer)
    throw new BatonError('invalid', `Name one of: ${customers.map(({ id }) => id).join(', ')}`)
  const exp = Math.floor(baton.clock().getTime() / 1000) + dayS
  io.out(`${signLogin({ sub: customer.id, name: customer.name, exp }, baton.shopSecret)}\n`)
  return exit.done
}
