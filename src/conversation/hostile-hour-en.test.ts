import { describe, expect, it } from 'vitest'
import { talk } from '../../tests/house.ts'
import { houseOfFile } from '../../tests/house-of-file.ts'
import type { Agenda } from '../domain/agenda.ts'

/** The worst answers of one more hour as a difficult customer in English: first the state each leaves, then its words. */

const house = houseOfFile()

type Customer = Awaited<ReturnType<typeof talk>>
const english = (login?: string) => talk(house, { locale: 'en', ...(login ? { login } : {}) })
const holder = async (customer: Customer) => (await customer.row())['holder']
const lastWish = async (customer: Customer) =>
  ((await customer.row())['agenda'] as Agenda).wishes.at(-1)
const cited = async (customer: Customer) =>
  ((await customer.messages()).at(-1)?.citations ?? []).map(({ articleId }) => articleId)
const all = async (customer: Customer, lines: readonly string[]) => {
  const heard: string[] = []
  for (const line of lines) heard.push(await customer.say(line))
  return heard
}
/** A person came, or was offered, where nothing had gone wrong. */
const offersPerson = /pass you to a colleague|asked a colleague to take over/

describe('an address', () => {
  it('is corrected while its consent is asked, and the corrected one is changed', async () => {
    const customer = await english('sc_macleod')
    await all(customer, [
      "I'd like to change the delivery address for my stove order",
      '14 Byres Road, Glasgow G11 5RE',
    ])
    const asked = await customer.say('no make it 16 Byres Road, Glasgow G11 5RE')
    const done = await customer.say('yes')
    expect(await customer.effects()).toEqual(['change_address'])
    expect(await lastWish(customer)).toMatchObject({
      facts: { address: '16 Byres Road, Glasgow G11 5RE' },
    })
    expect(asked).toMatch(/would go to: 16 Byres Road, Glasgow/)
    expect(done).not.toMatch(offersPerson)
  })

  it('without a town is asked for again, and nothing is changed', async () => {
    const customer = await english('sc_garcia')
    const asked = await customer.say('change the delivery address of my robot vacuum order')
    const short = await customer.say('14 Byres Road')
    expect(await customer.effects()).toEqual([])
    expect(asked).toMatch(/new address in full/)
    expect(short).toMatch(/town is missing/)
  })
})

describe('before buying', () => {
  it('asks one thing after another about goods that were named once', async () => {
    const customer = await english()
    const [, lighter, lock, , discount] = await all(customer, [
      'do you have e-bikes',
      'which is lighter',
      'does it come with a lock',
      'is it in stock',
      'any discount',
    ])
    expect(await customer.effects()).toEqual([])
    expect(await holder(customer)).toEqual({ kind: 'agent' })
    expect(lighter).toMatch(/Weight: 21\.5 kg \| 16\.8 kg/)
    expect(lock).not.toMatch(/E10|bonded/)
    expect(discount).not.toMatch(/E0\d|Minimum: 50 units/)
  })

  it('asks how long to a town, and hears of no recall', async () => {
    const customer = await english()
    await customer.say('looking for a tent for two')
    const heard = await customer.say('how long to dublin')
    expect(await cited(customer)).toEqual(['kb-en-001'])
    expect(heard).toMatch(/Other EU countries/)
  })

  it('asks for a discount on a tent, and hears no error codes', async () => {
    const customer = await english()
    await customer.say('looking for a tent for two')
    await customer.say('grand, any discount')
    expect(await cited(customer)).not.toContain('kb-en-025')
  })
})

describe('one of several orders', () => {
  it('is the one whose goods were spoken of, when "it" shall go back', async () => {
    const customer = await english('sc_okafor')
    await customer.say('the kettle leaks')
    await customer.say('Can I simply send it back?')
    const kettle = house.orders.get('sc_okafor')?.[1]
    expect(await lastWish(customer)).toMatchObject({
      playbook: 'return_item',
      facts: { order: kettle?.number },
    })
    expect(await customer.effects()).toEqual([])
  })

  it('is the other one, where one message names two', async () => {
    const customer = await english('sc_williams')
    const said = await customer.say("my fridge isn't here, and I want to return the vacuum")
    const { wishes } = (await customer.row())['agenda'] as Agenda
    expect(await customer.effects()).toEqual(['urge_delivery'])
    expect(new Set(wishes.map(({ facts }) => facts['order'])).size).toBe(2)
    expect(said).not.toMatch(/several orders/)
  })
})

describe('a change of mind', () => {
  it('after a yes opens no other procedure, and offers the person who may still stop it', async () => {
    const customer = await english('sc_macleod')
    await all(customer, ['cancel my stove order', 'yes'])
    const said = await customer.say('wait no i changed my mind')
    const again = await customer.say('i want it after all')
    expect(await customer.effects()).toEqual(['cancel_order'])
    expect(await lastWish(customer)).toMatchObject({ playbook: 'cancel_order', status: 'done' })
    expect(said).toMatch(/cannot undo it myself/)
    expect(again).not.toMatch(/What would you like to change/)
  })

  it('while a consent is asked drops the matter', async () => {
    const customer = await english('sc_garcia')
    await customer.say('cancel the robot vacuum order')
    await customer.say("actually I've changed my mind")
    expect(await lastWish(customer)).toMatchObject({ status: 'dropped' })
    expect(await customer.say('yes')).not.toMatch(/cancelled|has your request/)
    expect(await customer.effects()).toEqual([])
  })
})

describe('beside the matter', () => {
  it('waits, when told to wait, and the question stands', async () => {
    const customer = await english('sc_hansen')
    await customer.say('I want to return the stove')
    const said = await customer.say('no wait')
    expect(await lastWish(customer)).toMatchObject({ status: 'waiting_for_fact', asked: 'reason' })
    expect(said).toMatch(/take your time/)
    await customer.say("i don't like it")
    expect(await lastWish(customer)).toMatchObject({ facts: { reason: 'change_of_mind' } })
  })

  it('says how a photo is sent, and takes the question for no symptom', async () => {
    const customer = await english('sc_kowalska')
    await customer.say('my bike wont turn on')
    const said = await customer.say('how do I send a photo')
    expect((await lastWish(customer))?.facts['symptom']).toBeUndefined()
    expect(await cited(customer)).toEqual([])
    expect(said).toMatch(/paste a link/)
  })

  it('answers a remark on how long it was used with no article', async () => {
    const customer = await english('sc_hansen')
    await customer.say('I want to give back the sleeping bag')
    await customer.say('I have used it two nights')
    expect(await cited(customer)).toEqual([])
    expect(await lastWish(customer)).toMatchObject({ playbook: 'return_item' })
  })

  it('says goodbye to who leaves in the middle of a question', async () => {
    const customer = await english()
    await customer.say('is it in stock')
    const said = await customer.say('thx bye')
    expect((await lastWish(customer))?.facts['product']).toBeUndefined()
    expect(said).toMatch(/Goodbye/)
  })

  it('says why it asks, when asked why', async () => {
    const customer = await english('sc_hansen')
    await customer.say('I want to return the stove')
    const said = await customer.say('why?')
    expect(await lastWish(customer)).toMatchObject({ status: 'waiting_for_fact', asked: 'reason' })
    expect(said).toMatch(/decides what I can do/)
  })
})

describe('half answers', () => {
  it('who has no number is told where it stands, and half a number is called half', async () => {
    const customer = await english()
    await customer.say('where is my order')
    const helped = await customer.say('i dont have it')
    const half = await customer.say('VG2611')
    expect(await lastWish(customer)).toMatchObject({ playbook: 'where_is_my_order' })
    expect((await customer.row())['proven_orders']).toEqual([])
    expect(helped).toMatch(/My orders/)
    expect(half).toMatch(/VG2611 is not a whole order number/)
  })

  it('says yes the Indian way', async () => {
    const customer = await english('sc_okafor')
    await customer.say('the kettle leaks')
    await customer.say('yes please kindly do')
    expect(await customer.effects()).toEqual(['open_repair'])
  })

  it('tells the quantity in a sentence', async () => {
    const customer = await english()
    await all(customer, ['I need a wholesale quote', 'camping stoves'])
    await customer.say('we would take 120 of them')
    const { wishes } = (await customer.row())['agenda'] as Agenda
    expect(wishes[0]?.facts['quantity']).toBe('120')
  })

  it('asks whether a coupon is all, and hears that it is', async () => {
    const customer = await english('sc_okafor')
    await all(customer, ['just give me something for the hassle with the power station', 'yes'])
    const said = await customer.say('is that all')
    expect(await customer.effects()).toEqual(['issue_coupon'])
    expect(said).toMatch(/had its compensation/)
  })
})
