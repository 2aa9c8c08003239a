import { describe } from 'vitest'
import {
  abroad,
  america,
  delivered,
  descaler,
  ebike,
  filter,
  giftCard,
  jacket,
  onItsWay,
  powerStation,
  refuses,
  sleepingBag,
  solarPanel,
  spareBattery,
  stove,
  type Refusal,
} from '../../../tests/refusals.ts'

const weeksAgo = { status: 'delivered', deliveredAt: '2026-10-25T04:00:00Z' } as const

const neverReturned: Refusal[] = [
  [
    'custom-made',
    { ...delivered, kind: 'custom' },
    ["I don't like {} after all, can I return it?"],
    /unless they are faulty.*arrive faulty, wrong or incomplete/,
  ],
  [
    'wholesale',
    { ...delivered, kind: 'wholesale' },
    ['we bought too many in {}, we want to return them'],
    /by contract.*b2b@.*Shall I get a colleague/,
  ],
  [
    'a gift card',
    { ...delivered, ...giftCard },
    ['I no longer want the card in {}, give me a return'],
    /cannot be returned.*within 7 days.*Shall I get a colleague/,
  ],
  [
    'an opened consumable',
    { ...delivered, ...filter },
    ["return {}, don't need the filter, I opened it already"],
    /not taken back once opened.*arrive faulty/,
  ],
  [
    'opened goods from the bonded warehouse',
    { ...delivered, kind: 'bonded' },
    ["I'd like to return {}, I changed my mind, it's opened but not used"],
    /cannot be returned once opened.*send me a photo/,
  ],
  [
    'a spare battery that was used',
    { ...delivered, ...spareBattery },
    ['return {}, I changed my mind, I used the battery a few times'],
    /never mounted.*covered by the warranty/,
  ],
  [
    'a scratched solar panel',
    { ...delivered, ...solarPanel },
    ['I want to return the solar panel of {}, no longer want it, it has some scratches'],
    /creases, cracks.*transport damage/,
  ],
  [
    'a lit stove',
    { ...delivered, ...stove },
    ["I'd like to return the stove in {}, not happy with it. Used it twice."],
    /Once used outdoors.*covered by the warranty/,
  ],
  [
    'an opened sleeping bag',
    { ...delivered, ...sleepingBag },
    ['I bought too many, the sleeping bag in {} can go back; it was opened'],
    /hygiene bag is opened.*Faults, wrong and missing/,
  ],
  [
    'an opened sleeping bag, in Europe',
    { ...delivered, ...abroad, ...sleepingBag },
    ["The sleeping bag of {} is too heavy, I'd like to send it back. I already opened it."],
    /excepted from withdrawal.*faulty, tell me/,
  ],
  [
    'an opened sleeping bag, in America',
    { ...delivered, ...america, ...sleepingBag },
    ['the sleeping bag in {} is too warm, I opened it once, can I return it?'],
    /opened hygiene goods are not accepted.*the return is free/,
  ],
  [
    'anything sent beyond mainland China, which a colleague arranges',
    { ...delivered, country: 'HK' },
    ["I'd like to return {}, it doesn't suit me"],
    /case by case.*Shall I get a colleague/,
  ],
]

const byTheDisplay: Refusal[] = [
  [
    'an e-bike after 50 km',
    { ...delivered, ...ebike },
    ["I don't like the bike in {}, I'd like to return it", '52 km'],
    /over the 50 km.*7 days to return it/,
  ],
  [
    'an e-bike after 30 km, in Europe',
    { ...delivered, ...abroad, ...ebike },
    ["return {} please, we don't need the bike", '31'],
    /over the limit of 30 km.*free of charge/,
  ],
  [
    'an e-bike after 20 miles, in America',
    { ...delivered, ...america, ...ebike },
    ["the bike from {} doesn't suit me, I want to send it back", 'the display says 24 miles'],
    /24 miles.*only below 20 miles.*free of charge/,
  ],
  [
    'an e-bike before its display is known',
    { ...delivered, ...ebike },
    ["I don't like the bike in {}, I'd like to return it"],
    /mileage on the display decides.*What does the display show/,
  ],
  [
    'a power station before its cycles are known',
    { ...delivered, ...powerStation },
    ["I don't need the power station in {} any more, I'd like to return it"],
    /charge cycles decides.*how many cycles/,
  ],
]

const faultsAndSizes: Refusal[] = [
  [
    'an exchange of what has not come yet',
    { ...onItsWay, ...jacket },
    ['can I exchange the jacket in {} for a larger size?'],
    /not been delivered yet.*tell me once it is there/,
  ],
  [
    'an exchange after its period',
    { ...weeksAgo, ...jacket },
    ["the jacket in {} is too tight, I'd like a bigger one"],
    /last day was 9 November.*covered by the warranty/,
  ],
  [
    'a second exchange',
    { ...jacket, status: 'delivered', deliveredAt: '2026-11-08T04:00:00Z' },
    ['can I exchange the jacket in {} for a larger size?'],
    /exchanged once.*return it and order the right one/,
    { claim: { kind: 'exchange', because: 'wrong_size', at: '2026-11-10T08:00:00Z' } },
  ],
  [
    'an exchange that is under way',
    { ...delivered, ...jacket },
    ['can I exchange the jacket in {} for a larger size?'],
    /open claim.*no need for another.*hear from us/,
    { claim: { kind: 'exchange', because: 'wrong_size', at: '2026-11-20T08:00:00Z' } },
  ],
  [
    'the money for a fault, where a new unit comes first, which is offered',
    delivered,
    ["I want to return {}, it's faulty"],
    /A fault means a new unit.*Shall I open an exchange/,
  ],
  [
    'the money for a fault after the period, and offers the repair',
    weeksAgo,
    ["I want to return {}, it's faulty"],
    /which was until 9 November.*warranty.*Shall I open a repair/,
  ],
  [
    'the money for faulty power goods after the period, and offers the repair',
    { ...solarPanel, status: 'delivered', deliveredAt: '2026-11-01T04:00:00Z' },
    ['I want to return {}, it is defective'],
    /given back until 15 November.*Shall I open a repair/,
  ],
  [
    'a new unit after the period, and offers the repair',
    weeksAgo,
    ["I want to exchange {} for a new one, it's defective"],
    /that was until 9 November.*Shall I open a repair/,
  ],
  [
    'a repair of what has not come yet',
    onItsWay,
    ["I'd like {} repaired under warranty"],
    /not been delivered yet.*when it arrives/,
  ],
  [
    'a repair of a consumable',
    { ...delivered, ...descaler },
    ['The descaler in {} needs a repair under warranty'],
    /without a warranty of its own.*faulty on arrival/,
  ],
  [
    'a repair of an e-bike by post',
    { ...delivered, ...ebike },
    ["I'd like the bike of {} repaired under warranty"],
    /cannot be posted for repair.*book that for you/,
  ],
]

describe('does not take back', () => refuses('en', neverReturned))
describe('asks what the display shows, and does not take back', () => refuses('en', byTheDisplay))
describe('does not give', () => refuses('en', faultsAndSizes))
