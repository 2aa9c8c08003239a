import type { Plan } from './openai-plan.ts'
import type { ChatRequest } from './openai-request.ts'
import { inParcels, takeParcel } from './rule-model-parcels.ts'
import { readTask, type Task } from './rule-model-prompt.ts'
import { say, whatTheArticlesSay } from './shop-model-words.ts'

/**
 * Plays a model by simple rules. It is given what a model is given, the request and nothing else: it reads the prompt's
 * playbooks by their titles, asks for what they say is to be collected, calls the tools that are offered, repeats nothing
 * that is done, and speaks from results alone. It understands little, and it is no measure of any real model: it is here
 * so that whole conversations go the way of a model, tools, consents, refusals and all, without one.
 */
export function ruleModel(request: ChatRequest): Plan {
  const task = readTask(request)
  return (
    consentTaken(task) ??
    personWanted(task) ??
    letGo(task) ??
    smallTalk(task) ??
    procedure(task) ??
    question(task)
  )
}

const call = (name: string, args: object): Plan => ({ calls: [{ name, args }] })
const both = ({ locale }: Task, zh: string, en: string): string => (locale === 'zh' ? zh : en)
const titled = ({ procedures }: Task, pattern: RegExp) =>
  procedures.find(({ title }) => pattern.test(title))

/** What the customer agreed to has been carried out by the system, or was declined. */
function consentTaken(task: Task): Plan | null {
  const { consent } = task
  if (!consent || consent.was === 'void') return null
  if (consent.was === 'declined')
    return { text: both(task, '好的，那就不发、不办了。', 'All right, then I leave it.') }
  const result = task.result(consent.tool)
  if (result === undefined) return null
  if (task.refused(consent.tool))
    return {
      text: both(task, '没有办成，我请同事来看。', 'It did not work; a colleague will look.'),
    }
  const [, code, amount, until] =
    /Coupon (\S+) of (\S+) is issued, valid until (\S+?)\.?$/.exec(result) ?? []
  if (!code) return { text: both(task, `已经办好。${result}`, `It is done. ${result}`) }
  return {
    text: both(
      task,
      `优惠券已发放：${code}，面额 ${amount}，${until} 前有效。`,
      `Your coupon is issued: ${code}, worth ${amount}, valid until ${until}.`,
    ),
  }
}

const person =
  /人工|真人|转人|找个人|\b(?:human|real person|representative|(?:speak|talk) (?:to|with) (?:a|some))/

function personWanted(task: Task): Plan | null {
  const wanted = person.test(task.last) || task.locked
  return wanted && task.offers('request_handoff')
    ? call('request_handoff', { reason: task.locked ? 'repeated_failure' : 'customer_request' })
    : null
}

/** The customer drops what they wanted. */
function letGo(task: Task): Plan | null {
  return /^(?:算了|不用了|取消吧|不改了|不要了|never mind|forget it|no,? thanks)/.test(task.last)
    ? {
        text: both(
          task,
          '好的，那就先这样。还有什么可以帮您？',
          'All right. Is there anything else I can do for you?',
        ),
      }
    : null
}

function smallTalk(task: Task): Plan | null {
  const { last } = task
  if (/机器人|robot|\bbot\b/.test(last)) {
    return {
      text: both(
        task,
        '我是店里的智能客服，不是真人。',
        'I am an automated assistant of the shop, no person.',
      ),
    }
  }
  if (/^(?:谢谢|再见|多谢|thanks|thank you|great|bye)/.test(last)) {
    return { text: both(task, '不客气，祝您愉快！', 'You are welcome!') }
  }
  const idle =
    /^(?:你好|您好|hi|hello|在吗|好的|好|行|yes|ok|\d{1,4}|\d+元|\d+ euros)[!！。.~]*$/.test(last)
  // Digits may be a proof, and a yes may go on with something.
  const goesOn = task.consent !== null || (task.order !== undefined && /^\d{4}$/.test(last))
  return idle && !goesOn ? { text: say.greet(task) } : null
}

/** The first of the playbooks in the prompt that it knows how to go about. */
function procedure(task: Task): Plan | null {
  for (const { title, asks } of task.procedures) {
    const known = procedures.find(([pattern]) => pattern.test(title))
    const plan = known ? known[1](task) : askFirst(task, asks)
    if (plan) return plan
  }
  return inParcels(task) || /\bvg\d{8}\b/.test(task.last) ? takeParcel(task) : null
}

/** Asks for the first thing that is not known yet, in the words that the prompt gives. */
function askFirst(task: Task, asks: readonly { name: string; words: string }[]): Plan | null {
  const open = asks.find(({ name, words }) => !words.includes('{') && !isKnown(task, name))
  return open ? { text: open.words } : null
}

const isKnown = (task: Task, name: string): boolean =>
  task.facts.has(name) || (name === 'order' && (task.proven.length > 0 || task.order !== undefined))

const procedures: readonly (readonly [RegExp, (task: Task) => Plan | null])[] = [
  [/^(?:包裹不动了|a parcel that is stuck|没收到包裹|a parcel that never)/, takeParcel],
  [/^(?:查订单和物流|where an order is|补偿和优惠券|compensation)/, takeParcel],
  [/^(?:投诉|a complaint)$/, complaint],
  [/^(?:修改收货地址|changing the delivery address)/, address],
  [/^(?:批发报价|a wholesale quote)/, wholesale],
  [/^(?:查库存|whether it is in stock)/, stock],
  [/^(?:问价格|a price)$/, price],
  [/^(?:退款进度|where a refund stands)/, refund],
  [/^(?:查投诉和工单进度|how a case stands)/, caseStatus],
  [/^(?:规则和商品咨询|a question about|表扬和建议|praise|转人工|speaking with)/, () => null],
]

function complaint(task: Task): Plan | null {
  const opened = task.result('open_case')
  if (!opened && !task.done.some(({ tool }) => tool === 'open_case') && task.offers('open_case')) {
    return call('open_case', { kind: 'complaint', summary: task.last.slice(0, 500) })
  }
  const number = /Case (\S+) is open/.exec(opened ?? '')?.[1]
  if (!number) return null
  return {
    text: both(
      task,
      `非常抱歉。投诉已登记，工单号 ${number}。需要我现在就请一位同事来处理吗？`,
      `I am very sorry. Your complaint is registered as ${number}. Shall I get a colleague right now?`,
    ),
  }
}

function caseStatus(task: Task): Plan | null {
  const found = task.result('case_status')
  if (!found && task.offers('case_status')) return call('case_status', { words: task.last })
  return found
    ? { text: both(task, `目前的情况：${inFence(found)}`, `How it stands: ${inFence(found)}`) }
    : null
}

const inFence = (text: string): string => /<<data>>\n([\s\S]*?)\n<<end/.exec(text)?.[1] ?? text

function address(task: Task): Plan | null {
  const { order } = task
  const asks = titled(task, /^(?:修改收货地址|changing the delivery)/)?.asks ?? []
  const to = task.facts.get('address')
  if (!order || (!task.signedIn && !task.proven.includes(order)) || !to) return askFirst(task, asks)
  const ruling = task.result('rule_order_change')
  if (!ruling)
    return call('rule_order_change', { orderNumber: order, kind: 'address', address: to })
  const terms = /exactly: (\{.*\})\.$/.exec(ruling)?.[1]
  if (!terms || !task.offers('change_address')) return { text: ruling }
  return {
    text: both(task, '可以改。', 'It can be changed.'),
    ...call('change_address', {
      orderNumber: order,
      address: to,
      ...(JSON.parse(terms) as object),
    }),
  }
}

function wholesale(task: Task): Plan | null {
  const email = /[\w.+-]+@[\w.-]+\.\w+/.exec(task.all)?.[0]
  const phone = /(?<!\d)1[3-9]\d{9}(?!\d)/.exec(task.all)?.[0]
  const asks = titled(task, /^(?:批发报价|a wholesale quote)/)?.asks ?? []
  const captured = task.result('capture_lead')
  if (captured)
    return { text: both(task, `已转给销售同事。${captured}`, `Sales has it. ${captured}`) }
  if (task.done.some(({ tool }) => tool === 'capture_lead')) return null
  if (!email && !phone)
    return (
      askFirst(
        task,
        asks.filter(({ name }) => name === 'phone'),
      ) ?? askFirst(task, asks)
    )
  return call('capture_lead', {
    need: task.all.slice(0, 300),
    ...(phone && { phone }),
    ...(email && { email }),
  })
}

/** One of our tools answers the question, from all that was said. */
function fromTool(task: Task, tool: string, args: object): string | null | Plan {
  const found = task.result(tool)
  if (found === undefined) return task.offers(tool) ? call(tool, args) : null
  return /^(?:No product of ours|Which product is meant)/.test(found) ? null : found
}

function stock(task: Task): Plan | null {
  const asks = titled(task, /^(?:查库存|whether it is in stock)/)?.asks ?? []
  const place = task.facts.get('place')
  const found = fromTool(task, 'check_stock', {
    words: task.all.slice(-2000),
    ...(place && { place }),
  })
  if (typeof found !== 'string')
    return (
      found ??
      askFirst(
        task,
        asks.filter(({ name }) => name === 'product'),
      )
    )
  return { text: found }
}

function price(task: Task): Plan | null {
  const asks = titled(task, /^(?:问价格|a price)/)?.asks ?? []
  const found = fromTool(task, 'find_product', { words: task.all.slice(-2000) })
  if (typeof found !== 'string') return found ?? askFirst(task, asks)
  return { text: found }
}

function refund(task: Task): Plan | null {
  const { order } = task
  if (!order) return takeParcel(task)
  const found = task.result('refund_status')
  if (!found) return call('refund_status', { orderNumber: order })
  return { text: both(task, `退款情况：${found}`, `Your refund: ${found}`) }
}

function question(task: Task): Plan {
  if (!task.offers('search_knowledge')) return { text: say.greet(task) }
  if (task.result('search_knowledge') === undefined) {
    return call('search_knowledge', { query: task.last.slice(0, 500) })
  }
  return { text: whatTheArticlesSay(task) ?? say.doNotKnow(task) }
}
