import type { LeadFactName } from '../domain/lead.ts'

/** What an agent's or an operator's words ask for: the lead facts, and the customer's role. */
export type Asked = LeadFactName | 'role' | 'quantity'

const cues: readonly (readonly [Asked, RegExp])[] = [
  [
    'company',
    /公司(?!采购|用|买|(?:现在)?(?:在(?:哪|什么)|地址|位于|的?位置))|单位|哪(?:所|家|个|间)[\u4e00-\u9fff]{0,4}(?:[院店园馆厂社校行铺局]|中心|事务所|工作室|俱乐部)|哪(?:所|家|个|间)(?:学校|单位|公司|酒店|医院|机构|企业|店|幼儿园)|(?:俱乐部|店铺?|品牌|团队|机构|协会|社团)(?:名|叫|怎么称呼)|\b(?:club|team|shop|store|school|firm|place|business|brand|cafe|café|restaurant|hotel|practice|church|charity|venue|studio|gym|agency|clinic|company)(?:'s|’s)?(?: name| called|\?)|\bproduction company|贵[司校院店](?!(?:现在)?在(?:哪|什么))|贵(?:公司|单位)(?!(?:现在)?(?:在(?:哪|什么)|地址|位于|的?位置))|机构|学校名|店名|幼儿园名|(?:全称|店名|校名|抬头)|\bcalled\?|\b(?:name of (?:the|your)|what(?:'s| is) (?:the|your) [a-zé ]{2,20} called)|\bcompany|organi[sz]ation|business called|which (?:firm|school|business|university|hotel|shop|store|organi[sz]ation)|on behalf of|who (?:are|is|am i|would) (?:you |it |this |that |we )?(?:be )?(?:order|buy|ask|enquir|inquir|writ|quot|purchas)ing for|who (?:is|'s) (?:it|this|that) for|which (?:institution|venue|group|team|site|agency|clinic|office)|(?:nursery|school|shop|store|hotel|café|cafe)'s name|addressed to/i,
  ],
  [
    'name',
    /\bwho(?:'s|’s| is| are)\b|(?:您的?|留个?|留下)(?:信息|资料)|\byour (?:details|particulars|info)\b|贵姓|称呼|姓名|名字|尊姓|您是[？?哪谁]|联系人|\b(?:your|a|the|an?) name\b|name and|who am i (?:speaking|talking)|who(?:m)? (?:should we address|should|do|can|shall|is|are|may)|and you are|you are\?|with whom/i,
  ],
  [
    'contact',
    /\b(?:right|best) (?:contact|person)\b|(?:您的?|留个?|留下)(?:信息|资料)|\byour (?:details|particulars|info)\b|电话|手机|联系方式|联系您|联系你|微信|邮箱|邮件|号码|\b(?:phone|number|e-?mail|contact|reach you|get hold|call you|send you)\b/i,
  ],
  [
    'budget',
    /预算|价位|(?:期望|理想|希望|目标|能接受|想要)的?价格?|价格区间|多少钱|花多少|预计投入|心理价|能接受(?:的)?价|目标价|\b(?:budget|price|spend|set aside|price range|afford|ceiling|(?:what|which) (?:figure|number|amount|sum)|(?:expect|hope|want|like|prepared|willing|happy) to pay|cost you|target|how much (?:are|would|do|have|can))\b/i,
  ],
  [
    'timeline',
    /什么时候|何时|多久|时间|几号|哪天|交期|交货|到货|投放|\b(?:when|deadline|by when|how soon|date|timeline|time ?frame)\b/i,
  ],
  [
    'location_or_channel',
    /哪里|哪儿|到哪|哪个(?:村|区|省|国)|哪个城市|在哪|地址|地点|收货地|城市|平台|渠道|\b(?:where(?:abouts)?(?! (?:can|could|should|shall|may|do) (?:I|we) (?:send|e-?mail|reach|contact|call)\b(?! (?:it|them|the (?:goods|order))\b))|which (?:city|country|state|town|platform|channel)|based|deliver(?:y)? (?:to|address)|ship to|address(?! (?:it|this|that|them|the quote|to)\b)|location)\b/i,
  ],
  [
    'quantity',
    /多少[台个套件辆份箱顶只部把支条盒张批组]|几[台个套件辆]|数量|\b(?:how many|how large|quantity|volume)\b/i,
  ],
  [
    'need',
    /想(?:买|换|订)(?:点|些)?什么(?!价|用|时候|预算|颜色)|(?:什么|哪些|哪类|哪种|哪方面|什么样的)(?:的)?(?:品类|品种|产品|商品|货|东西|类型)|需要什么|要什么|想要什么|哪款|型号|有什么可以|产品|\b(?:what (?:would|do|can|are) you|which (?:models?|products?|items?|range|one)|what (?:kind|sort|type) of|help you|looking for)\b/i,
  ],
  [
    'role',
    /负责人|您来?(?:决定|负责)|您(?:能)?(?:拍板|做主)|店主|职位|职务|合同由您|您签|\b(?:up to you|your (?:role|position)|final call|decision|sign(?:s|ing)? (?:off|the)|decide|are you the (?:owner|one)|in charge)\b/i,
  ],
]

/** Which facts these words ask for; none when they ask nothing. */
export function askedFor(text: string): ReadonlySet<Asked> {
  const questions = text
    .split(/(?<=[？?。！!\n])|(?<=\.)\s/)
    .filter((sentence) => /[?？吗呢吧]|请|留|怎么|please|could|may i/i.test(sentence))
    .join(' ')
  return new Set(cues.filter(([, cue]) => cue.test(questions)).map(([name]) => name))
}

const goods =
  /(?:咨询|登记了?|留言想?(?:要|买|咨询)?|关于|看中了?|对)([\u4e00-\u9fff]{2,8}?)(?:的|，|。|？|意向|感兴趣)|\b(?:interest(?:ed)? in|note about|asked (?:about|for)|enquiry about|message about) (?:our |the |some )?([a-z][a-z -]{2,30}?)(?= on | from | via |[.,?!]|$)/i

/** The goods that our own words name, so that an answer may leave them out; null for none. */
export function goodsNamed(text: string): string | null {
  const match = goods.exec(text)
  return match?.[1] ?? match?.[2] ?? null
}

const refusals =
  /不方便|不想(?:说|留|讲|透露|给)|不(?:便|愿意?)(?:说|留|透露|讲)|先不(?:说|留|给)|就?不(?:用)?留了?|不用知道|不告诉|保密|后面再给|没想好|再说$|\b(?:rather not|prefer not|can'?t (?:say|tell|share)|cannot (?:say|share)|not (?:telling|saying|sharing)|no (?:phone|number|e-?mail|name)s?(?: please)?|no need for a|don'?t want to (?:say|share|give)|won'?t (?:say|share|give)|none of your|contact later)/i

/** Whether words refuse what was asked for. */
export const refuses = (text: string): boolean => refusals.test(text)
