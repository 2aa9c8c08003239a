import type { LeadFactName } from '../domain/lead.ts'

/** Words that take a fact back without giving another: what is called which, beside what unsays it. */
const nouns: readonly (readonly [LeadFactName, string])[] = [
  ['contact', '电话|号码|手机号?|邮箱|微信|联系方式|number|phone|e-?mail|contact'],
  ['budget', '预算|budget'],
  ['timeline', '时间|日期|交期|deadline|date|timeline'],
  ['company', '公司名?|company'],
  ['name', '名字|姓名|name'],
  ['location_or_channel', '地址|地点|城市|address|city|place'],
]

const unsaid = nouns.map(
  ([name, noun]) =>
    [
      name,
      new RegExp(
        `(?:别|不要|先别|勿)(?:再)?(?:用|打|记|写|留)(?:这个|那个|我的?|刚才的?)*(?:${noun})|(?:${noun})(?:先)?(?:别|不要|不能)(?:再)?(?:用|打|记|写)|(?:${noun})(?:作废|不算数?了?|取消了?|还没定|不定了|再定)|\\b(?:forget|ignore|scratch|delete|remove|don't use|do not use|disregard)\\s(?:about\\s)?(?:(?:the|my|that|this|our)\\s)?(?:${noun})\\b|\\b(?:${noun}) (?:is|was) (?:wrong|off the table|not (?:valid|fixed) (?:any ?more|yet))\\b`,
        'i',
      ),
    ] as const,
)

/** The facts that these words take back. */
export const retracted = (text: string): LeadFactName[] =>
  unsaid.filter(([, words]) => words.test(text)).map(([name]) => name)
