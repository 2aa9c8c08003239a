import { anyOf } from '../signs/wordings.ts'

/**
 * The wordings by which a person is asked for, one a line, by what they ask. They are tried on a folded text with plain
 * spelling (`plainSpelling`); what is only spoken of has been taken out of it (`person-spoken-of.ts`).
 */
const wordings: Record<string, readonly RegExp[]> = {
  /** To talk to somebody, or for somebody to come. */
  talk: [
    /^人工/u,
    /活人/u,
    /让(?:你们)?(?:的)?同事来/u,
    /找[^,。]{0,4}(?:财务|售后|技术|专业)的人/u,
    /有(?:冇|没有|無)(?:真)?人(?:工|在|可以|能)/u,
    /(?:让|叫|请|安排|派)(?:你们)?(?:的)?(?:专人|销售|售后|技术|技术支持)[^,。!?]{0,4}(?:联系|跟|和|找|打|回)我?/u,
    /(?:跟|和|同|搵)(?:你们)?(?:的)?(?:技术支持|销售|售后|客服)(?:聊|说|谈|沟通|讲|倾|$)/u,
    /(?:安排|派)专人/u,
    /找个人(?:问|聊|说|帮)/u,
    /(?:还有|有)(?:没有)?(?:别人|别的人|其他人|其他同事)(?:在)?(?:吗|么)/u,
    /一对一(?:服务|客服|咨询|沟通|指导)/u,
    /(?:小(?!店|程|哥|姐)|老(?!板|师|铁|公|婆))\p{Script=Han}(?:姐|哥)?(?:今天|还)?在(?:吗|不在|么)/u,
    /给(?:我)?(?:个|一个)(?:真|活)?人(?=$|[,。!?])/u,
    /等(?:你们)?(?:的)?(?:真人|人工)(?:来|上班|上线)?/u,
    /等人来(?=$|[,。!?])/u,
    /\bdeal with a person\b/u,
    /^(?:human|agent|representative|operator|real person|live agent|live person|a human|a person|person|customer service|rep)(?: please| pls| now)?[.! ]*$/u,
    /\b(?:real|live|actual) (?:person|human|agent|operator)\b/u,
    /\bhuman (?:agent|being|please|support|operator|help)\b/u,
    /\b(?:speak|speek|spk|talk|tlak|chat|speaking|talking) (?:to|2|with|w\/?) (?:a |an |any |some |ur |your )?(?:real |actual |live |human )?(?:pers\w*|ppl|peopl\w*|humn|hooman|human\w*|agnt|agents?|reps?|somebody|someone|some1|sum1)\b/u,
    /\b(?:member|one|someone|somebody) (?:of|from) (?:your|the) (?:team|staff|people|colleagues|company|support)\b/u,
    /^(?:customer (?:support|service|care)|support)(?: please| pls| now)?[.! ]*$/u,
    /\b(?:explain|describe|discuss|message|text|write|ask|show)\b[^.!?]{0,25}\b(?:member of staff|staff member|a (?:person|human|colleague)|someone (?:there|real|human)|one of your (?:people|colleagues|team))\b/u,
    /\b(?:talk|speak|blether|chat) tae\b/u,
    /^z?rg[!. ]*$/u,
    /\b(?:zh?uan ?)?ren ?gong\b/u,
    /\bsomeone there\b[^.!?]{0,20}\b(?:talk|speak|call|help|explain)\b/u,
    /\b(?:hear\w*|answer\w*|confirm\w*|word|repl\w+|help\w*|advice|advised|call) (?:it |this |that )?(?:from|by) an? (?:actual |real )?(?:employee|human|person)\b/u,
  ],
  /** To be passed on. */
  passed: [
    /转(?:接|到|给|去)?(?:个|一下|下)?(?:真)?人工/u,
    /(?:要|找|换|叫|来|喊|搵|揾|接|想和|想跟|想同|跟|和|同)(?:一)?(?:个|位|名|下|到)?(?:你们)?(?:的)?(?:真|活|大活|正常)?人(?:工|类|聊|说|讲|谈|来|处理|跟|同|倾|接|帮|解决|沟通|对接|吧|嘛|啦|$|[,。!?、 ])/u,
    /真人(?:客服|服务|来|在|跟|接|讲|聊|吗|呢|$|[,。!?])/u,
    /转人/u,
    /转个[^,。]{0,10}的人/u,
    /给我接(?:通)?[^,。]{0,4}(?:财务|售后|客服|技术|人)/u,
    /转(?:人功|仁工|人公|认工|忍工|ren ?gong|rg)(?!\w)/u,
    /(?:跟|和|同)[^,。!?]{0,6}的人(?:说|谈|聊|讲|沟通|对接)/u,
    /^(?:我)?(?:要)?(?:找|联系|接|转)(?:一下)?(?:你们)?(?:的)?(?:售后|销售|技术支持|技术|财务)(?:部|人员|同事)?[。!~ ]*$/u,
    /(?:和|跟|同|找|向)(?:你们)?(?:的)?(?:客服|真人|人工)(?:本人|小姐姐|小哥|人员|老师)?(?:确认|核对|核实|问|讲|说|沟通|聊|谈|对接|反映|商量)/u,
    /(?:接|转)(?:到|去|通|给)?(?:一下)?(?:你们)?(?:的)?(?:退款|售后|财务|技术|投诉|物流|维修|会员|客诉|商务|大客户|企业|采购|仓库)(?:组|部|部门|那边|团队|专线|专员)/u,
    /转给(?:他|她|那位|那个人)(?=$|[,。!?吧])/u,
    /(?:来|派|叫|找|请|安排|换|让)(?:一)?个(?:真|活)?人(?:来)?(?:教|帮我|看看|弄|修|指导|解释|说|讲|跟|和|处理|接|听)/u,
    /(?:线下|线上)(?:的)?人(?:可以)?对接/u,
    /(?:赶紧|马上|立刻|快|麻溜|直接)(?:给我|帮我)?转(?:接)?(?:一下)?(?=$|[,。!?吧啊呀])/u,
    /\bput me through\b/u,
    /\bconnect me (?:with|to)\b/u,
    /\b(?:can|could|please|will|just) (?:you )?(?:please )?transfer me\b/u,
    /\b(?:bump|pass|move|kick) me up (?:the chain|to (?:a|an|the|your|some))/u,
    /\b(?:pass|hand) me (?:on|over|along|across)\b(?! the)/u,
    /\bput me (?:on to|onto|over to)\b/u,
    /\bswitch me (?:over )?to\b/u,
    /\b(?:sooner|rather|prefer to|happy to|just) wait for (?!it|the|my|a|an|delivery|stock|black|your)[a-z]+\b/u,
  ],
  /** To be rung, or to speak instead of typing. */
  phone: [
    /(?:要|找|换|叫|转|联系(?!不上|过|了)|接|喊|搵|揾|派)[^,。!?]{0,10}(?:客服|专员|经理|主管|领导|老板|负责人|店长|工作人员)(?!电话|微信|工号)/u,
    /打电话给我/u,
    /给我(?:打|回)(?:个)?电话/u,
    /(?:派|换|找|叫|请|安排)(?:一)?(?:个|位|名)(?!我|你)[^,。!?]{1,12}(?:说话|说说|聊聊|讲话|谈谈|通话|通个话|唠唠|唠嗑|回电)/u,
    /(?:师傅|工程师|技术员?|老师)(?:来)?(?:视频|远程|电话)?(?:指导|教|讲解)(?:我|一下|下)/u,
    /(?:约|预约|安排|定)(?:个|一个|一下)?(?:时间|电话)?(?:通话|语音|通个话|打电话|电话沟通|视频沟通)/u,
    /电话(?:里|上|中)(?:说|讲|聊|谈|沟通|解释)(?:行|可以|吧|好不|好吗|成|清楚|方便|比较)/u,
    /(?:你们|您|客服|你)(?:们)?(?:可以|能|能不能|方便)?(?:给我)?打(?:个)?电话过来/u,
    /(?:想|要|能不能|可以|可不可以|改)(?:用)?语音(?:说|聊|通话|沟通|讲|$|[,。!?])/u,
    /\b(?:someone|somebody|anyone) (?:to |please |can |could )?(?:phone|call|ring) me\b/u,
    /\bhear a (?:human )?voice\b/u,
    /\bcall me (?:back|please|now)\b/u,
    /\b(?:human|live|real|sales|support|service) (?:\w+ )?(?:rep|representative|agent|person|advis[eo]r|colleague)\b[^.!?]{0,15}\b(?:contact|call|phone|reach|help|e?-?mail|assist|ring|message)\b/u,
    /\b(?:someone|somebody|a (?:person|human|colleague|rep|representative|manager))\b[^.!?]{0,12}\b(?:contact|call|phone|ring|reach out to|get back to) me\b/u,
    /\bgive me a (?:ring|call|buzz|shout|callback)\b/u,
    /\b(?:want|like|need|request\w*|get|have)\b[^.!?]{0,12}\b(?:callback|call back)\b/u,
    /\b(?:pass|hand|put|forward|connect|transfer|direct)(?:ting|ring|ing)? me (?:on |over |off |along |through )?(?:to|with) (?:a|an|your|the|some|any)\w*\b/u,
    /\b(?:real|live|actual|living|breathing) (?:body|soul|voice|bloke|man|woman|lady|gentleman|guy|lad|lass)\b/u,
    /\bcan (?:an? |any |some )(?:person|human|someone)\b[^.!?]{0,12}\b(?:help|assist|call|talk|speak|take|handle|walk|sort|explain|show|ring|phone|step|answer|deal)\b/u,
    /\b(?:call|phone|ring) (?:my (?:cell|mobile|phone|landline|number)\b|(?<!\b(?:driver|courier|fitter|installer|engineer|he|she|they|man)\b[^.!?]{0,24})me (?:on|at) (?:my|\+?\d))/u,
    /\bby phone instead\b/u,
  ],
  /** For somebody above, or with a say in it. */
  higher: [
    /有(?:没有)?能(?:讲话|说话|做主|管事)的/u,
    /(?:帮我|麻烦|请|给我|替我|能不能|能否|可以|可不可以|要)[^,。!?]{0,12}(?:联系|找|转|接|安排|叫|换|派|喊)[^,。!?]{0,12}(?:同事|客服|专员|经理|主管|负责人|领导|真人|真的人|懂的人|管事的)/u,
    /找(?:一下|下|个)?[^,。!?]{0,6}(?:客服|能管事|管事|真的人)/u,
    /(?:客服|同事|负责人|专员)[^,。!?]{0,4}(?:跟|和|同|给)我(?:联系|对接|打|回|说|谈|沟通)/u,
    /(?:换|找|叫|派|让|请|喊)(?:个|位)(?:能|会|懂|管|负责|说了算|有权|明白|清楚|专业)[^,。!?]{0,10}的(?:人)?(?:来|跟|和|同|处理|谈|说|聊|接)/u,
    /(?:跟|和|同|找|向|往)(?:你们)?(?:的)?(?:上一级|上级|上面|高层|更高级|总部)(?:的人)?(?:说|谈|反映|投诉|沟通|聊|讲)/u,
    /那边(?:坐着|上班|管事|负责)的人(?:呢)?/u,
    /(?:没|有)(?:有)?人(?:来)?(?:管|理|负责)(?:一下|我|了)*(?:吗|么|没有|[?])/u,
    /(?:平台|人工|官方|客服|运营)介入/u,
    /(?:升级|上报)(?:一下)?(?:我的?|这个|该)?(?:问题|投诉|工单|案子|case|诉求)/u,
    /(?:call|找|叫|联系|transfer|talk to|speak to|connect)(?: ?(?:一下|个|to))?[^,。!?]{0,6}(?:support|agent|staff|customer service|cs|human|manager|representative)/u,
    /\b(?:get|fetch|find|send|bring|give) me (?:[a-z]+ or )?(?:somebody|someone|anybody|anyone|whoever|(?:the|your|a) (?:boss|manager|owner|supervisor))\b/u,
    /\b(?:like|want|need|going) to escalate\b/u,
    /\bescalate (?:this|it|my)\b/u,
    /\bcan (?:a|any) (?:human|person|specialist|technician|colleague|manager)\b[^.!?]{0,12}\b(?:look|check|see|contact|help|handle|deal|take|review|call)\b/u,
    /\b(?:speak|talk|chat) (?:to|with) (?:a|an|the|your) (?:technician|expert|specialist|engineer|sales\w*|boss|owner)\b/u,
    /\b(?:tier|level|line) ?(?:2|two|3|three) (?:support|team|agent|staff)\b/u,
    /\b(?:route|transfer|escalate|pass|put|speak|talk|connect)\b[^.!?]{0,14}\b(?:tier|level) ?(?:2|two|3|three)\b/u,
    /\b(?:kick|bump|push|send|pass) (?:this|it) (?:up|upstairs|higher)\b(?! the (?:hill|queue|list|road))/u,
    /\b(?:to|get|let|with|by|want|need|me) (?:whoever|whomever)(?:'s| is)? (?:on shift|on duty|working|there|around|free|available|next|in charge|responsible)\b/u,
    /\bcomplain\w* (?:to|with) your (?:superior|manager|boss|supervisor|head office)/u,
    /\b(?:to|get|let|with|by|want|need|me|from) whoever (?:deals|handles|looks after|runs|manages|does|sorts|is)\b/u,
  ],
  /** Whether anybody is there. */
  there: [
    /人工(?:客服|服务|坐席|座席|帮|处理|接|来|吧|呢|在吗|!|。|$)/u,
    /(?:有)?客服(?:在吗|在不在|在么|人呢|呢)/u,
    /(?:你们)?的?人呢[,。!? ]*(?:叫|出来|$)/u,
    /有人(?:吗|么|没)?[,?!。 ]*(?:要)?(?:活|真)的/u,
    /\bany staff (?:online|there|around)\b/u,
    /\b(?:is there|are there|anyone|anybody|someone)\b[^.!?]{0,25}\b(?:human|real|live|i can (?:talk|speak)|to (?:talk|speak) to)\b/u,
    /\b(?:talk|speak) (?:to|with) (?:someone|somebody|a man|a woman|anyone)\b/u,
    /\b(?:have|got|get|any|want|need|with|to|by|are there)\b[^.!?]{0,12}\b(?:actual|real|live|human) (?:staff|employees?|people|humans?|support)\b/u,
    /\b(?:someone|somebody|anyone|anybody|soul|person|human|people|one)\b[^.!?]{0,12}\b(?:talk|speak|chat) (?:to|with)\b/u,
    /\b(?:any|a few) (?:humans|people|persons) (?:working|available|around|there|online|here|i can|i could)\b/u,
    /\bwhere (?:are|is) (?:all )?(?:the |your )?(?:people|humans|staff|real people)\b/u,
    /\b(?:is|isn'?t) there (?:really )?(?:no ?(?:one|body)|nobody)\b[^.!?]{0,12}\b(?:working|there|at work|on duty|to help|in charge|real|alive)\b/u,
    /\banybody alive\b/u,
    /\banyone alive\b/u,
    /\bis (?!it|he|she|this|that|there|the|my|your|everything|delivery|shipping|express|anything|stock|store|shop|collection|pickup|order|parcel)[a-z]{3,12} (?:in|around|there|on duty|on shift|working) (?:today|right now|now|at the moment|tonight|this morning|this afternoon)\b/u,
  ],
  /** No machine any more. */
  machine: [
    /不(?:想|要|愿意?)(?:再)?(?:跟|和|同)(?:个)?(?:机器|机器人|ai|智能)/u,
    /别(?:再)?(?:用|拿|让)?机器人/u,
    /不要(?:再)?(?:ai|机器人)/u,
    /(?:会|能)喘气的/u,
    /有血有肉/u,
    /(?:难道|公司|那边|后台|平台)[^,。!?]{0,6}(?:没有?|找不到)(?:一)?(?:个)?(?:活的?|真|喘气的?|能管的?)?(?:人|客服)(?:了|管|理|在|上班)*(?:吗|么|[?!。]|$)/u,
    /喘气儿的/u,
    /\b(?:speak|talk|chat|connect|transfer|put|get|pass|switch|escalate|hand|reach|need|want|like|give|contact|call|prefer)\b[^.!?]{0,30}\b(?:(?:real|actual|live|human|flesh)[ -]?(?:person|human|being|agent|rep\w*|operator|support|one)|human|person|someone (?:real|human|in charge|else)|somebody (?:real|human|in charge)|agent|representative|rep|operator|manager|supervisor|advisor|adviser|staff member|team member|customer (?:service|support|care)|staff|live chat|humans)\b/u,
    /\b(?:not|no more|stop|enough of|sick of|don.?t want)[^.!?]{0,20}\b(?:bot|robot|machine|chatbot|ai)s?\b/u,
    /\b(?:done|finished|through|tired of|sick of|enough of|fed up with|stop) (?:talking|speaking|chatting|dealing|typing|arguing|explaining)?[^.!?]{0,15}\b(?:machine|bot|robot|computer|ai|program|chatbot|algorithm)s?\b/u,
    /\b(?:someone|somebody|anyone) (?:with|who has) a (?:pulse|heartbeat|brain|name)\b/u,
    /\bpulse\b[^.!?]{0,20}\b(?:there|end|line)\b/u,
    /\bflesh[ -](?:and|n|&)[ -]blood\b/u,
    /\bnot a (?:machine|script|program|computer|recording)\b/u,
  ],
}

/** Somebody is asked for who was there before, by name, or to look through what a machine decided: whatever else is said. */
const known: readonly RegExp[] = [
  /(?:麻烦|请|要求|申请|需要|帮我|希望)(?:你们)?(?:给|走|转)?(?:一下)?人工(?:审核|复核|核实|处理|介入|核对|复查)/u,
  /(?:要|想|帮我|请|麻烦|能|给我)[^,。!?]{0,6}(?:找|联系|转|接|叫)(?:一下|下|到|回|给)?(?:上次|之前|昨天|那天|前天|前几天|刚才|原来)[^,。!?]{0,10}(?:客服|经理|同事|老师|小姐|先生|姑娘|小哥|那位|那个人|的人)/u,
  /(?:找|联系|转给|叫)(?:一下|下)(?:你们)?(?:的)?(?:小|老)\p{Script=Han}(?=[,。!? ]|$)/u,
  /\b(?:speak|talk|chat|get|connect|put|pass|transfer|reach|have|want)\b[^.!?]{0,20}\b(?:same|that|the) (?:person|agent|lady|guy|representative|colleague|woman|man|gentleman|girl) (?:who|from|as|i|that|again|back)\b/u,
]

const askedFor = anyOf(Object.values(wordings).flat(), 'u')
const knownOne = anyOf(known, 'u')

/** Whether these words ask for a person. */
export const asksForSomebody = (text: string): boolean => askedFor.test(text)

/** Whether they ask for one who is known. */
export const asksForKnownOne = (text: string): boolean => knownOne.test(text)
