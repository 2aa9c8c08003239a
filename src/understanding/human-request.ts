/** Plain wishes for a person: what no statistic may miss. */
const wishes = [
  /转(?:接|到|给|去)?(?:个|一下|下)?(?:真)?人工|人工(?:客服|服务|坐席|座席|帮|处理|接|来|吧|呢|在吗|!|。|$)|^人工|(?:要|找|换|叫|来|喊|搵|揾|接|想和|想跟|想同|跟|和|同)(?:一)?(?:个|位|名|下|到)?(?:你们)?(?:的)?(?:真|活|大活|正常)?人(?:工|类|聊|说|讲|谈|来|处理|跟|同|倾|接|帮|解决|沟通|对接|吧|嘛|啦|$|[,。!?、 ])|真人(?:客服|服务|来|在|跟|接|讲|聊|吗|呢|$|[,。!?])|活人|(?:要|找|换|叫|转|联系|接|喊).{0,6}(?:客服|专员|经理|主管|领导|老板|负责人|店长|工作人员)(?!电话|微信|工号)|不(?:想|要|愿意?)(?:再)?(?:跟|和|同)(?:个)?(?:机器|机器人|ai|智能)|别(?:再)?(?:用|拿|让)?机器人|转人|转个[^,。]{0,10}的人|让(?:你们)?(?:的)?同事来|给我接(?:通)?[^,。]{0,4}(?:财务|售后|客服|技术|人)|找[^,。]{0,4}(?:财务|售后|技术|专业)的人|有(?:没有)?能(?:讲话|说话|做主|管事)的|不要(?:再)?(?:ai|机器人)|有(?:冇|没有|無)(?:真)?人(?:工|在|可以|能)|打电话给我|给我(?:打|回)(?:个)?电话/,
  /\b(?:speak|talk|chat|connect|transfer|put|get|pass|switch|escalate|hand|reach|need|want|like|give|contact|call|prefer)\b[^.!?]{0,30}\b(?:(?:real|actual|live|human|flesh)[ -]?(?:person|human|being|agent|rep\w*|operator|support|one)|human|person|someone (?:real|human|in charge|else)|somebody (?:real|human|in charge)|agent|representative|rep|operator|manager|supervisor|advisor|adviser|staff member|team member|customer (?:service|support|care)|staff|live chat|humans)\b/,
  /\b(?:get|fetch|find|send|bring|give) me (?:somebody|someone|anybody|anyone)\b|\bput me through\b|\bconnect me (?:with|to)\b|\b(?:someone|somebody|anyone) (?:to |please |can |could )?(?:phone|call|ring) me\b|\bany staff (?:online|there|around)\b|\bdeal with a person\b|\bhear a (?:human )?voice\b/,
  /^(?:human|agent|representative|operator|real person|live agent|live person|a human|a person|person|customer service|rep)(?: please| pls| now)?[.! ]*$/,
  /\b(?:real|live|actual) (?:person|human|agent|operator)\b|\bhuman (?:agent|being|please|support|operator|help)\b|\b(?:not|no more|stop|enough of|sick of|don.?t want)[^.!?]{0,20}\b(?:bot|robot|machine|chatbot|ai)s?\b|\b(?:is there|are there|anyone|anybody|someone)\b[^.!?]{0,25}\b(?:human|real|live|i can (?:talk|speak)|to (?:talk|speak) to)\b|\bcall me (?:back|please|now)\b|\b(?:talk|speak) (?:to|with) (?:someone|somebody|a man|a woman|anyone)\b/,
]

/** The same words where nobody is asked for. */
const harmless =
  /人工智能|人工智慧|[\d百十千]来人|比真人|客服干嘛|换客服了|(?:不用|别|不要)(?:再)?给我打电话|有(?:没有)?人在(?:跟进|管|处理|看)|是(?:活人|真人)(?:吗|么|在)|(?:or|还是) ?(?:a )?(?:真人|human|real person)|i am (?:a )?human|contact person|another person|\bin person\b|(?:two|three|four|five|six|\d)[- ]person|person tent|talk me through|(?:supposed|going|meant|promised) to call me|(?:说好|答应|承诺|保证|说会|说是)[^,。!?]{0,8}(?:回|打)(?:个|我)?电话|人工(?:合成|皮革|草|授粉|费|湖|智障|审核|打包|分拣|关节|测试|成本|多少钱|换油)|机器人(?:吸尘|扫地|拖地)|扫地机器人|(?:is|was|are|were|if) (?:this|that|it|you|he|she) (?:really )?(?:a |an )?(?:real |human )?(?:person|human|bot|robot)|am i (?:talking|speaking|chatting) (?:to|with) (?:a |an )?(?:real |actual )?(?:person|human|bot|robot|someone)|你(?:是|系)(?:真人|人工|人|机器)|是真人(?:吗|还是|么)|是不是(?:真人|人工|活人)|(?:是|系)(?:真人|活人|人工)(?:定|还是|定系)|不(?:用|要|需要|想|必)(?:转|找)(?:真)?人工|唔使(?:转)?人工|(?:don.?t|do not|no) (?:need|want)(?: to (?:talk|speak|be transferred) to)? (?:a |an )?(?:human|person|agent|representative)|human ?-?(?:shaped|sized|readable|rights|resources|hair|error|made|body)|personal|insurance agent|travel agent|real estate agent|cleaning agent|(?:what|which|who)(?: is|'s| was)? the (?:manager|agent)|(?:the|your|that|an|this) (?:agent|rep|operator|manager|representative|staff)(?: \w+)? (?:was|were|said|told|promised|helped|did|is so|has been|never|hung|i (?:spoke|talked))|(?:spoke|talked|chatted) (?:to|with) (?:a|an|your|the) (?:\w+ )?(?:person|agent|rep|representative|operator|manager|human)/g

/** `asked`: in so many words. `mentioned`: the words are there, but nobody is asked for. */
export type HumanRequest = 'asked' | 'mentioned' | 'silent'

/** Whether the customer asks for a person in so many words. `folded` is `foldText(text)`. */
export function readHumanRequest(folded: string): HumanRequest {
  const wished = (text: string): boolean => wishes.some((wish) => wish.test(text))
  const left = folded.replace(harmless, ' ‖ ')
  if (wished(left)) return 'asked'
  return left === folded ? 'silent' : 'mentioned'
}
