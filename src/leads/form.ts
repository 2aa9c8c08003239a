import type { LeadFactName } from '../domain/lead.ts'

const labels: readonly (readonly [LeadFactName | 'role', RegExp])[] = [
  ['name', /^(?:姓名|名字|称呼|联系人|(?:full |contact )?name|contact person)$/i],
  ['company', /^(?:公司|公司名称?|单位|单位名称|企业|company(?: name)?|organi[sz]ation|firm)$/i],
  [
    'contact',
    /^(?:电话|手机|手机号|联系方式|联系电话|邮箱|微信|phone|mobile|tel|e-?mail|contact|whatsapp)$/i,
  ],
  ['need', /^(?:需求|需要|产品|采购内容|项目|need|needs|request|product|interest|requirement)$/i],
  ['budget', /^(?:预算|价位|budget)$/i],
  ['timeline', /^(?:时间|交期|交货时间|到货时间|需要时间|timeline|deadline|date|when|needed by)$/i],
  [
    'location_or_channel',
    /^(?:城市|地点|地址|收货地|渠道|平台|city|location|place|address|country|channel)$/i,
  ],
  ['role', /^(?:职位|职务|身份|role|position|title)$/i],
]

/** The lines of a form that someone pasted, `label: value`, by fact; empty where the text is none. */
export function formLines(text: string): Map<LeadFactName | 'role', string> {
  const lines = new Map<LeadFactName | 'role', string>()
  for (const line of text.split('\n')) {
    const [, label = '', value = ''] =
      /^(?:[-*•] ?)?([^:：]{1,20})[:：](.{1,300})$/.exec(line.trim()) ?? []
    const found = labels.find(([, form]) => form.test(label.trim()))
    if (found && value.trim()) lines.set(found[0], value.trim())
  }
  return lines.size >= 2 ? lines : new Map()
}
