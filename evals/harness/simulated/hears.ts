import type { Fact } from './customer.ts'

/** By which words an agent asks for a fact, in both languages. */
const questions: Record<string, RegExp> = {
  order: /订单号|哪个订单|哪一?单|请问是哪一个|order number|which order|which one is it/i,
  tail: /后四位|尾号|last four/i,
  email: /邮箱|e-?mail/i,
  phone: /(?:手机号|电话)(?!.{0,4}后四位)|(?<!recipient's )phone number/i,
  address: /新的.{0,4}地址|完整地址|新地址|new address|address in full|street/i,
  reason: /原因|怎么了|reason|what happened|did it arrive damaged|收到就破损/i,
  item: /哪一件|which (?:article|item)|what shall be/i,
  condition: /哪种情况|拆封|what state/i,
  wants: /怎么处理|怎样处理|how shall we settle/i,
  place: /哪个城市|哪座城市|在哪里|which city|which town|where are you/i,
  day: /哪一?天|which day/i,
  slot: /选哪个|which one would you like/i,
  name: /谁的名字|怎么称呼|what name shall I|your name\?/i,
  kind: /哪一项|抬头开个人|what would you like to book|personally or for a company/i,
  title: /发一下发票抬头|name shall stand on/i,
  tax_number: /识别号|tax (?:or VAT )?number/i,
  product: /哪一?款|哪一?类|哪个型号|什么商品|which (?:model|goods|product)/i,
  quantity: /要多少|how many/i,
  company: /公司名称|company called/i,
}

const offersPerson =
  /(?:需要|要不要|要|是否).{0,12}(?:人工|同事).{0,12}(?:吗|？|\?)|shall I (?:get|pass|have)[^?]*(?:colleague|person|one)\b[^?]*\?|speak to a (?:person|colleague)[^?]*\?/i
const asksYesOrNo =
  /(?:吗|确定|可以)[？?]|回复“好的”|\((?:reply|answer) "yes"|\b(?:shall|should|may|do|would|is|are) (?:I|you|that|this)\b[^?]*\?/i
const asksAnything =
  /[?？]|^请|^留|请(?:您|把|发|告诉|问|给|留|说)|please (?:give|send|tell)|tell me|^and a phone/i

/** Whether a reply asks for a plain yes or no and says how to give it. */
export const asksForYes = (reply: string): boolean => /回复“好的”|\(reply "yes"/.test(reply)

/** What a customer takes from a reply. */
export interface HeardReply {
  /** Facts that it asks for, in the order in which they are known. */
  facts: string[]
  offersPerson: boolean
  /** It asks for a yes, to something other than a person. */
  asksConsent: boolean
  /** It asks something, whatever it may be. */
  asks: boolean
  /** Order numbers that it names. */
  orders: string[]
}

/** Sentences that ask: what is merely told ("the order number is in your e-mail") is no question. */
function asking(reply: string): string {
  const sentences = reply.match(/[^。！!？?\n]+[。！!？?\n]*(?:（[^）]*）|\s*\([^)]*\))?/g) ?? []
  return sentences.filter((sentence) => asksAnything.test(sentence.trim())).join('\n')
}

const digitsIn = (text: string): string => text.replaceAll(/\D/g, '')
const fewDigits = 6

/** Whether a question of yes or no says a fact itself: it is there to be confirmed and not asked for. */
function repeats(question: string, { value }: Fact): boolean {
  const digits = digitsIn(value)
  return (
    question.includes(value) || (digits.length >= fewDigits && digitsIn(question).includes(digits))
  )
}

/** Reads a reply as a customer does: by its words alone. */
export function hear(reply: string, facts: Readonly<Record<string, Fact>>): HeardReply {
  const question = asking(reply)
  const confirms = asksForYes(reply)
  const asked = (name: string): boolean => {
    const fact = facts[name]
    if (fact && confirms && repeats(question, fact)) return false
    const own = fact?.asked
    return (own ? new RegExp(own, 'iu') : questions[name])?.test(question) ?? false
  }
  const names = new Set([...Object.keys(questions), ...Object.keys(facts)])
  const found = [...names].filter(asked)
  const person = offersPerson.test(question)
  return {
    facts: found,
    offersPerson: person,
    asksConsent: !person && asksYesOrNo.test(question),
    asks: question !== '',
    orders: [...new Set(reply.match(/VG\d{8}/g) ?? [])],
  }
}
