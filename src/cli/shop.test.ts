import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { askBeforeReset } from './shop.ts'

/** A terminal where someone types this. */
function terminal(typed: string | null) {
  const input = Object.assign(new PassThrough(), { isTTY: typed !== null })
  const output = new PassThrough()
  if (typed !== null) input.end(`${typed}\n`)
  return { input, output }
}

it.each<[string, string[], string | null, string[]]>([
  ['a yes at the terminal', ['reset'], 'y', ['reset', '--yes']],
  ['a yes in full', ['reset'], ' Yes ', ['reset', '--yes']],
  ['a no', ['reset'], 'n', ['reset']],
  ['nothing typed', ['reset'], '', ['reset']],
  ['no terminal: it has to be written', ['reset'], null, ['reset']],
  ['written already: nobody is asked', ['reset', '--yes'], null, ['reset', '--yes']],
  ['another command: nobody is asked', ['list'], 'y', ['list']],
])('%s', async (_name, args, typed, then) => {
  expect(await askBeforeReset(args, terminal(typed))).toEqual(then)
})
