/**
 * Whether a text says, in Chinese or English, that we have done something for the customer: issued, refunded, urged,
 * cancelled, changed. Offers, questions, conditions, refusals and what was merely looked up are no claims.
 * It holds words back until a tool result stands behind them, so it leans towards yes.
 */
export function claimsEffect(text: string): boolean {
  return sentencesOf(normalise(text)).some(
    (sentence) => chineseClaim(sentence) || englishClaim(sentence),
  )
}

/** Full-width forms and invisible characters must not carry a claim past the patterns. */
const normalise = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replaceAll('’', "'")
    .toLowerCase()

const sentencesOf = (text: string) => text.match(/[^。！!?\n;；.]+[。！!?\n;；.]*/g) ?? []

// What may be done to something, as opposed to 查 看 了解 核实, which change nothing.
const zhAct =
  '(?:催|退|赔|补偿|补发|补寄|重发|换货|取消|撤销|修改|更改|改|变更|更新|申请|提交|登记|安排|办理|处理|下单|开具|开通|开好|发放|发送|发(?!货|出|往|生|现)|赠送|送|送出|拦截|预约|预订|转接|转交|升级|反馈|上报|记录|备注|联系|通知|生成|领取|充值|加急|核销|锁定|预留|延长)'
const zhThing =
  '(?:优惠券|代金券|红包|补偿|赔付|赔偿|催单|催件|加急|工单|退款|退货|换货|预约|发票|申请|请求|反馈|地址|订单|积分)'
const zhFor = '(?:为|帮|给|替)(?:您|你|咱)'
const zhDone = '(?:了|好|完|完成|成功|过|妥)'

const zhClaims = [
  // 已为您催单, 已经帮你申请退款, 刚刚给您发放了
  new RegExp(`(?:已经?|刚刚?|刚才|现已|均已)[^,，]{0,6}${zhFor}[^,，]{0,10}${zhAct}`),
  new RegExp(`${zhFor}[^,，]{0,6}(?:已经?|刚刚?)[^,，]{0,6}${zhAct}`),
  // 为您催过了, 帮您取消成功, 给您申请好了
  new RegExp(`${zhFor}[^,，]{0,10}${zhAct}[^,，吗么]{0,8}${zhDone}`),
  // 我已联系承运商, 我们已经提交了申请
  new RegExp(
    `(?:我|我们|这边|小二|客服)[^,，您你]{0,4}(?:已经?|刚刚?|刚才)[^,，您你]{0,6}${zhAct}`,
  ),
  new RegExp(`(?:我|我们|这边)[^,，您你]{0,4}(?:催|退|取消|改|发|提交|申请|登记)(?:过|好|完)?了`),
  // 优惠券已发放, 退款申请已提交, 催单成功
  new RegExp(`${zhThing}[^,，您你]{0,8}(?:已经?|现已)[^,，您你]{0,4}${zhAct}`),
  new RegExp(`${zhThing}[^,，您你]{0,4}(?:成功|完成|已到账|已生效)`),
  /(?:^|已|都|全)(?:搞定|办好|办妥|弄好|处理好)了?/,
]
// 需要/可以/会 make an offer or a plan; 没/未 a refusal; 如果/等 a condition; 吗 a question.
const zhOpen =
  /(?:吗|么|呢|没有?|[未尚]|不能|无法|可以|可为|能够?为|需要|要不要|是否|想要|会|将|正要|如果|如需|若|一旦|等|待|之后|再|才|麻烦|请|您|你)\s*$/
const zhQuestion = /(?:吗|么|是否|要不要|需不需要|可不可以|能不能)/

function chineseClaim(sentence: string): boolean {
  return sentence.split(/[,，]/).some((clause) => {
    if (zhQuestion.test(clause)) return false
    return zhClaims.some((pattern) => {
      const found = pattern.exec(clause)
      if (!found) return false
      const before = clause.slice(0, found.index)
      return !zhOpen.test(before) && !/(?:没有|尚未|还未|未能|无法|不能|不会)/.test(found[0])
    })
  })
}

const enDone =
  '(?:issued|refunded|sent|cancell?ed|urged|requested|submitted|escalated|applied|credited|changed|updated|processed|arranged|booked|created|filed|expedited|contacted|notified|informed|placed|scheduled|added|opened|reported|pushed|chased|initiated|forwarded|replaced|reshipped|upgraded|raised|registered|logged|granted|given|gave|extended|reserved|removed|activated|asked|completed|transferred|approved|compensated|reimbursed|rushed|prioriti[sz]ed|sorted)'
const enThing =
  '(?:coupon|voucher|refund|compensation|credit|request|ticket|case|cancellation|return|exchange|replacement|complaint|appointment|booking|reminder|address|invoice)'
const enSoon =
  '(?:just|already|now|also|successfully|since|gone ahead and|then|immediately|personally)'

const enClaims = [
  // I've issued, we have just sent, I urged
  new RegExp(`\\b(?:i|we)(?:'ve| have|'d)?(?: ${enSoon})* ${enDone}\\b`),
  // I'm issuing, we are now cancelling
  /\b(?:i'm|i am|we're|we are)(?: now| just| already)? (?:issuing|refunding|sending|cancell?ing|urging|submitting|escalating|applying|crediting|changing|updating|processing|arranging|booking|expediting|contacting|notifying)\b/,
  // your refund has been processed, the coupon was issued, the request is submitted
  new RegExp(
    `\\b${enThing}\\b[^,]{0,40}\\b(?:has|have|was|were|is|are)(?: now| just| already)?(?: been)?(?: successfully)? ${enDone}\\b`,
  ),
  new RegExp(`\\b(?:has|have) (?:now |just |already )?been (?:successfully )?${enDone}\\b`),
  new RegExp(
    `\\b${enThing} (?:is|are)(?: now)? (?:on its way|on the way|active|in your account)\\b`,
  ),
  /\b(?:it'?s (?:all )?done|that'?s done|all done|all set|taken care of)\b/,
  /^\s*done\b/,
]
const enOpen =
  /\b(?:if|once|when|after|until|unless|before|as soon as|whether|in case|not|never|can|could|will|would|should|may|might|to|you say|you said|the (?:e-?mail|message|link|code|item|items|order|parcel) (?:that )?)\b[^,]*$/
const enQuestion =
  /^\s*(?:and |so |or )?(?:have|has|had|do|does|did|would|could|can|should|shall|may|is|are|was|were)\b.*\?\s*$/

function englishClaim(sentence: string): boolean {
  if (enQuestion.test(sentence)) return false
  return enClaims.some((pattern) => {
    const found = pattern.exec(sentence)
    return found !== null && !enOpen.test(sentence.slice(0, found.index))
  })
}
