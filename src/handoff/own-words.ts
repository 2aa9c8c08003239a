import type { LastReply } from '../domain/agenda.ts'
import { plainWords } from './customer-words.ts'

/** What a reply of ours says of itself, where only its words are left. */
export interface OwnWords {
  reply: Exclude<LastReply, 'none'>
  /** There was no answer to be found. */
  admitsGap: boolean
  /** A system of ours did not work. */
  toolFailed: boolean
  /** Something was done for the customer. */
  committed: boolean
  /** A person is offered, as a question or a possibility. */
  offersPerson: boolean
}

const gap =
  /没(?:有)?(?:能)?(?:查|找|搜|检索|看)(?:询|索)?(?:到|着)|(?:查|找|搜)(?:询)?不(?:到|着)|(?:不|没)(?:太)?(?:清楚|知道|确定|了解)(?:这|该|具体|您|怎|如何|答案|原因|$|[,。])|(?:我|暂时|目前|还)(?:也)?不(?:太)?(?:清楚|知道|确定|了解)|没(?:有)?(?:任何|相关|这方面|该|对应|找到)?(?:的)?(?:信息|资料|内容|答案|记录|依据)|(?:无法|没法|不能|没办法)(?:回答|确认|查询|解答|提供(?:答案|相关|该|这))|(?:没有|无)(?:把握|答案|依据)|(?:答|回答|解答)不(?:了|上来)|暂(?:无|时没有)(?:相关|该)?(?:信息|资料|结果|答案)|超出(?:了)?我的(?:知识|了解)|帮不(?:了|上)|\b(?:don'?t|do not|didn'?t) (?:have|know|seem to have)\b[^.?!]{0,40}\b(?:information|info|answer|details?|know|data|record)\b|\bi (?:don'?t|do not) know\b|\b(?:couldn'?t|could not|can'?t|cannot|can not|unable to|wasn'?t able to|not able to) (?:find|locate|answer|see|confirm|determine|tell|say|help)\b|\bno (?:information|info|answer|results?|record|details?|article|data)\b|\bnot (?:sure|certain|aware)\b|\bnothing (?:about|on|in)\b|\b(?:i have|there is|there'?s) nothing\b/
/** A gap in what the customer gave, or in what one may do, is none of ours. */
const misunderstood =
  /(?:没|不|未)(?:有)?(?:太|能|完全|大|听|看|理|是很|是太)*(?:听|看|弄|搞|理)?(?:懂|明白|理解|清楚您|听清)(?:您|你|这|$|[,。])|没(?:有)?(?:完全|太|能)?(?:听|看|理|明)(?:懂|明白|白|解|清)|听不(?:懂|明白)|换(?:个|一)(?:种)?(?:说法|方式|表达)|再(?:说|描述|讲)(?:一遍|一次|清楚|详细)|\b(?:didn'?t|don'?t|did not|do not|couldn'?t|not sure i|not quite)(?: quite| fully| really)? (?:get|catch|understand|follow|understood|got)\b|\b(?:rephrase|reword|say that again|put (?:it|that) (?:another|differently)|different words|repeat that|come again)\b|\bwhat (?:do )?you(?:'re| are)? (?:mean|after|asking|looking for)\b|\bnot sure (?:what|how) (?:you|that)\b|\bi'?m (?:a bit )?confused\b|\bsorry, (?:what|i) (?:was|missed)\b/
const clarifying =
  /(?:具体|详细|多)(?:说|描述|讲|指)(?:一下|说|什么|哪|明)?|(?:是想|是指|是要|想问的是|您(?:是|想)(?:问|咨询|办理)?)[^。?？]{0,30}还是|请用一句话|能(?:再)?(?:说|讲|描述)得?(?:更)?(?:清楚|具体|详细)|\b(?:clarify|be more specific|tell me (?:a bit )?more|more details?|elaborate|which (?:of (?:these|them|those)|one do you need)|do you mean|are you asking|are you referring|is it about|what exactly)\b/
const failing =
  /(?:系统|网络|服务|服务器|接口|页面|后台|查询|平台)[^,。!?]{0,8}(?:繁忙|异常|故障|超时|没有回应|没有响应|无响应|无法访问|出错|出了(?:点)?(?:问题|故障|错)|不可用|维护|失败|报错|崩|卡)|(?:查询|操作|提交|连接|调用|加载|请求)(?:又|还是)?(?:失败|超时|出错)|\b(?:system|server|service|tool|lookup|tracking|database|connection|backend|page|request|our end|my end)\b[^.?!]{0,40}\b(?:down|error|errors|unavailable|not responding|didn'?t (?:answer|respond)|did not (?:answer|respond)|isn'?t (?:responding|working|available)|timed? ?out|timing out|fail(?:s|ed|ing)?|crash\w*|trouble|issue|problem|glitch|offline|unreachable)\b|\b(?:it|that|this)(?:'s| is) (?:still )?(?:unavailable|down|offline|not (?:working|responding|loading))\b|\b(?:technical (?:error|issue|difficult\w+|problem|glitch)|timed out|something went wrong|(?:getting|got|hitting|seeing|returns?|returned|throws?|throwing|shows?|showing) (?:an?|the same|another) error|error (?:from|in|on|with) (?:the|our|my)|(?:an )?error (?:occurred|while|when|came|again))\b/
const restricting =
  /最(?:多|高)(?:也)?(?:只能|能|可以?)(?:给|赔|补|退|申请|补偿|优惠|减)|只能(?:给|赔|补|退|补偿|优惠|减)(?:您|你)?(?:到)?\d|(?:无法|不能|没法|没办法|不可以)(?:再)?(?:为您|给您|帮您)?(?:办理?|申请|提供)?(?:退货|退款|换货|全额|补偿|赔偿|优惠|减免|折扣|升级|延长|破例|例外)|(?:我们|本店|这边)?不(?:支持|提供|接受|予|给)(?:议价|讲价|退货|退款|换货|补差价|延保|赔偿|补偿|价保|保价|这种)|\b(?:can|could|may|am able to|is|the most i can|max(?:imum)? (?:i|we) can) (?:only )?(?:offer|give|approve|refund|authori[sz]e|issue|credit|grant|go) (?:you )?(?:up to|a maximum|at most|no more)\b|\bonly (?:able to |allowed to )?(?:approve|refund|authori[sz]e|offer|grant|credit)\b|\b(?:the most|maximum) (?:i|we)(?: can| could|'m able| am able| may)\b|\b(?:we|i) (?:can'?t|cannot|won'?t|don'?t|do not) (?:refund|exchange|replace|waive|discount|compensate|reimburse|credit|lower|reduce)\b|\b(?:isn'?t|not|no longer) (?:eligible|covered|refundable|returnable|possible under|something i(?:'m| am)? (?:can|able|allowed))\b|\b(?:we|i) (?:don'?t|do not|can'?t|cannot) price[- ]?match\b|\b(?:i'?m|i am|we'?re|we are) (?:not (?:able|allowed|permitted)|unable) to (?!find|see|locate|answer|help|access|load|check|confirm|reach|connect|open|pull|retrieve|understand|tell|say|track|look|process|get|assist)\w+|\b(?:we|i) (?:don'?t|do not|can'?t|cannot) (?:offer|give|price[- ]match|refund|accept|make|do|extend|take) (?:you )?(?:a |any |more |further |the |such |your )?(?:refunds?|returns?|discounts?|exceptions?|compensation|price match\w*|credit|extensions?|full refund|items?)\b|超出(?:了)?(?:我(?:们)?的|客服的)?(?:权限|授权|职权)|没(?:有)?(?:这个|该|此|相应)?(?:的)?权限|权限(?:不够|不足|有限)|无权|我(?:这边)?(?:不能|无法|没法|没办法)(?:做主|决定|批准|答应|承诺|审批|破例|直接(?:给|为|退|办|改))|(?:政策|规定|规则|制度)[^,。]{0,12}(?:不允许|不支持|不可以|不能|无法|没法|不予|限制)|(?:不符合|不在|超(?:过|出)(?:了(?!我)|(?![了我])))[^,。]{0,10}(?:政策|规定|规则|条件|期限|范围|上限|额度|时效)|(?:已)?过了?[^,。]{0,10}(?:退换|退货|保修|无理由)(?:期|期限)|\b(?:beyond|outside|over|above|exceeds?|more than|not) (?:what (?:i|we)(?:'m| am|'re| are)?|my|the|our) [^.?!]{0,30}\b(?:may do|can do|allowed?|authori[sz]ed|authority|permission\w*|limit\w*|policy|return window|window|approve)\b|\b(?:not|n'?t) (?:allowed|authori[sz]ed|permitted|able to (?:approve|authori[sz]e|waive|override|make exceptions?))\b|\b(?:can'?t|cannot|unable to|not able to) (?:approve|authori[sz]e|waive|override|make (?:an )?exceptions?|grant|go (?:above|over|beyond|higher))\b|\b(?:policy|rules?|terms) (?:doesn'?t|does not|don'?t|do not|won'?t|prevents?|forbids?|prohibits?|only allows?)\b|\b(?:under|per|as per|according to|due to|by) (?:our|the|store|company) (?:policy|rules|terms)\b|(?:根据|按照|按)(?:我们)?(?:公司|平台|店铺|本店)?(?:的)?(?:规定|政策|规则)|\bagainst (?:our )?(?:policy|the rules)\b|\b(?:requires?|needs?) (?:approval|authori[sz]ation|sign-?off|a (?:manager|supervisor)'?s?)\b|\bonly (?:a|our|the) (?:manager|supervisor|human|person|colleague|specialist|senior)\b/
/** A no that is about the matter, not about what we are for. */
const firmNo =
  /权限|无权|期限|政策|规定|规则|退货期|保修期|\b(?:allowed|authori[sz]ed|permitted|policy|approve)\b/
/** What we do not serve at all. */
const outOfScope =
  /超出(?:了)?我(?:们)?(?:能|可以)?[^,。]{0,6}(?:范围|能力)|不(?:在|属于)我(?:们)?(?:的)?[^,。]{0,6}范围|只能(?:帮|为)您|(?:我)?只能(?:处理|回答|解答|协助|帮助|提供|回复)|只(?:负责|支持|处理|回答)|\b(?:outside|beyond) (?:what|the things) i can (?:help|do|assist)\b|\bi(?:'m| am)? (?:can only|only able to|only) (?:able to )?(?:help|assist|answer|handle|deal|support|talk)\b|\bnot something i can help\b/
/** Sorrow, understanding and waiting: they answer nothing. */
const padding =
  /(?:您好|好的|嗯|非常|很|真的|十分|实在)?[,!]?(?:抱歉|对不起|不好意思)[^。!,?]*[。!,]?|给您(?:带来|添)[^。,!]*[。!,]?|(?:感谢|谢谢)您?的?[^。,!]*[。!,]?|(?:我)?(?:完全|非常)?(?:理解|明白)您的[^。,!]*[。!,]?|(?:请(?:您)?)?(?:稍等|稍候|耐心等[待候]|别着急|您别急)[^。,!]*[。!,]?|我(?:来|这就|马上)?(?:帮|为|给)您(?:查|看|核实|问)(?:询|看)?(?:一下|下)?[^。,!]*[。!,]?|\bi(?:'m| am)? (?:(?:so|very|really|truly|terribly) )?(?:sorry|apologi[sz]e)[^.!,]*[.!,]?|\b(?:sorry|apologies)[^.!,]*[.!,]?|\bi (?:do |completely |fully )?(?:understand|hear|appreciate)[^.!,]*[.!,]?|\blet me (?:just )?(?:check|look|see|have a look|find out)[^.!]*[.!]?|\b(?:one|just a|a) (?:moment|second|minute|sec)[^.!,]*[.!,]?|\b(?:please )?(?:wait|bear with me|hold on|hang on)[^.!,]*[.!,]?|\bthank(?:s| you) for[^.!,]*[.!,]?|^(?:ok(?:ay)?|sure|all right|hello|hi|of course)\b[,.!]?/g
/** Fewer characters than these, and nothing was said. */
const leastAnswer = 6
/** Something for the customer to try. */
const advice =
  /建议(?:您)?(?!.{0,12}(?:转|人工))|(?:请|可以|建议|试着|麻烦)(?:您)?(?:先|再|尝试|试着|试试|检查|确认|确保|重启|重新|更换|清洗|清理|擦|拔|长按|按住|打开|关闭|换|把|将|在|到|删除|恢复|断电|充电|核对|拔|插|拧|松开|拆|装|安装|点击|点开|进入|登录|退出|下载|卸载|升级|切换|设置|刷新|清空|调)|请(?:您)?(?!提供|告诉|告知|发|输入|说明|补充|问|稍|耐心|谅解|放心|联系|留意|知悉|见|描述|换|您|允许|相信|理解|原谅|给|让|说|讲|回复|直接|转|人工|同事)\p{Script=Han}{2}|试(?:一下|试|着)|\b(?:please (?:(?:also|now|then|first|simply|just) )?(?!(?:also|now|then|first|simply|just|provide|share|send|give|tell|enter|let|confirm|reply|respond|note|be|do|don'?t|bear|hold on|hang|allow|accept|find|see|contact|call|describe|specify|state|type|say|explain|rephrase|repeat|keep|feel|rest|visit|forgive|excuse|and|or)\b)[a-z]+|try|check (?:that|the|your|if|whether)|make sure|have you tried|you could try|restart|unplug|reinstall|press and hold|hold (?:down )?the)\b/u
const done =
  /(?:已经?|成功|刚刚?)(?:为您|帮您|给您|替您)?(?:成功)?(?:取消|修改|更改|改好|提交|退款|退回|办理|安排|催|补发|发放|登记|发送|重置|开通|预约|申请|寄出|更新|处理好|改成|加急|备注|绑定|下单)|(?:办|改|退|取消|催|发)好了|\b(?:i(?:'ve| have)|we(?:'ve| have)|has been|have been|is now|was)(?: just| now| successfully)? (?:cancell?ed|changed|updated|submitted|refunded|issued|arranged|sent|booked|reset|scheduled|processed|placed|filed|chased|added|applied|credited|replaced|rescheduled|confirmed|registered|created|expedited)\b/
const person =
  '(?:人工|真人|客服(?:人员|同事|专员)?|同事|专员|专家|专人|顾问|主管|经理|工作人员|技术人员)'
const offers = [
  new RegExp(
    `(?:需要|要不要|要|是否|可以|能|帮您|为您|给您|您看|愿意|想|希望|建议)[^。!?]{0,16}${person}[^。!]{0,14}(?:吗|么|\\?|好不好|行不行|如何)`,
  ),
  new RegExp(
    `${person}[^。!]{0,16}(?:需要|可以|好|要|行|愿意|同意)(?:吗|么)|(?:需要|要)(?:我)?(?:帮您|为您|给您)?转(?:接|过去)?(?:一下)?吗`,
  ),
  new RegExp(
    `(?:如果|如|若|要是|假如)[^。!?]{0,14}(?:需要|愿意|想|希望|不满意|方便|同意)?[^。!?]{0,10}(?:可以|能|帮您|为您|给您|请|回复)[^。!?]{0,10}${person}`,
  ),
  /\b(?:would you (?:like|prefer)|shall (?:i|we)|should (?:i|we)|do you want|want me to|can i|may i|could i|let me know if|if you(?:'d| would)? (?:like|prefer|want|rather)|i can|i could|we can|happy to|i'd be glad to)\b[^.?!]{0,60}\b(?:connect|transfer|pass|put|hand|escalate|get|bring|arrange|have|speak|talk|forward|loop|refer|switch|chat|ask|call|involve)\b[^.?!]{0,40}\b(?:humans?|persons?|people|agents?|colleagues?|representatives?|reps?|specialists?|someone|somebody|advis[eo]rs?|managers?|supervisors?|team ?members?|support team|experts?|teammates?|operators?|staff|team)\b/,
  /\b(?:would you like|do you want|shall i (?:get|ask)|should i (?:get|ask))\b[^.?!]{0,12}\b(?:person|human|colleague|agent|specialist|advis[eo]r|manager|teammate|someone|representative)\b/,
  /\b(?:human|person|agent|colleague|representative|specialist|advis[eo]r|manager|supervisor|teammate|operator)\b[^.?!]{0,30}\b(?:instead|help(?: you)?(?: with (?:this|that|it))?|take over|assist)\?/,
]
/** That a person can be had at any time is information, not an offer. */
const standing = /随时(?:都)?(?:可以|能)?转|\b(?:at )?any ?time\b/

/** A question longer than this has told something first. */
const briefWords = 90

/** What our words say they are: told from the words alone, for a conversation whose deeds nobody wrote down. */
export function readOwnWords(text: string): OwnWords {
  const words = plainWords(text)
  const admitsGap = gap.test(words)
  const toolFailed = failing.test(words)
  const missed = misunderstood.test(words)
  const restricted = restricting.test(words)
  const committed = done.test(words)
  const asks =
    /[?？]|(?:(?<!申)请|麻烦)(?:您)?(?:提供|告诉|发|输入|说明|补充)|\bplease (?:provide|share|send|give|tell|enter)\b|(?:吗|呢)[。.]?$/.test(
      words,
    )
  const scope = outOfScope.test(words)
  const offersPerson = !standing.test(words) && offers.some((pattern) => pattern.test(words))
  const isEmpty = words.replace(padding, ' ').trim().length < leastAnswer
  const briefly = words.length < briefWords

  function replied(): OwnWords['reply'] {
    if (missed || (scope && !(restricted && firmNo.test(words)))) return 'clarified'
    if (restricted) return 'restricted'
    if (toolFailed || admitsGap || scope) return 'failed'
    if (committed) return 'answered'
    if (asks && clarifying.test(words)) return 'clarified'
    if (!asks && !offersPerson && advice.test(words)) return 'advised'
    return isEmpty || (briefly && (asks || offersPerson)) ? 'asked' : 'answered'
  }
  const reply = replied()
  return {
    reply,
    admitsGap: reply === 'failed' && !toolFailed && !scope,
    toolFailed: reply === 'failed' && toolFailed,
    committed,
    offersPerson,
  }
}
