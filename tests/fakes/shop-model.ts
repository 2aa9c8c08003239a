import type { Plan } from './openai-plan.ts'
import type { ChatRequest } from './openai-request.ts'
import { look } from './shop-model-view.ts'
import type { View } from './shop-model-view.ts'
import {
  say,
  whatTheArticlesSay,
  whatWasIssued,
  whatWasUrged,
  whereItIs,
} from './shop-model-words.ts'

const wants = {
  person:
    /人工|真人|转人|客服人员|找个人|\b(?:human|real person|representative|speak to (?:a|some)|talk to (?:a|some))/,
  parcel:
    /卡|催|快递|物流|包裹|没到|到哪|发货|急死|\b(?:stuck|parcel|package|deliver|where is|shipment|late|courier|carrier)/,
  coupon: /优惠|补偿|赔|多点|多一点|\b(?:coupon|compensat|voucher|more)/,
}

const asksSomething = /[?？]|怎么|多久|什么|吗|^(?:what|how|when|which|do you|can i)\b/

/**
 * Plays a decent language model for the sample shop's conversations: reads the customer's words and the tool results
 * in the request, calls what is offered and needed next, and answers in the customer's language from results alone.
 * A pure function of the request, so a conversation replays the same.
 */
export function shopModel(request: ChatRequest): Plan {
  const view = look(request)
  return (
    personWanted(view) ??
    couponAnswered(view) ??
    parcelInTrouble(view) ??
    questionAnswered(view) ?? { text: say.greet(view) }
  )
}

const call = (name: string, args: object): Plan => ({ calls: [{ name, args }] })

function personWanted(view: View): Plan | null {
  const asks = wants.person.test(view.last) && view.offers('request_handoff')
  return asks ? call('request_handoff', { reason: 'customer_request' }) : null
}

function couponAnswered(view: View): Plan | null {
  if (view.result('issue_coupon') && !view.refused('issue_coupon')) {
    return view.result('issue_coupon')?.startsWith('Not asked')
      ? null
      : { text: whatWasIssued(view) }
  }
  return /declined issue_coupon/.test(view.system) ? { text: say.declined(view) } : null
}

/** The procedure for a parcel: order → tracking → urge and quote → what was found, and a coupon if there is one. */
function parcelInTrouble(view: View): Plan | null {
  const isAbout = (text: string) => wants.parcel.test(text) || wants.coupon.test(text)
  // What was asked before goes on, unless the customer asks something else now.
  const about = isAbout(view.last) || (isAbout(view.all) && !asksSomething.test(view.last))
  if (!about || !view.offers('find_order')) return null
  const orderNumber = view.order
  const found = view.result('find_order')
  if (!orderNumber) return found ? { text: say.askForOrder(view) } : call('find_order', {})
  if (!found) return call('find_order', { orderNumber })
  if (view.refused('find_order')) return { text: say.askForOrder(view) }
  if (found.startsWith('This customer has no')) return { text: say.noSuchOrder(view) }
  if (view.offers('track_shipment') && !view.result('track_shipment')) {
    return call('track_shipment', { orderNumber })
  }
  if (view.refused('track_shipment')) return { text: say.askForOrder(view) }
  return troubleTaken(view, orderNumber)
}

function troubleTaken(view: View, orderNumber: string): Plan {
  const pressing = wants.coupon.test(view.last)
  const stuck = /, (?:stuck|lost);/.test(view.result('track_shipment') ?? '')
  const next = [
    ...(stuck && !pressing && view.offers('urge_delivery') && !view.result('urge_delivery')
      ? [{ name: 'urge_delivery', args: { orderNumber } }]
      : []),
    ...((stuck || pressing) && view.offers('quote_coupon') && !view.result('quote_coupon')
      ? [{ name: 'quote_coupon', args: { orderNumber, reason: 'late_delivery' } }]
      : []),
  ]
  if (next.length > 0) return { calls: next }
  const words = pressing ? [say.mostIMayGive(view)] : [whereItIs(view), whatWasUrged(view)]
  const text = words.filter(Boolean).join(view.locale === 'zh' ? '' : ' ')
  const amount = /\{"minor":\d+,"currency":"[A-Z]{3}"\}/.exec(
    view.result('quote_coupon') ?? '',
  )?.[0]
  if (!amount || !view.offers('issue_coupon') || view.refused('issue_coupon')) return { text }
  const args = { orderNumber, amount: JSON.parse(amount) as object, reason: 'late_delivery' }
  return { text, calls: [{ name: 'issue_coupon', args }] }
}

function questionAnswered(view: View): Plan | null {
  if (!view.offers('search_knowledge')) return null
  if (view.result('search_knowledge') === undefined) {
    return call('search_knowledge', { query: view.last.slice(0, 500) })
  }
  return { text: whatTheArticlesSay(view) ?? say.doNotKnow(view) }
}
