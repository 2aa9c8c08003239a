import { withoutQuotes } from './human-request.ts'
import type { RiskTag } from '../domain/reading.ts'

/** Each risk's signs, and the harmless uses of the same words that are taken out first. */
const risks: readonly { tag: RiskTag; signs: RegExp; harmless?: RegExp }[] = [
  {
    tag: 'legal',
    signs:
      /起诉|(?:去|上|到|向|找|走|让|通过|准备)[^,。!?]{0,3}法院|法院(?:见|起诉|告|传|判|立案|受理|解决)|律师函|法律顾问|仲裁|报警(?!器|声|音|灯|提示|码|功能)|派出所|打官司|告你们|告上|律师|法律途径|走法律|诉讼|维权|法务|传票|\b(?:lawyers?|attorneys?|solicitors?|lawsuit|sue|suing|sued|legal action|small claims|take (?:you|this) to court|court|litigation|legal team|legal (?:counsel|proceedings|steps|route)|arbitration|class action|(?:(?:call|calling|tell|told|inform|informed|involve|report\w*[^.!?]{0,12} to) the police|police (?:report|complaint|case|have been|has been)))\b/g,
    harmless:
      /power of attorney|(?:'?s|is|was) an? (?:retired |former |trainee )?(?:lawyer|attorney|solicitor|barrister|judge)|court (?:road|street|lane|avenue|house|place|view|gardens|reporting)|律师函(?:模板|样本)|法院(?:附近|对面|旁边|宿舍|小区|路)|人民法院(?:宿舍|家属)|(?:讲|关于|写|演|题材)[^,。!?]{0,4}(?:法院|律师|官司)|法院(?:题材|小说|上班|工作)|(?:sister|brother|wife|husband|mother|father|mom|mum|dad|cousin|daughter|son|partner|boss|uncle|aunt) (?:is |was |works as )an? (?:lawyer|attorney|solicitor)|\d+ [a-z]+ court|(?:你们|贵司|我们|公司)法务|律师(?:朋友|同事|客户)|朋友是(?:个|一名)?律师|律师推荐|(?:老公|老婆|爸|妈|姐|哥|我)(?:自己)?是(?:个|一名)?律师|律师(?:袍|证|楼|事务所(?:采购|买|订|下单))|(?:给|送)(?:我的?)?律师|(?:lawyer|attorney|solicitor)'?s? (?:office|firm|gown|birthday|bag|friend|wife|husband|sister|brother|colleague)s?|friend (?:who is |is )?an? (?:lawyer|attorney|solicitor)|(?:gift|present|buy\w*|chair|bag) for (?:my|a|our) (?:lawyer|attorney|solicitor)|(?:i am|i'm|i work as|works? as|being) an? (?:lawyer|attorney|solicitor)|(?:tennis|food|basketball|badminton|squash) courts?|court shoes?|courtyard|law firm (?:order|purchase|needs)/g,
  },
  {
    tag: 'media',
    signs:
      /曝光|媒体|记者|电视台|上热搜|热搜|发微博|发抖音|发小红书|挂(?:你们|网上|到网上)|网上曝|315晚会|3·?15晚会|新闻(?:媒体|记者)|避雷|\b(?:journalist|reporter|newspaper|the press|go viral|going viral|(?:post|put|shar|expos|tweet)(?:e|ing|ed)? (?:about )?(?:this|it|you|everything) (?:all over|on|to) (?:social media|twitter|x|tiktok|facebook|reddit|instagram|youtube)|tell everyone|tv station|news channel|name and shame|tell the (?:media|news)|local news|\d+ ?k? followers|thousand followers|(?:writ\w+|article|story|publish\w*|blog\w*)\b[^.!?]{0,20}\babout (?:how )?you)\b/g,
    harmless:
      /媒体(?:播放|服务器|文件|音量)|多媒体|流媒体|曝光(?:度|时间|补偿|不足|过度)|记者(?:朋友|证)|(?:我|他|她|朋友|老公|老婆|爸|妈|姐|哥|妹|弟)(?:自己)?是(?:个|一名|位)?记者|(?:当|做)记者的|(?:journalist|reporter) friend|(?:sister|brother|wife|husband|mother|father|mom|mum|dad|cousin|daughter|son|partner|friend|i) (?:is |was |am |works as )an? (?:journalist|reporter)/g,
  },
  {
    tag: 'regulator',
    signs:
      /(?<![\da-z])(?:12315|12345)(?![\da-z])|(?:打|上|找|去)315(?!\d)|消费者保护|工信部|物价局|食药监|投诉平台|消协|消费者协会|消保委|工商局?|市场监管|市监局?|监管部门|有关部门|黑猫投诉|黑猫|质监|举报(?:你们|到|给|商家|店铺|你)|\b(?:trading standards|consumer (?:protection|council|association|affairs|rights)|ombudsman|ftc|bbb|better business bureau|regulator|report you(?: guys)? to|watchdog|attorney general|citizens advice)\b/g,
    harmless: /黑猫(?:警长|周边|公仔|图案|款|杯)|工商银行|工商管理|工商户/g,
  },
  {
    tag: 'chargeback',
    signs:
      /拒付|(?:银行|信用卡|支付宝|微信)[^,。!?]{0,6}(?:退单|撤销|申诉|争议|追回|把钱)|向银行(?:投诉|申诉|申请)|银行(?:申诉|撤单|追回)|撤销(?:这笔)?(?:付款|交易|扣款)|信用卡争议|\b(?:charge ?backs?|disput(?:e|ing|ed) (?:the|this|it|my|with)[^.]{0,30}(?:charge|payment|transaction|bank|card|paypal)?|(?:bank|paypal|card company|credit card company) (?:to )?(?:reverse|dispute|claim|get my money)|paypal (?:dispute|claim|case)|reverse the (?:charge|payment))\b/g,
  },
  {
    tag: 'safety',
    signs:
      /(?:吃|喝|用|涂|穿|戴)(?:了|完|过|坏)[^,。!?]{0,8}(?:拉肚子|腹泻|呕吐|吐了|起疹|肚子疼|肚子痛|头晕)|吃坏(?:了)?肚子|着火|起火|冒烟|爆炸|(?<!气)炸了|自燃|烧起来|烧焦|漏电|触电|电到|电了一下|短路|烫伤|烧伤|割伤|划伤|受伤|流血|进医院|进了医院|送医院|送了医院|过敏|中毒|刹车失灵|砸(?:到|伤)|夹(?:到|伤)|摔伤|骨折|缝了|急诊|住院(?!部)|[打弄炸刺撞咬压刮砸夹磕碰扎]伤|伤到(?:人|我|了|孩)|受了伤|(?:充电器|充电宝|插头|插座|电池|电线|主板|电机|适配器|灯泡)[^,。!?]{0,4}(?:烧了|烧坏|烧掉|爆了|炸)|窒息|噎(?:到|住)|烫到|烫(?:出|起|掉|红|破|脱)|骨裂|扭伤|脱皮了|(?:手指|手背|手掌|手臂|胳膊|后背|皮肤|脸上|额头|膝盖|脚趾|大腿|小腿|脚背|眼睛|嘴唇)[^,。!?]{0,5}(?:肿|破皮|破了|流血|起泡|脱皮|发炎|划破|割破|扎破)|(?<!会)起(?:了)?(?:水)?泡|触了电|刹不住|鼓包|冒火|火花(?!塞)|火星子|火苗|烧着了|焦糊味|误食|误吞|吞(?:了|下|进)|\b(?:caught fire|on fire|food poisoning|(?:threw|throwing) up|vomit(?:ed|ing)|(?:got|made|making) (?:(?:me|us|him|her|them|my \w+|really|so) )*sick(?! of)|fire hazard|smok(?:e|ing)|explod\w+|explosion|burn(?:ed|t|ing) (?:my|me|her|his|our|smell|the|down|through)|burnt|electric shock|electrocut\w+|got (?:a )?shocked?|shocked me|injur\w+|swallow(?:ed|ing)|(?:at|in|to) (?:the )?(?:er|a&e)|overheat\w*|blister(?:s|ed|ing)|(?:needed|needs?|got|had|some|few|\d+) stitches|(?:started|starting|caused|causing|set) (?:a )?fire|fire (?:in|at) (?:my|our)|house fire|carbon monoxide|gas leak|smell(?:s|ed|ing)? (?:of |like )?(?:burning|smoke|gas)|sparked|(?:child|kid|son|daughter|baby|toddler|wife|husband|mother|father|mum|mom|dad|i|he|she|dog|cat)\b[^.!?]{0,12}\b(?:got|was|were|been) (?:badly )?(?:hurt|burned|burnt|cut|shocked)|got (?:badly )?burned|(?:broke|collapsed|snapped|gave way|failed)\b[^.!?]{0,25}\bfell|chok(?:ed|ing)|emergency room|ambulance|scald\w*|concussion|(?:broken?|fractured?|sprained) (?:my|his|her|their|an?|the) (?:arm|leg|wrist|ankle|finger|nose|foot|hip|rib|toe|shoulder|collarbone|tooth)|cut (?:my|his|her) (?:hand|finger|arm|leg|foot|thumb|face)|bleeding|(?:taken|went|sent|ended up|rushed)[^.!?]{0,15} (?:to|in) (?:the )?hospital|allergic reaction|poison\w*|brakes? (?:fail\w*|stopped|don.?t work|not working)|sparks?|sparking|melt(?:ed|ing)|swollen battery|battery (?:is )?(?:swollen|swelling|bulging))\b/g,
    harmless:
      /(?:会不会|容易|是否|怕|担心|会|能)[^,。!?]{0,3}(?:夹|划|割|烫|砸|磕|扎|刺)(?:到|伤)|(?:屏幕|箱子|外壳|表面|镜面|漆面?|包装|机身|盖子|桌面|柜门)[^,。!?]{0,4}[划刮压磕碰撞]伤|不会(?:着火|爆炸|漏电|触电|烫伤|过敏|冒烟|自燃)吧|smoke (?:gr[ea]y|colou?r)|ambulance (?:toy|set|car)|toy ambulance|overheat\w* protection|poison (?:green|ivy)|explosion[- ]?proof|对[^,。!?]{1,8}过敏(?=[^。!?]*(?:有没有|里有|里面有|含|成分|配料|能[吃用戴]|可以[吃用戴]|吗))|allergic to \w+(?=[^.!?]*(?:\?|contain|in (?:it|this|these|them)|free from|safe))|过敏(?:体质|原|的人)|[打点]不着火|burnt (?:outside|on the outside|food|fries|chips|edges|taste|coffee|toast|bits)|防(?:爆炸|漏电|触电|烫伤|火|烟)|(?:爆炸|漏电|触电|烫伤|着火|过敏|短路)(?:保护|测试|吗|怎么办呢|险)|(?:会不会|容易|是否|怕|担心)(?:着火|爆炸|漏电|触电|烫伤|过敏|冒烟|烧焦|自燃)|烟熏|爆炸(?:好看|好吃|好用)|anti-?(?:smoke|allerg)|(?:油|菜|肉|(?<![饭压炸电火])锅)(?:里)?[^,。!?]{0,2}冒烟|electric shock (?:warning|protection|label|sticker|proof|hazard (?:sign|label))|smok(?:e|ing) (?:detect\w*|test|machine|chips|alarm|flavou?r|room)|smoke-?free|burn(?:t|ed|ing)? (?:my|the|his|her|our) (?:toast|food|rice|dinner|chips|cookies|coffee|popcorn|pizza)|\b(?:which|what)\b[^.!?]{0,40}\b(?:overheat|catch fire|explode|melt|smoke|spark)\w*|(?:does|will|would|can|could|might|won't) (?:it|this|they|(?:the|a|my|these|those) [a-z]+) (?:ever |just )?(?:catch fire|explode|smoke|melt|spark|overheat|burn|shock)|hospital (?:order|purchase|bed|uses|staff)|burning (?:man|question)|spark plugs?/g,
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
      /盗刷|被盗|(?:有人|别人|陌生人|不知道谁)[^,。!?]{0,4}(?:用|登|盗用)[^,。!?]{0,6}(?:账号|帐号|账户|卡|密码)|盗号|账号被(?:盗|黑)|冒充|诈骗|被骗|骗局|钓鱼(?:网站|短信|链接)|假客服|假冒客服|不是我(?:下|买|操作|本人)|陌生(?:扣款|订单|交易)|可疑(?:扣款|订单|交易|登录)|洗钱|\b(?:fraud\w*|card (?:was |has been |got )?stolen|stolen (?:card|account|identity)|hacked|phishing|unauthori[sz]ed|identity theft|(?:never|didn.?t|did not|haven.?t) (?:authori[sz]ed?|approved?|placed?|made)(?: (?:it|this|that|them|any|these|those|the)|[.!]?$)|impersonat\w+|didn.?t (?:make|authori[sz]e|place) (?:this|that|the) (?:purchase|payment|charge|order|transaction)|someone (?:else )?(?:used|is using|logged in|accessed|ordered|placed)|scammed|fake (?:agent|support|customer service|website|call))\b/g,
    harmless:
      /怕被骗|scammed before|防(?:诈骗|被盗|盗刷)|鱼竿|(?:your )?fraud (?:alert|policy|team hours)|fraud (?:protection|prevention) (?:policy|feature)/g,
  },
]

/** Signs that a person should look at once. `folded` is `foldText(text)`. */
export function readRisks(folded: string): RiskTag[] {
  const said = withoutQuotes(folded)
  return risks
    .filter(({ signs, harmless }) => {
      if (said.search(signs) < 0) return false
      return harmless === undefined || said.replace(harmless, ' ').search(signs) >= 0
    })
    .map(({ tag }) => tag)
}
