/** What may be done to something, as opposed to 查 看 了解 核实, which change nothing. */
const act =
  '(?:催|退款|退|赔|补(?!充|货)|换货|取消|撤销|修改|更改|改|变更|更新|申请|提交|登记|安排|办理|办|处理|下单|开具|开通|创建|建立|发放|发送|重新发货|发(?!货|出|往|生|现|票)|赠送|送出|送(?!达|到|货)|拦截|预约|预订|约好|转接|转交|升级|反馈|上报|记录|备注|联系|通知|生成|充值|加急|核销|锁定|预留|延长)'
const thing =
  '(?:优惠券|代金券|券|红包|补偿|赔付|赔偿|催单|催件|加急|工单|退款|款项|退货|换货|预约|发票|申请|请求|反馈|地址|积分)'
const forYou = '(?:为|帮|给|替)(?:您|你|咱)'
const already = '(?:已经?|刚刚?|刚才|现已|均已)'
const weSoon = `(?:我们?|这边|小二|客服)?[^,您你]{0,2}${already}`
const withWhom = '(?:(?:向|跟|和|与|把|将)[^,]{1,10})?(?:都|全部?|也|正式|成功|紧急|再次|又)?'
/** Within a clause, and not about what the customer did. */
const near = (most: number) => `[^,您你]{0,${most}}`

const sources = [
  `${already}[^,]{0,6}${forYou}[^,]{0,10}${act}`, // 已为您催单, 已经帮你申请退款
  `${forYou}[^,]{0,6}${already}[^,]{0,6}${act}`,
  `${forYou}[^,]{0,12}${act}[^,吗么]{0,8}(?:了|好|完|成功|过|妥)`, // 为您催过了, 给您补了一张券
  `${forYou}把[^,]{1,8}(?:改成|换成|改为)`,
  `(?:正在|这就)${forYou}${near(2)}${act}`,
  // 已催单, 刚才催了一下快递, 我们已经提交了申请; not 已申请退货的商品
  `^\\s*${weSoon}${withWhom}${act}(?![^,]*的[^,]{0,6}$)`,
  `(?:跟|和|与|向)[^,]{1,8}(?:说好|沟通好|协调好|打过招呼)`,
  `(?:我们?|这边)${near(4)}(?:催|退|取消|改|发|提交|申请|登记)(?:过|好|完)?了`,
  `${thing}${near(8)}${already}${near(4)}${act}`, // 优惠券已发放, 退款申请已提交
  `${thing}${near(4)}${already}?(?:发|退|到)(?:到|给|放|回)?(?:您|你)?[^,]{0,6}了`, // 券已经发您了
  `${thing}${near(4)}${act}?(?:成功|好了|完了|妥了|完成|已到账|已生效)`, // 催单成功, 地址改好了
  `(?:订单|包裹|快件)${near(12)}${already}${near(4)}(?:催|加急)`,
  '(?:^|已|都|全)(?:搞定|办好|办妥|弄好|处理好)了?',
]
const claims = sources.map((source) => new RegExp(source, 'g'))
/** One look that clears nearly every sentence. */
const anyClaim = new RegExp(sources.join('|'))

/** 可以/会 make an offer or a plan; 没/未 a refusal; 如果/等 a condition; 显示/状态 a record. */
const open =
  /(?:没有?|[未尚]|不能|无法|可以|可为|能够?为?|需要|要不要|是否|想要|会|将|如果|如需|若|一旦|等|待|之后|再|才|麻烦|请|您|你|显示为?|状态[是为:]?|因为|由于)\s*$/
const conditional = /^\s*(?:如果|如需|若|一旦|等|待|按规定|一般|通常)|(?:之?后|时|的话|以后)$/
const question = /(?:吗|么|是否|要不要|需不需要|可不可以|能不能)/
const denied = /(?:没有|尚未|还未|未能|无法|不能|不会|显示|状态|后)/

/** What a record shows of an order is no act of ours, as long as nobody acts in it. */
const record = /^\s*(?:(?:您|你)的)?(?:订单|包裹|快件|运单|商品)/
const somebodyActs = /我|[为帮给替][您你]|催|加急|补|赔|券/

/** Whether a sentence, normalised, claims an effect in Chinese. */
export function claimsInChinese(sentence: string): boolean {
  if (!/[一-鿿]/.test(sentence)) return false
  if (/(?:券|款|补偿)/.test(sentence) && /请(?:您|注意)?查收/.test(sentence)) return true
  return sentence.split(/[,。！!;]/).some((clause) => {
    if (!anyClaim.test(clause) || question.test(clause) || conditional.test(clause)) return false
    if (record.test(clause) && !somebodyActs.test(clause)) return false
    return claims.some((pattern) =>
      [...clause.matchAll(pattern)].some(
        (found) => !open.test(clause.slice(0, found.index)) && !denied.test(found[0]),
      ),
    )
  })
}
