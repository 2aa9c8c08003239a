/** How something is done or how long it takes: a question about the rules, whoever asks it. */
const asksHow =
  /多久|(?<![好前这过没那])几天(?![了前])|多长时间|(?:怎么|怎样|如何)(?:才能|可以|能)?(?:退(?!回)|换|开|申请|取消|修改|改|查|办|报|寄|弄)|流程|规则|政策|期限|要什么(?:条件|材料|手续)|谁(?:出|付|承担)|\bhow (?:do|can|does|long|many days|soon|would)\b|\bwhat(?:'s| is| are) (?:the|your)\b|\bwho pays\b/i

/** Words that make it one's own case: what was bought, what has not come, which one it is about. */
const ownCase =
  /我的|我那|我这|我买|我上|我昨|我前|这个?单|那个?单|这个订单|那个订单|还没|还不|怎么还|迟迟|已经|帮我|给我|还[有要](?:多久|几天|多长时间)|[晚迟早]几天|\b(?:my|mine|i (?:bought|ordered|returned|sent|got|received|paid)|still|already|how much longer|hasn't|haven't|didn't)\b/i

/**
 * Whether a message asks how things are done rather than to have them done: 「退款多久到账」 and not 「我的退款怎么还没到」. Such a
 * question is answered from the articles, though the same words may open a procedure.
 */
export const asksInGeneral = (text: string): boolean => asksHow.test(text) && !ownCase.test(text)
