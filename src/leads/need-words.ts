/** Words that want something. */
export const wishes =
  /采购|团购|咨询|订购|订货|预订|批发|求购|拿货|进货|拿(?=[\d\u4e00-\u9fff]{2})|(?<!看到|听说|知道)你们(?:家)?(?:有(?!活动|优惠)|卖)|有没有(?!人|谁|客服)|想[要买订换配拿约做看租借请]|需要|需求|要(?!求|是|不要|多久|怎么|领导|等)|买|订(?!单)|换(?!货)|配|来(?=[一二两三四五六七八九十\d])|[添换弄整搞置][一二两三四五六七八九十几\d]*[台个套件辆只批些扇张把]|添置|入(?=[一个台手])|缺(?=[一二两三四五六七八九十几\d])|给.{1,8}配|供货|求|报价|了解|(?<!我)想(?=在|开|给|把)|聊聊|能先?借|推荐|演示|试驾|试骑|体验(?!店)|\b(?:needs?|want(?:s|ed)?|looking (?:for|to|at|into)|interested in|(?:would|['’]d) (?:like|love)|like to|plan(?:ning)? to|quote|pricing|price (?:for|on|of)|order|buy(?:ing)?|purchase|get|take|becom(?:e|ing)|resell|supply|try|borrow|rent|leas(?:e|ing)|replac(?:e|ing)|upgrad(?:e|ing)|switch(?:ing)? to|refurbish\w*|require|rent(?:ing)?|hir(?:e|ing)|kitting out|pilot|do you (?:guys )?(?:sell|have|do|stock|offer|recycle|carry|make|supply)|sell|how much (?:for|is|are|would)|what would|test (?:drive|ride)|any chance of|could (?:we|an?|some(?:one|body)|your)|can (?:i|we)|how do i get|please quote|rfq|tender|bid|discuss|thinking (?:about|of)|could (?:really )?(?:do with|use)|(?:be|we're|i'm|we are) after|in the market for|on the lookout|hunting for|wanting|wanted|^after (?=an? |some |\d)|requires?|required|keen (?:to|on)|(?:carry|stock|sell|distribut|resell|carri|offer)(?:e|ing|y)? your|put (?:me|us) down for|set(?:ting)? up|equip\w*|furnish\w*|fit(?:ting)? out|on my (?:list|wishlist)|suggest|recommend|price list|catalogue|brochure|browsing for|shopping for|considering|eyeing|short (?:of|on)|treat (?:myself|ourselves) to)\b/i

/** Looking at goods is a wish, if not a pressing one. */
export const looksAt =
  /看看|看一?下|逛逛|瞧瞧|(?:发|给)我看|了解|种草|\b(?:browsing|looking at|checking out|having a look|curious about|eyeing)\b/i

/** Words of a dealing with a firm, or of a try-out. */
export const business =
  /批发|代发|代理|加盟|经销|供货|拿货|合作|试用|试驾|试骑|样品|样机|演示|demo|定制|logo|采购|起订量|报价|福利|礼品|年会|\b(?:wholesale|dropship|pallet|container|distributor|dealers?|resell(?:er)?|partnership|trial|samples?|test (?:drive|ride)|demo(?:nstration)?|moq|quote|rfq|tender|bulk|gifts?|franchise|oem|private label|trade (?:discount|account)|show the board)\b/i

/** Words that answer and want nothing. */
export const nothing =
  /^(?:(?:还)?(?:没|不)(?:打算|想(?:好|买)|急|着急)|没事|没有|没什么|不用|谢谢|随便|好的?|嗯|nothing|no|nope|never ?mind|thanks?|thank you)(?:了|谢谢|看看|逛逛|,|\s|$)/i

/** A message about what was bought, an account or a job is no wish to buy. */
export const service =
  /(?:上周|上个?月|昨天|前天|前几天|之前|刚刚?|去年|双十[一二]|在你们(?:家|这|店))[^,，。]{0,6}(?:买|订|下单|收到)的|退款|退货|订单|单号|\bVG\d{6,}|退钱|坏了|冒烟|不工作|漏水|物流|快递|到哪了|催|发票|抬头|改地址|取消订单|投诉|维修|保修|说明书|怎么用|能用.{0,6}吗|做了.{1,3}年|洗吗|招人|工资|应聘|机器人吗|笑话|天气|几点下班|采访|问卷|写论文|做作业|骗子|夸一下|\b(?:my order|the order (?:i|we) placed|order (?:number|no\b|status|#)|refund|money back|return (?:it|this)|broken|leak(?:s|ing)?|smoking|doesn'?t work|not working|where is my|track(?:ing)?|parcel|invoice|receipt|in the dishwasher|dishwasher[- ]safe|complain|warranty claim|repair|password|log ?in|hiring|vacanc|job|salary|what'?s the pay|are you a robot|joke|when do you (?:guys )?close|opening hours|uni(?:versity)? project|school project|my (?:thesis|dissertation)|for a survey|interview (?:someone|somebody|you)|passing on|received my|got my order|bought)\b/i

/** Words that take a whole wish back and say nothing else. */
export const cancels =
  /\b(?:cancel the|not (?:buying|ordering|purchasing)|went with another|decided against)\b|项目取消|内部讨论/i

const gone =
  /不用(?:报价|准备|安排|送|看|寄|发|订|做)了|不(?:搞|弄|上|整)了|(?:项目|计划|采购|这事|先|活动)停了|用不上了|不要了|不买了|取消了|项目取消|暂时不做|不合作了|不需要了|先?放一放|缓一缓|不(?:买|要|订|做|弄|换|采购|装|考虑)了|先取消|取消吧|别家(?:买|订)了|已经(?:在)?(?:别处|别家)|(?:预算|项目)(?:又)?(?:被)?(?:砍|黄|停|取消|毙)|不考虑了|不(?:做|买|订|采购|换|装|搞)(?!太|了解)[^，。,太]{1,6}了(?!解|吗)|买不起|搁置|黄了|作罢|\b(?:(?:ignore|disregard|forget|withdraw|bin) (?:my|our|the|that) (?:last |previous |earlier )?(?:enquiry|inquiry|request|message|e?-?mail|quote|order)|(?:frozen|froze|cut|pulled|slashed) (?:all |the |our )?(?:spending|budgets?|funding)|(?:budget|funding|project|deal|event)(?:'s| is| was| has been| got)? (?:been )?(?:cut|frozen|pulled|gone|cancelled|canceled|postponed indefinitely|off)|not going ahead|fell through|(?:found|chose|picked|have|gone to|using) (?:another|a different|a cheaper|a better|an alternative) (?:supplier|vendor|source|provider|shop|one elsewhere)|(?:bought|ordered|got) (?:it|them|one|some) (?:elsewhere|somewhere else)|went elsewhere|went with another|decided against|cancel the (?:quote|order|request)|no longer (?:need|want|interested)|not interested any ?more|(?:gone|going|went) (?:a |for a |with a )?(?:different|another|other) (?:way|direction|supplier|route)|(?<!(?:been|kept|waiting|me|us|sat|sitting) )on (?:hold|ice)(?! (?:with|to you|on the|all|\d|an? hour))(?: for now)?|call(?:ed|ing)? (?:it|the whole thing) off|pulled the plug|(?:sorry|apologies) (?:to|for) (?:wast\w+|bother\w*|troubl\w+)|(?:didn't|did not|couldn't) get (?:the |any |our )?(?:grant|budget|money|funding|approval|sign-?off)|scrapped (?:it|the|that)|forget about (?:it|the|that)|^(?:oh,? |ok,? |actually,? |no,? |hmm,? )*(?:forget it|never ?mind|scrap that)\b(?![^.!?]*\bi(?:'ll| will) (?:pop|come|drop|go|visit|call|stop))|changed (?:our|my) mind|(?:scrap|drop|cancel|kill|bin) (?:the|that|my|our|those) [^.!?]{0,30}\b(?:i|we) (?:asked|enquired|inquired|ordered|talked|mentioned|wanted|requested)|^(?:ah|oh|ok|okay|right|pity|shame)?[.,! ]*(?:then|so) (?:no|not)\b|\b(?:not|won't be|isn't) (?:buying|ordering|purchasing|getting) (?:anything|one|any|it)\b|(?:scrap|drop|cancel|bin) (?:the|that|our|my|this) [^.!?]{0,30}(?:please|pulled out|after all)|(?:client|customer|investor|landlord) (?:has )?(?:pulled out|cancelled|backed out))/i

/** Whether words take the whole wish back. */
export const withdraws = (text: string): boolean => gone.test(text)

const thirdParty =
  /(?:我?朋友(?:的)?公司|我?(?:朋友|同事|邻居|亲戚)(?:他|她)?(?:们)?(?=要|想|买))[^，。,;；]*|(?:我朋友|我同事|我客户|他们公司|朋友公司|同事)[^，。,;；]{0,24}(?:要|买|电话)|他电话|\b(?:a|my) (?:friend|colleague|mate|neighbou?r|landlord)(?! (?:has |have )?(?:recommended|suggested|mentioned|told me|referred|said))(?:(?! so (?:i|we)\b| but | and (?:i|we)\b| because )[^.;,]){0,60}/gi

/** Words about what others want or where others can be reached are not the customer's: they are blanked out. */
export const withoutOthers = (text: string): string =>
  text.replace(thirdParty, (all) => ' '.repeat(all.length))

const opener =
  /^\s*(?:我们?)?(?:想要?|要|需要|想买|求购|采购|(?:i|we)? ?(?:need|want)|looking for|(?:i|we)'d like)[，,:：.…\s]*$/i

/** 需要, and the goods in the next message. */
export const opensWish = (text: string): boolean => opener.test(text)
