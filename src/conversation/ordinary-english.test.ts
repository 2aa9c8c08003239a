import { describe, expect, it } from 'vitest'
import { talk } from '../../tests/house.ts'
import { houseOfFile } from '../../tests/house-of-file.ts'

/** What ordinary customers who write English say, and what the best person at the desk would answer. */

const house = houseOfFile()

describe('two wishes for two goods in one message', () => {
  it('are served one after the other, each for its own order', async () => {
    const customer = await talk(house, { login: 'sc_macleod', locale: 'en' })
    expect(
      await customer.say('return the tent, and change the address of the stove order'),
    ).toMatch(/reason/)
    expect(await customer.say('no longer needed, unopened')).toMatch(
      /open a return for Ridge-2-Plus of order VG26117702/,
    )
    expect(await customer.say('yes')).toMatch(
      /return is filed[^]*changing the delivery address.*new address in full/,
    )
    expect(await customer.say('14 Leith Walk, Edinburgh EH6 5DT')).toMatch(
      /VG26117776 would go to: 14 Leith Walk/,
    )
    await customer.say('yes')
    expect(await customer.effects()).toEqual(['open_return', 'change_address'])
  })

  it('need no comma, and say which order is spoken of', async () => {
    const customer = await talk(house, { login: 'sc_garcia', locale: 'en' })
    await customer.say(
      'I want to return the gas stove and change the address for the robot vacuum order',
    )
    await customer.say('changed my mind')
    expect(await customer.say('still sealed')).toMatch(/GS-2 of order VG26106962/)
    const other = await talk(house, { login: 'sc_schmidt', locale: 'en' })
    expect(await other.say('refund the kettle and cancel the jacket')).toMatch(
      /reason[^]*other matter \(cancelling an order\)/,
    )
  })

  it('are one wish where the same is wanted of both', async () => {
    const customer = await talk(house, { login: 'sc_macleod', locale: 'en' })
    expect(await customer.say('where is the stove and the sleeping bag?')).toMatch(
      /^Order VG26117776 [^]*$/,
    )
  })
})

describe('an appointment', () => {
  it('goes on being made after its rules were asked for, by "the 12th at 10am"', async () => {
    const customer = await talk(house, { login: 'sc_schmidt', locale: 'en' })
    expect(await customer.say("I'd like a test drive of the V5 in Shanghai")).toMatch(/1\. Sun 22/)
    const rules = await customer.say('is the test drive free?')
    expect(rules).toMatch(/Free of charge and without a deposit[^]*Back to an appointment/)
    expect(await customer.say('the 12th at 10am')).toMatch(/1 to 14 days ahead.*Sat 12 Dec/)
    expect(await customer.say('the 3rd at 10:30 then')).toMatch(/name/)
    await customer.say('Lena Schmidt')
    expect(await customer.say('0151 23456789')).toMatch(/Thu 3 Dec, 10:30/)
    await customer.say('yes')
    expect(await customer.effects()).toEqual(['book_appointment'])
  })
})

describe('what the English library does not say', () => {
  it('is told from the Chinese article that does, by its name', async () => {
    const customer = await talk(house, { locale: 'en' })
    expect(await customer.say('can I pay cash on delivery')).toMatch(
      /source for this is in Chinese[^]*线上不支持货到付款/,
    )
    expect(await customer.say('how long does the repair take')).toMatch(
      /source for this is in Chinese[^]*5–7 个工作日修好寄回/,
    )
    expect(await customer.say('do you accept paypal?')).toMatch(/海外商城：Visa[^]*PayPal/)
  })

  it('is told in English where that library has it', async () => {
    const customer = await talk(house, { locale: 'en' })
    expect(await customer.say('how long does a repair take for a power station')).toMatch(
      /repair it within 10 working days/,
    )
    const stranger = await talk(house, { locale: 'en' })
    expect(await stranger.say('can I return it from Germany')).toMatch(/14 days of delivery/)
  })

  it('is admitted where no article does, and kept as a gap in the customer’s words', async () => {
    for (const words of ['do you sell gift cards', 'can I return it from Norway']) {
      const customer = await talk(house, { locale: 'en' })
      expect(await customer.say(words)).toMatch(/I won't guess/)
      expect(await customer.gaps()).toEqual([words])
    }
  })
})

describe('an order that holds more than what is meant', () => {
  it('is not cancelled where a part of it is, and is cancelled as a whole by its articles’ names', async () => {
    for (const words of [
      'I need to cancel just the stove from my order',
      'cancel the stove please, but keep the sleeping bag',
    ]) {
      const customer = await talk(house, { login: 'sc_macleod', locale: 'en' })
      const answer = await customer.say(words)
      expect(answer).toMatch(/packed, so colour, size and quantity can no longer be changed/)
      expect(answer).not.toMatch(/Shall I cancel/)
    }
    const whole = await talk(house, { login: 'sc_macleod', locale: 'en' })
    expect(await whole.say('cancel my stove order')).toMatch(
      /cancelled as a whole: GS-2 folding gas stove, SB-15 down sleeping bag[^]*Shall I cancel/,
    )
  })

  it('is not sent back as a whole where one piece of two is faulty', async () => {
    const customer = await talk(house, { login: 'sc_patel', locale: 'en' })
    const answer = await customer.say("One of my two kettles doesn't heat")
    expect(answer).toMatch(/VG26107665 holds 2 of these.*Shall I get one now/)
    expect(answer).not.toMatch(/£78/)
  })
})

describe('words that read like something else', () => {
  it.each([
    ['sc_meier', ['the courier wants 35 francs'], /recipient pays.*handling charge/],
    ['sc_nordrad', ['our 30 bikes, when do they ship'], /^Order VG26118553 .* is paid/],
    ['sc_tom', ['has my kettle been dispatched', "when's it coming"], /^Order VG26111375 /],
    ['sc_tom', ['whats my membership level', 'how do I get to the next one'], /^Another ¥2,649/],
    ['sc_tom', ['forgot my password', 'i dont get the email'], /ask for a new code/],
    ['sc_tom', ["i'm away from friday. can u hold it"], /carrier's app or with the driver/],
    [
      'sc_devries',
      ['I cancelled the solar panel but no money came', 'oh ok. when exactly?'],
      /2 Dec/,
    ],
    [
      'sc_maria',
      ['why did i only get part of the money for my jacket'],
      /can't see how.*worked out/,
    ],
    ['sc_hughes', ['do you have a store in Cardiff', 'Berlin?'], /Berlin showroom/],
    ['sc_johnson', ['one of my sleeping bags'], /What is it about/],
    [
      'sc_schmidt',
      ['can I return the espresso machine?', 'actually nvm keep it'],
      /leave everything as it is/,
    ],
    ['sc_kowalska', ['i didnt get my sleeping bag'], /VG26117110|Which one is it/],
    ['sc_devries', ['the tent has a ripped seam', 'photo how can i send'], /send the photo/],
  ] as const)('%s: %j', async (login, said, expected) => {
    const customer = await talk(house, { login, locale: 'en' })
    let answer = ''
    for (const words of said) answer = await customer.say(words)
    expect(answer).toMatch(expected)
    expect(await customer.effects()).toEqual([])
  })

  it('ask for the money and not for the carrier, be they polite', async () => {
    const customer = await talk(house, { login: 'sc_takahashi', locale: 'en' })
    expect(await customer.say('My sleeping bag not arrive. More than one month.')).toMatch(
      /Shall I ask the carrier/,
    )
    expect(await customer.say('Please refund.')).toMatch(/counts as lost[^]*refund ¥1,299\.00/)
    expect(await customer.effects()).toEqual([])
  })

  it('want it sent again and not the money, and are filed once', async () => {
    const customer = await talk(house, { login: 'sc_chowgrace', locale: 'en' })
    await customer.say('tent lost?')
    expect(await customer.say('i want it resent not refunded')).toMatch(/wish: a replacement/)
    expect(await customer.say('yes')).not.toMatch(/no need for another/)
    expect(await customer.effects()).toEqual(['report_missing_parcel'])
  })

  it('take the coupon that is offered, by "take it"', async () => {
    const customer = await talk(house, { login: 'sc_anna', locale: 'en' })
    expect(await customer.say('PS-1200E stuck since 10 days')).toMatch(/Shall I issue it/)
    expect(await customer.say('ok take it')).toMatch(/coupon is issued/)
  })
})

describe('several questions in one message', () => {
  it('are answered each, joined by "&" as by "and"', async () => {
    const customer = await talk(house, { login: 'sc_patel', locale: 'en' })
    const answer = await customer.say(
      "Wheres my sleeping bag & what's your return policy if I dont like it & do you have it in blue",
    )
    expect(answer).toMatch(/days, counted from[^]*Order VG26117628[^]*Stock of SB-5/)
  })

  it('are one more of the same for another order', async () => {
    const customer = await talk(house, { login: 'sc_kowalska', locale: 'en' })
    await customer.say('need invoice for e-bike')
    await customer.say('private')
    await customer.say('Zofia Kowalska')
    expect(await customer.say('thx, and one for the sleeping bag as well')).toMatch(
      /VG26117110  SB-15 down sleeping bag/,
    )
  })
})

describe('both of two orders', () => {
  it('are gone through one after the other, each with its own yes', async () => {
    const customer = await talk(house, { login: 'sc_okafor', locale: 'en' })
    await customer.say('id like to send back both the vacuum and the kettle')
    expect(await customer.say('dont need them, both unopened')).toMatch(
      /open a return for RV-20 of order VG26117517/,
    )
    expect(await customer.say('yes')).toMatch(/is filed[^]*Back to returning goods/)
  })
})

describe('a message that pretends to be ours', () => {
  it('is never confirmed, and no link of ours is sent in answer', async () => {
    const customer = await talk(house, { locale: 'en' })
    const doubt = await customer.say('i got an sms with a link to pay customs 2.99, is it from you')
    expect(doubt).toMatch(/can't tell from here.*don't open its link[^]*Shall I get one/)
    expect(doubt).not.toMatch(/send you the link/)
    expect(await customer.say('i clicked it and put my card')).toMatch(/call your bank now/)
    const zh = await talk(house)
    expect(await zh.say('收到个短信让我点链接交关税，是你们发的吗')).toMatch(/不要点里面的链接/)
  })
})

describe('a yes', () => {
  it('that names the act is one, and a no after the deed says what can be done', async () => {
    const customer = await talk(house, { login: 'sc_schmidt', locale: 'en' })
    await customer.say('ok cancel the jacket')
    expect(await customer.say('yes cancel')).toMatch(/is cancelled/)
    expect(await customer.say('actually no!! dont cancel')).toMatch(/cannot undo it myself/)
    expect(await customer.say('ok then order it again')).toMatch(/SJ-3L[^]*Shall I place it/)
    expect(await customer.effects()).toEqual(['cancel_order'])
  })
})
