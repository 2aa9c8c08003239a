import { afterAll, beforeAll, expect, it } from 'vitest'
import { openFront, type Front } from '../../tests/front.ts'
import { ask } from './ask.ts'
import { inWords, type Command } from './command.ts'
import { conversations } from './conversations.ts'
import { db } from './db.ts'
import { kb } from './kb.ts'
import { learn } from './learn.ts'
import { operator } from './operator.ts'
import { shop } from './shop.ts'

/** What is typed wrongly is said in words, changes nothing, and is no answer: code 2, and nothing for `out`. */

let front: Front
beforeAll(async () => {
  front = await openFront()
})
afterAll(() => front.stop())

const commands: Record<string, Command> = { ask, conversations, db, kb, learn, operator, shop }

it.each<[string[], RegExp]>([
  [['ask'], /Say what to ask/],
  [['ask', '  '], /Say what to ask/],
  [['ask', 'hi', '--locale', 'xx'], /--locale must be zh or en/],
  [['ask', 'hi', '--nonsense'], /--nonsense/],
  [['kb'], /kb search/],
  [['kb', 'fly'], /kb search/],
  [['kb', 'search'], /Say what to look for/],
  [['kb', 'search', 'x', '--nonsense'], /--nonsense/],
  [['kb', 'import'], /Name the file/],
  [['kb', 'import', '--json'], /Name the file/],
  [['learn', 'hi'], /Name one text and one intent/],
  [['learn', 'hi', 'greetings'], /greetings is no intent.*greeting/],
  [['learn', 'hi', 'greeting', 'more'], /Name one text and one intent/],
  [['learn', '--not', 'greeting'], /Say which text/],
  [['learn', '--undo', 'first'], /whole number/],
  [['learn', '', 'greeting'], /text: /],
  [['learn', '--nonsense'], /--nonsense/],
  [['shop'], /shop list/],
  [['shop', 'fly'], /shop list/],
  [['shop', 'reset'], /left as it is.*--yes/],
  [['shop', 'login'], /Name one of: .*sc_lin/],
  [['shop', 'login', 'nobody'], /Name one of: .*sc_lin/],
  [['operator'], /operator add NAME/],
  [['operator', 'add'], /operator add NAME/],
  [['operator', 'remove', 'x'], /operator add NAME/],
  [['conversations'], /conversations list/],
  [['conversations', 'list', '--limit', 'x'], /--limit must be a whole number/],
  [['conversations', 'export'], /Name the conversation: cnv_/],
  [['conversations', 'export', 'msg_1'], /Name the conversation: cnv_/],
  [['db'], /db migrate/],
  [['db', 'drop'], /db migrate/],
])('%j', async ([name = '', ...args], words) => {
  const tables = ['conversations', 'messages', 'articles', 'operators']
  const rows = () => Promise.all(tables.map((table) => front.count(table)))
  const before = await rows()
  let out = ''
  let err = ''
  const io = { out: (text: string) => (out += text), err: (text: string) => (err += text) }
  const run = commands[name]
  const code = await run?.(front.baton, args, io).catch((error: unknown) => inWords(error, io))
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(words)
  expect(await rows()).toEqual(before)
})
