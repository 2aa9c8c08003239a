import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshPglite } from '../../tests/engines.ts'
import { systemClock } from '../platform/clock.ts'
import type { Db } from '../store/db.ts'
import { operatorStates } from '../store/operators.ts'
import type { Baton } from '../wire.ts'
import { operator } from './operator.ts'

let db: Db
beforeAll(async () => {
  db = await freshPglite()
})
afterAll(() => db.close())

const add = async (...args: string[]) => {
  let out = ''
  const io = { out: (text: string) => (out += text), err: () => {} }
  await operator({ db, clock: systemClock } as Baton, ['add', ...args], io)
  return out
}
const profile = async (name: string) =>
  (await operatorStates(db, new Date())).find((one) => one.name === name)

describe('baton operator add', () => {
  it('takes skills with levels, a tier, languages and a capacity', async () => {
    await add(
      'Mei',
      '--skill',
      'logistics:4',
      '--skill',
      'billing',
      '--level',
      '2',
      '--capacity',
      '5',
    )
    expect(await profile('Mei')).toMatchObject({
      skills: { logistics: 4, billing: 2 },
      tier: 'agent',
      languages: [],
      capacity: 5,
    })
    await add(
      'Tom',
      '--skill',
      'billing',
      '--tier',
      'expert',
      '--language',
      'en',
      '--language',
      'zh',
    )
    expect(await profile('Tom')).toMatchObject({
      skills: { billing: 5 },
      tier: 'expert',
      languages: ['en', 'zh'],
    })
  })

  it.each([
    [['x', '--skill', 'Logistics'], /skills/],
    [['x', '--skill', 'logistics:9'], /skills\.logistics/],
    [['x', '--level', '0', '--skill', 'billing'], /level/],
    [['x', '--capacity', '0'], /capacity/],
    [['x', '--capacity', 'many'], /capacity/],
    [['x', '--tier', 'boss'], /tier/],
    [['x', '--language', 'Chinese'], /languages/],
    [['  '], /NAME/],
    [['x', '--skil', 'billing'], /--skil/],
  ])('refuses %j, naming the field and the usage', async (args, field) => {
    await expect(add(...args)).rejects.toThrow(field)
    await expect(add(...args)).rejects.toThrow(/operator add NAME/)
  })
})
