import { groupOf, type IntentName } from '../../../domain/intent.ts'
import { plain } from '../../../domain/plain-text.ts'
import { isSure, type Reading } from '../../../domain/reading.ts'

/** Looking for something to give to somebody. */
const looksForGift =
  /送(?:给)?(?:我)?(?:女朋友|男朋友|女友|男友|老婆|老公|媳妇|爸|妈|父|母|爷爷|奶奶|外公|外婆|长辈|朋友|同事|领导|老师|人|礼)|(?:买|选|挑|推荐|准备).{0,8}(?:礼物|礼品)|(?:礼物|礼品).{0,6}(?:推荐|买什么|有什么|好)|\b(?:gifts?|presents?) (?:for|ideas?)\b|\b(?:looking for|need|want|find|suggest|recommend|buy|get).{0,30}\b(?:gift|present)\b/i
/** About a gift that comes with an order, a card, or a gift that was bought already. */
const ofAnother =
  /赠品|送的|送货|送人了|满.{0,4}送|买.{0,4}送|礼品卡|礼品盒|礼盒|包装|到哪|什么时候到|没到|收到|发货|坏了|退|换|\bgift (?:card|wrap|box|receipt|voucher)|\bfree gift|wrapped|\b(?:arriv|deliver|track|broken|damaged|return|refund|exchange|wrong|hasn't come|order(?:ed)?\b)/i
/** Wishes that looking for a gift is taken for. */
const takenFor = new Set<IntentName>([
  'promotion_inquiry',
  'product_info',
  'product_stock',
  'price_inquiry',
  'place_order',
])

/** On what terms a business may pay: later, by the month, on credit. */
const ofTerms =
  /账期|帐期|月结|赊[账销]|先货后款|\b(?:payment|credit) terms\b|\bnet \d{2}\b|\b\d{2} days'? (?:credit|payment)\b|\bpay (?:later|within \d+ days)\b.{0,20}\b(?:invoice|company|business)\b/i
/** Wishes that a question after terms is taken for. */
const termsTakenFor = new Set<IntentName>(['contract_request', 'bulk_quote', 'payment_problem'])

/** 「快点，约试驾」: an appointment that is in a hurry, and no parcel. */
const wantsAppointment =
  /试驾|试骑|预约|约(?:个|一下)?时间|\btest (?:ride|drive)\b|\bappointment\b/i
const ofParcels =
  /快递|包裹|物流|发货|订单|单号|派送|送货|到货|\bvg|\b(?:parcel|package|order|deliver\w*|ship\w*|courier)\b/i
/** After what the Agent was told to be: its prompt, its rules, what it runs on. */
const ofItself =
  /系统提示|提示词|(?:系统|初始|内部)(?:指令|设定)|(?:用的|是)(?:什么|哪个|哪家)(?:大?模型|AI)|\b(?:system|initial|hidden) (?:prompt|instructions?|message)\b|\byour (?:prompt|instructions)\b|\bwhat (?:llm|ai|model) are you\b/i

/** "I didn't get my tent", of goods: it never came, and is no no to us. */
const neverCame =
  /\b(?:did ?n[o'’]?t|never|have ?n[o'’]?t)(?: yet)? (?:get|got|gotten|receive|received) (?:my|the|our|any)\b/i

const readAs = (reading: Reading, name: IntentName): Reading => ({
  ...reading,
  outOfScope: false,
  intents: [{ name, probability: 0.9 }],
})

/** Somebody looks for a gift: they want advice. Not where it was bought already, or the goods are named. */
function isAfterGift(words: string, { intents, group, entities }: Reading): boolean {
  const [top] = intents
  if (!looksForGift.test(words) || ofAnother.test(words)) return false
  if (entities.some(({ type }) => type === 'goods' || type === 'product')) return false
  return (
    !top ||
    !isSure({ intents, group }) ||
    takenFor.has(top.name) ||
    groupOf(top.name) === 'conversation'
  )
}

/** What words surely want that say it plainly, whatever else they may be read as: a gift, an appointment, terms of payment, or who we are. Null for others. */
export function readSureWords(text: string, reading: Reading): Reading | null {
  const words = plain(text)
  const [top] = reading.intents
  if (ofItself.test(words)) return readAs(reading, 'bot_identity')
  const namesGoods = reading.entities.some(({ type }) => type === 'goods' || type === 'product')
  if (top?.name === 'deny' && namesGoods && neverCame.test(words))
    return readAs(reading, 'missing_parcel')
  if (isAfterGift(words, reading)) return readAs(reading, 'product_recommendation')
  if (top?.name === 'urge_delivery' && wantsAppointment.test(words) && !ofParcels.test(words))
    return readAs(reading, 'book_appointment')
  return top && termsTakenFor.has(top.name) && ofTerms.test(words)
    ? readAs(reading, 'payment_methods')
    : null
}
