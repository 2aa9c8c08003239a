import { saysYes } from './said.ts'

const decides =
  /我本人(?:买|购买|用|开)|我(?:就)?(?:可以|能)(?:直接)?(?:定|决定|签|批)|(?:这个|这事|这件事)我(?:就)?能定|(?:采购|这事|这块|这个|项目|这些)(?:都|是)?归我|我(?:主管|分管)|我(?:自己)?(?:来)?(?:说了算|做主|拍板|决定|定就行|签)|能拍板|这事我定|我自己定|采购这块我负责|我(?:来)?负责|自己(?:买|用|开|骑|付款|付)|自用|自己的(?:店|公司|厂)|(?:采购|行政|运营|市场|总)?(?:总监|总经理|经理|主管)(?!让|说|批|定|要)|(?:我是|是)[^，。,]{0,8}负责人|(?:^|[，,\s])(?:行政|采购|项目|运营|工程|后勤)负责人|董事长?|创始人|合伙人|店主|社长|厂长|院长|园长|校长|(?:公司|超市|商贸|餐厅|酒店|项目|采购)(?:的)?(?:老板|负责人)|法人|法定代表人|我本人(?:就是|是)|我开的(?:店|公司|厂|馆)|(?:老板|法人|店主)就是我|我就是(?:老板|店主|法人|负责人)|我是.{0,12}老板|(?:^|[,，])老板娘?(?:$|[,，。])|团长|\b(?:it'?s for me\b|for myself\b|i can (?:approve|decide|sign)|i (?:approve|decide|sign|own|run|chair|approve)|i'?m (?:the )?(?:owner|founder|decision|boss)|my (?:call|decision)|it'?s me who decides|i will sign|for myself|paying myself|for my (?:wife|husband|parents|own|home|family)|(?:co-?)?founder|(?:the |shop |store |supermarket )?owner|(?:ceo|coo|cfo|cto)(?!['’]s)|managing director|director(?: of)?|head of|chief(?! executive's)|president|(?:purchasing|procurement|sourcing) (?:specialist|officer|agent|executive|coordinator)|i (?:head(?: up)?|oversee|am responsible for|look after|handle) (?:the |our |all )?(?:purchasing|procurement|buying|facilities|workplace|operations|supply|sourcing|equipment|office|it\b)|(?:purchasing|procurement|office|general|operations|facility|facilities|store|hotel|buying) manager|buyer|partner at|(?:manage|run|lead|in charge of|responsible for) (?:the )?(?:purchasing|procurement|buying|facilities)|(?:purchasing|procurement|facilities) lead|chair(?:man|woman|lady|person)|(?<=, )(?:purchasing|procurement)(?= ?(?:[,.;]|$))|i decide|i'?m in charge|on me to decide)\b/i
const defers =
  /(?:跟|和|与|问)(?:一?下)?我?(?:先生|太太|老公|老婆|爱人|爸妈|父母|家里人|家人)[^，。]{0,4}(?:商量|意见|说)|老板(?:让|定|说|要|批)|领导(?:批|定|说了算|让|叫|交代)|(?:替|帮)我?们?(?:老板|领导)|[他她]让我(?:来)?(?:问|看|找|买|采购)|(?:要|得|需)(?:请示|汇报|审批)|帮(?:老板|领导|公司)问|我只是|我不(?:负责|能定|做主)|\b(?:my boss (?:has|needs|must|decides|will|wants)|boss decides|needs? approval|have to ask|not my (?:decision|call)|i'?m just (?:the )?(?:assistant|intern|collecting)|on behalf of my boss|not up to me|(?:i'?m|i am|this is) (?:the |an? )?(?:pa|ea|assistant|secretary) (?:to|of|for)|(?:she|he|my boss|the boss|my manager) (?:asked|told|wants|needs|sent) (?:me|us) to)\b/i

/** Whether words say that the customer decides (true), that somebody else does (false), or nothing of it (null). */
export function decidingRole(text: string, askedForRole: boolean): boolean | null {
  // 老板您好 greets us.
  const own = text.replace(/^\s*老板(?:您?好|你好|在吗|[,，])/, '')
  if (defers.test(own) && !/这事我定|我说了算|我定/.test(own)) return false
  if (decides.test(own)) return true
  if (askedForRole && saysYes(own)) return true
  if (askedForRole && /^\s*(?:不是|不|no\b)/i.test(own)) return false
  return null
}
