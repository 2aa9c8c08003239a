import { describe } from 'vitest'
import {
  abroad,
  america,
  delivered,
  ebike,
  jacket,
  onItsWay,
  recently,
  refuses,
  type Refusal,
} from '../../../tests/refusals.ts'

const changes: Refusal[] = [
  [
    'address: bonded goods',
    { status: 'paid', kind: 'bonded' },
    ['Can you send {} to a different address? I typed the wrong one.'],
    /locked once paid.*cancel and order again/,
  ],
  [
    'address: it had its change',
    { status: 'paid' },
    ['sorry, order {} needs to go somewhere else again'],
    /One change of address.*cancel and order again/,
    {
      lines: [
        'I moved, please change the delivery address of order {}',
        'No. 18 Zhongshan Road, Gulou District, Nanjing 210008',
        'yes',
      ],
    },
  ],
  [
    'address: the carrier is asked already',
    onItsWay,
    ['about {}: can you change the address again?'],
    /being done already.*as soon as there is a result/,
    {
      lines: [
        'I moved, can {} go to my new flat?',
        'No. 18 Zhongshan Road, Gulou District, Nanjing 210008',
        'yes please',
      ],
    },
  ],
  [
    'address: an island that is not served',
    { status: 'paid', ...america },
    ['please change the address of {}', '12 Calle Sol, San Juan, Puerto Rico 00901'],
    /^We do not deliver there. Another address/,
  ],
  [
    'address: no street',
    { status: 'paid' },
    ['please change the address of {}', 'Nanjing'],
    /^The address is not complete.*Please send me the whole address/,
  ],
  [
    'address: no locker for a large battery',
    { status: 'paid', ...ebike, ...abroad },
    ['please change the address of {}', 'Packstation 105, Hauptstrasse 5, 10115 Berlin'],
    /signed for by an adult.*where someone can sign/,
  ],
  [
    'cancelling: custom-made after a day',
    { status: 'paid', kind: 'custom', paidAt: '2026-11-18T05:00:00Z' },
    ['can I still cancel {}? I changed my mind'],
    /within 24 hours.*arrive faulty/,
  ],
  [
    'cancelling: the deposit of a pre-order',
    { status: 'paid', kind: 'preorder', paidAt: '2026-11-10T05:00:00Z' },
    ["I'd like to call off order {}"],
    /deposit is kept.*Shall I get a colleague/,
  ],
  [
    'cancelling: refunded already',
    { status: 'refunded' },
    ["please cancel {}, I don't need it"],
    /returned or refunded.*look up the refund/,
  ],
  [
    'colour: one version only',
    { status: 'paid' },
    ["I'd like a different colour for {}"],
    /one version only.*cancel this order/,
  ],
  [
    'size: one that there is not; those there are',
    { status: 'paid', ...jacket },
    ['the jacket in {} should be size XS, please change the size'],
    /It comes in these.*1\. S/,
  ],
  [
    'size: it had its change',
    { status: 'paid', ...jacket },
    ['hm, make {} size M after all, please change the size'],
    /changed once.*cancel and order again/,
    { lines: ['change {} to size L please', 'yes'] },
  ],
  [
    'size: it is that already',
    { status: 'paid', ...jacket, option: { value: 'M', label: { zh: 'M 码', en: 'size M' } } },
    ['please change {} to size M'],
    /already.*nothing to change/,
  ],
  [
    'quantity: it is that already',
    { status: 'paid' },
    ['I only want 1 unit in {}, change the quantity'],
    /has 1 already/,
  ],
  [
    'quantity: more',
    { status: 'paid' },
    ['change the quantity of {} to two pieces'],
    /More cannot be added.*separately/,
  ],
  [
    'quantity: one more',
    { status: 'paid' },
    ['can you add another one to {}?'],
    /More cannot be added.*separately/,
  ],
  [
    'quantity: delivered',
    delivered,
    ['change {} to two pieces'],
    /delivered, so it cannot be changed.*return/,
  ],
  [
    'quantity: closed',
    { status: 'cancelled' },
    ['change {} to two pieces'],
    /closed and cannot be changed/,
  ],
  [
    'delivery day: it has left',
    onItsWay,
    ['please change the delivery date of {} to 25 November'],
    /cannot set its day.*courier/,
  ],
  [
    'delivery day: today',
    { status: 'paid' },
    ['change the delivery date of {} please', '21 November'],
    /tomorrow or later.*6 December/,
  ],
  [
    'delivery day: too late',
    { status: 'paid' },
    ["I'm on holiday, please change the delivery date of {} to 28 December"],
    /until 6 December.*cancel and order again/,
  ],
]

const parcels: Refusal[] = [
  [
    'never came: unpaid',
    { status: 'unpaid' },
    ['order {} never arrived'],
    /not been paid.*closes by itself/,
  ],
  [
    'never came: not dispatched',
    { status: 'paid' },
    ['I never received {}, is it lost?'],
    /not been dispatched.*cancelling/,
  ],
  [
    'never came: on its way back',
    { status: 'shipped', parcel: { state: 'returning', lastScan: recently } },
    ['where is {}? I never received it'],
    /on its way back.*money goes back by itself/,
  ],
  [
    'never came: after thirty days at home',
    { status: 'delivered', deliveredAt: '2026-10-10T04:00:00Z' },
    ['{} says delivered but I never got it'],
    /42 days ago.*a colleague can look/,
  ],
  [
    'never came: the second within a year',
    { ...abroad, status: 'delivered', deliveredAt: '2026-11-14T12:00:00Z' },
    ['{} says delivered but I never got it'],
    /second report within a year.*Shall I get a colleague/,
    {
      claim: {
        kind: 'missing',
        because: 'not_received',
        at: '2026-05-02T08:00:00Z',
        onAnother: true,
      },
    },
  ],
  [
    'damaged: not delivered',
    onItsWay,
    ['{} arrived dented'],
    /not been delivered yet.*may refuse it/,
  ],
  [
    'damaged: reported late',
    { status: 'delivered', deliveredAt: '2026-11-14T04:00:00Z' },
    ['{} arrived cracked, the lid is broken'],
    /within 48 hours.*Shall I get a colleague/,
  ],
  [
    'incomplete: another parcel is on its way',
    { ...delivered, parcel: onItsWay.parcel },
    ['the basket is missing from the box in {}'],
    /still on its way.*I act at once/,
  ],
  [
    'incomplete: reported late',
    { status: 'delivered', deliveredAt: '2026-11-10T04:00:00Z' },
    ['the basket is missing from the box in {}'],
    /last day was 17 November.*dispatch record/,
  ],
]

describe('changes of an order', () => refuses('en', changes))
describe('parcels', () => refuses('en', parcels))
