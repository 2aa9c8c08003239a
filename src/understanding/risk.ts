import type { RiskTag } from '../domain/reading.ts'

/** Each risk's signs, and the harmless uses of the same words that are taken out first. */
const risks: readonly { tag: RiskTag; signs: RegExp; harmless?: RegExp }[] = [
  {
    tag: 'legal',
    signs:
      /起诉|法院|打官司|告你们|告上|律师|法律途径|走法律|诉讼|维权|法务|传票|\b(?:lawyer|attorney|solicitor|lawsuit|sue|suing|sued|legal action|small claims|take (?:you|this) to court|court|litigation|legal team)\b/g,
    harmless:
      /power of attorney|\d+ [a-z]+ court|(?:你们|贵司|我们|公司)法务|律师(?:朋友|同事|客户)|朋友是(?:个|一名)?律师|律师推荐|(?:老公|老婆|爸|妈|姐|哥|我)(?:自己)?是(?:个|一名)?律师|律师(?:袍|证|楼|事务所(?:采购|买|订|下单))|(?:给|送)(?:我的?)?律师|(?:lawyer|attorney|solicitor) (?:friend|wife|husband|sister|brother|colleague)s?|friend (?:who is |is )?an? (?:lawyer|attorney|solicitor)|(?:gift|present|buy\w*|chair|bag) for (?:my|a|our) (?:lawyer|attorney|solicitor)|(?:i am|i'm|i work as|works? as|being) an? (?:lawyer|attorney|solicitor)|(?:tennis|food|basketball|badminton|squash) courts?|court shoes?|courtyard|law firm (?:order|purchase|needs)/g,
  },
  {
    tag: 'media',
    signs:
      /曝光|媒体|记者|电视台|上热搜|热搜|发微博|发抖音|发小红书|挂(?:你们|网上|到网上)|网上曝|315晚会|3·?15晚会|新闻(?:媒体|记者)|避雷|\b(?:journalist|reporter|newspaper|the press|go viral|going viral|(?:post|put|share|expose) (?:this|it|you|everything) (?:all over|on|to) (?:social media|twitter|x|tiktok|facebook|reddit|instagram|youtube)|tell everyone|tv station|news channel|name and shame)\b/g,
    harmless:
      /媒体(?:播放|服务器|文件|音量)|多媒体|流媒体|曝光(?:度|时间|补偿|不足|过度)|记者(?:朋友|证)|(?:journalist|reporter) friend/g,
  },
  {
    tag: 'regulator',
    signs:
      /(?<![\da-z])(?:12315|12345)(?![\da-z])|消协|消费者协会|消保委|工商局?|市场监管|市监局?|监管部门|有关部门|黑猫投诉|黑猫|质监|举报(?:你们|到|给|商家|店铺|你)|\b(?:trading standards|consumer (?:protection|council|association|affairs|rights)|ombudsman|ftc|bbb|better business bureau|regulator|report you(?: guys)? to|watchdog|attorney general|citizens advice)\b/g,
    harmless: /黑猫(?:周边|公仔|图案|款|杯)|工商银行|工商管理|工商户/g,
  },
  {
    tag: 'chargeback',
    signs:
      /拒付|向银行(?:投诉|申诉|申请)|银行(?:申诉|撤单|追回)|撤销(?:这笔)?(?:付款|交易|扣款)|信用卡争议|\b(?:charge ?backs?|dispute (?:the|this|it|my|with)[^.]{0,30}(?:charge|payment|transaction|bank|card|paypal)?|(?:bank|paypal|card company|credit card company) (?:to )?(?:reverse|dispute|claim|get my money)|paypal (?:dispute|claim|case)|reverse the (?:charge|payment))\b/g,
  },
  {
    tag: 'safety',
    signs:
      /着火|起火|冒烟|爆炸|炸了|自燃|烧起来|烧焦|漏电|触电|电到|电了一下|短路|烫伤|烧伤|割伤|划伤|受伤|流血|进医院|进了医院|送医院|送了医院|过敏|中毒|刹车失灵|刹不住|鼓包|\b(?:caught fire|on fire|fire hazard|smok(?:e|ing)|explod\w+|explosion|burn(?:ed|t|ing) (?:my|me|her|his|our|smell|the|down|through)|burnt|electric shock|electrocut\w+|got (?:a )?shocked?|shocked me|injur\w+|bleeding|(?:taken|went|sent|ended up|rushed)[^.!?]{0,15} (?:to|in) (?:the )?hospital|allergic reaction|poison\w*|brakes? (?:fail\w*|stopped|don.?t work|not working)|sparks?|sparking|melt(?:ed|ing)|swollen battery|battery (?:is )?(?:swollen|swelling|bulging))\b/g,
    harmless:
      /过敏(?:体质|原|的人)|[打点]不着火|burnt (?:outside|on the outside|food|fries|chips|edges|taste|coffee|toast|bits)|防(?:爆炸|漏电|触电|烫伤|火|烟)|(?:爆炸|漏电|触电|烫伤|着火|过敏|短路)(?:保护|测试|吗|怎么办呢|险)|(?:会不会|容易|是否|怕|担心)(?:着火|爆炸|漏电|触电|烫伤|过敏|冒烟|烧焦|自燃)|烟熏|爆炸(?:好看|好吃|好用)|anti-?(?:smoke|allerg)|smok(?:e|ing) (?:detector|chips|alarm|flavou?r|room)|smoke-?free|(?:does|will|would|can|could) (?:it|this|they) (?:ever )?(?:catch fire|explode|smoke|melt)|hospital (?:order|purchase|bed|uses|staff)|burning (?:man|question)|spark plugs?/g,
  },
  {
    tag: 'self_harm',
    signs:
      /不想活|想死|去死算了|自杀|轻生|寻死|跳楼|割腕|活不下去|活着没意思|结束(?:自己的?)?生命|\b(?:kill(?:ing)? myself|suicid\w+|end (?:my life|it all)|want to die|don.?t want to live|hurt myself|self[- ]harm|no reason to live|better off dead)\b/g,
    harmless:
      /(?:可爱|好吃|好看|美|累|热|冷|笑|困|帅|香)得?(?:我)?(?:都)?想死|想死你|跳楼(?:价|大甩卖|甩卖)|自杀式/g,
  },
  {
    tag: 'fraud',
    signs:
      /盗刷|被盗|盗号|账号被(?:盗|黑)|冒充|诈骗|被骗|骗局|钓鱼(?:网站|短信|链接)|假客服|假冒客服|不是我(?:下|买|操作|本人)|陌生(?:扣款|订单|交易)|可疑(?:扣款|订单|交易|登录)|洗钱|\b(?:fraud\w*|stolen (?:card|account|identity)|hacked|phishing|unauthori[sz]ed|identity theft|impersonat\w+|didn.?t (?:make|authori[sz]e|place) (?:this|that|the) (?:purchase|payment|charge|order|transaction)|someone (?:else )?(?:used|is using|logged in|accessed|ordered|placed)|scammed|fake (?:agent|support|customer service|website|call))\b/g,
    harmless:
      /怕被骗|scammed before|防(?:诈骗|被盗|盗刷)|鱼竿|fraud (?:protection|prevention) (?:policy|feature)/g,
  },
]

/** Signs that a person should look at once. `folded` is `foldText(text)`. */
export function readRisks(folded: string): RiskTag[] {
  return risks
    .filter(({ signs, harmless }) => {
      if (folded.search(signs) < 0) return false
      return harmless === undefined || folded.replace(harmless, ' ').search(signs) >= 0
    })
    .map(({ tag }) => tag)
}
