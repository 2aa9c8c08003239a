/** One form for comparing words: NFKC, lower case, straight apostrophes, single spaces. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
}

/** Words by which people say that what we did or said has not helped. */
const notHelped = [
  /(?:还是|还|仍然|仍|依然|依旧|照样)(?:是)?(?:不行|不能|不可(?:以|用)|不对|不好|不会|提示|显示|弹|漏|滴|卡|黑屏|不懂|不明白|不亮|不动|不转|不响|没|打不开|连不上|登不上|收不到|用不了|开不了|一样|那样|这样|老样子|报错|失败|坏的)/,
  /没(?:有)?(?:什么)?用(?:啊|呀|的|呢|[,。!?]|$)|不管用|不好使|不起作用|没(?:有)?(?:解决|帮到|帮上|帮助|效果|反应|变化)|白(?:试|弄|搞|说|问)了/,
  /(?:都|已经|刚才|刚刚|刚|前面|之前|上面|不是)(?:都|已经|就)?(?:跟你|和你|给你|同你)?(?:说|讲|发|试|弄|做|回答|告诉你?|提供)(?:过)?了|试过了|说过了|讲过了|(?:问|说|讲)(?:了)?(?:你)?(?:多少|几|好几|[两二三四五六七八九十\d]+)(?:遍|次)|还要我(?:说|重复)/,
  /又是(?:这|那)(?:句|个|套|段)|同样的(?:话|回答|答案|内容)|(?:一直|老是|总是|反复|来回)(?:重复|说|发|回)|别(?:再)?重复|复读|车轱辘|套话|模板/,
  /没(?:看|听|读|理)(?:我|清楚|懂|明白)|看都(?:没|不)看|绕(?:回|圈|来绕去|不出)|踢皮球|答非所问|没(?:有)?回答|不是(?:我)?(?:要|想|在)?(?:问|想要)的|我(?:问|说|要|讲)的(?:是|不是)|(?:你)?(?:没|不|听不|看不)(?:听|看|明|理|弄|搞)?(?:懂|明白|理解|清楚)(?:我|人话|吗|吧|$)|牛头不对马嘴|说了等于没说|所以(?:到底)?(?:呢|怎么办|什么时候)|不是这个(?:意思|问题)|唔係呢个|都係唔得|都唔得|冇用|未得/,
  /(?:^|[,。!?]|了|过|也)\s*(?:还是|依然是|仍是)(?!算|换|退|要|选|买|谢|想|可以|好|麻烦|用|给|再|先|等|取消|我|你|按|走)|不是早就|早就[^,。!?]{0,6}了/,
  /\bstill\b(?! (?:time|available|valid|open|have|in stock|possible|good|fine|ok|love|like|want|need|interested|deciding|thinking|on)\b)[^?]*$/,
  /\bstill (?:not|no|nothing|doesn't|doesnt|does not|won't|wont|isn't|isnt|is not|the same|same|broken|stuck|haven't|havent|hasn't|hasnt|can't|cant|cannot|didn't|didnt|don't|dont|waiting|failing|fails|happening|says|showing|getting|an? (?:error|issue|problem))\b/,
  /\b(?:did|does|do|is|was|has)(?:n't|nt| not) (?:help|helping|work|worked|working|solve|solved|fix|fixed|answer|do anything|make (?:a|any) difference)\b|\bno (?:luck|good|use|change|difference)\b|\bnot (?:working|helping|helpful|solved|fixed|useful)\b|\bdidn'?t (?:do|change) (?:anything|a thing)\b/,
  /\b(?:the )?same (?:problem|thing|error|issue|answer|result|response|message|reply|link)\b|\byou (?:just |already |literally )+(?:said|told|sent|gave|asked|did)\b|\bi(?:'ve| have)? (?:already|just) (?:told|said|tried|did|done|gave|given|sent|checked|answered|explained)\b|(?<!that |which )\b(?:tried|done|did) (?:that|this|it|all that|all of that)(?: already)?\b|\balready (?:tried|told|said|did|done|gave)\b/,
  /\bnot what i (?:asked|meant|said|need|want|wanted)\b|\bthat'?s not (?:it|my|what|helpful|useful|an answer|the)\b|\b(?:doesn'?t|didn'?t|not) answer(?:ing|ed)?\b|\b(?:you )?keep (?:saying|repeating|sending|giving|asking|telling|going)\b|\bhow many times\b|\bas i (?:said|told|mentioned)\b|\blike i said\b|\bi asked (?:you )?(?:about|how|why|when|where|for|if|twice|three)\b|\byou(?:'re| are)? (?:not|aren'?t|don'?t|didn'?t|never) (?:listen\w*|understand\w*|read\w*|answer\w*|help\w*|get(?:ting)? (?:it|me))\b|\b(?:round (?:and round )?)?in circles\b|\bround and round\b|\bunhelpful\b/,
  /^(?:so|and)\?+$|^(?:nope|no),? (?:still|same|that|it|not)\b|^again[!?.]*$|\bno (?:joy|dice|go)\b|\b(?:hasn'?t|won'?t|didn'?t) (?:budge|move)d?\b|\bread (?:it|that|my (?:message|question)|what i)\b|\b(?:did|can|do) you (?:even )?read\b/,
  /(?:看看|看清|听听|好好看)[^,。!?]{0,4}我(?:写|说|问|讲|发)的|我(?:写|说|问|讲|发)的(?:都)?(?:是)?(?:什么|啥)|白搭|纹丝不动|照旧|(?:翻|找|试)遍了/,
]

const negation =
  /(?:没|不(?!错|好意思|过|用谢|客气|知道(?:吗|么))|无|未|别)|\b(?:no|not|never|nobody|none|nothing|nowhere|neither|cannot|isn'?t|aren'?t|wasn'?t|doesn'?t|don'?t|didn'?t|can'?t|won'?t|haven'?t|hasn'?t|couldn'?t|wouldn'?t|refuses?|refused|fails?|failed)\b/
const objection =
  /^(?:but|yes|yeah|ok|okay|right|sure|fine|i know|i see)?,? ?but\b|(?:^|[,。])(?:但|但是|可是|可|问题是|不过)(?=[^以])|(?:早就?|已经?)[^,。!?]{1,12}[了过][,，]?[^,。]{0,8}(?:呢|怎么|还没|为什么)|\balready [^,.?!]{2,40}[,.;] ?(?:so |and |but )?(?:where|when|why|what|still)\b/
const asking =
  /[?？]|(?:吗|(?<!这|那|多|怎|什)么|(?<!(?:没|还|都|正|在|就|早|不)[^,。!?]{0,8})呢(?=$|[.。!~ ])|多少|(?:怎么|咋)(?!都|也|弄都|试都)|什么(?!都|也)|哪(?!都|也)|谁(?!都|也)|几(?!天了|次|遍)|如何|为何|是否|能不能|可不可以|有没有|不[^，。,.!]{1,5}吧$|([一-鿿])不\1|(?:有|能|会|可以|是|让|给|用|需要)[^，。,.!不]{1,12}不[呢啊呀]?$)|^(?:and |so |but |ok,? |then )?(?:what|who|where|when|why|how|which|(?:is|are|do|does|did|can|could|will|would|should|may) (?:i|you|u|we|they|he|she|it|this|that|these|those|the|my|your|our|there|any\w*|some\w*|an?))\b/

/** A question in a few words, of one more thing: "and on the battery". */
const asksFurther =
  /^(?:(?:ok|okay|right|great|thanks?|cool|so),? )?(?:and|what about|how about)(?: (?:on|for|in|with|of|if|to|at))? (?:the|a|an|my|your|those|these|this|sundays?|weekends?|\w+s)\b[^,.!]{0,30}$/

/** Whether the customer asks rather than tells. */
export function isQuestion(text: string): boolean {
  const words = plainWords(text)
  return asking.test(words) || (asksFurther.test(words) && !negation.test(words))
}

/** Whether the customer only points at what was said before: "so what now?" */
export function isGesture(text: string): boolean {
  return /怎么办|咋办|怎么整|所以呢|然后呢|为什么|为啥|\b(?:what now|now what|then what|so what|what then|why not|why)\b/.test(
    plainWords(text),
  )
}

/** Whether the customer speaks of what was spoken of before: "I don't have it". */
export function pointsBack(text: string): boolean {
  return /^again\b|\b(?:it|that|them|those)\b(?! is\b)|它|(?:这|那)个(?=$|[,。!]|还|也|没|不)/.test(
    plainWords(text),
  )
}

/** Whether the customer says that they turn to something else. */
export function turnsAway(text: string): boolean {
  return /另外|对了|还有(?:个|一|件)|顺便|再问|换个问题|\b(?:another|other|also|by the way|btw|while i'?m here|besides|separately|either|too)\b/.test(
    plainWords(text),
  )
}

/** Whether the customer states that something is not so: after an answer of ours, that it was none. */
export function contradicts(text: string): boolean {
  const words = plainWords(text)
  return (negation.test(words) || objection.test(words)) && !isQuestion(text) && !saysSettled(text)
}

/** Whether a message begins by setting something against what we said: "yes, but with whom?" */
export const objects = (text: string): boolean => objection.test(plainWords(text))

/** What a question asks for, by the words that ask. */
const kinds = {
  when: /什么时候|啥时候|几时|多久|几天|哪天|多少天|几号|何时|什么时间|等到|\b(?:when|how (?:much )?long(?:er)?|what (?:day|time|date)|which (?:day|date)|the (?:exact |actual |delivery )?date|by what)\b/,
  where: /哪里|哪儿|到哪|在哪|哪个地方|\b(?:where|whereabouts|which (?:depot|city|place))\b/,
  how: /怎么(?!还|这|那|又|没|不|都|样)|如何|咋(?:办|弄|整|搞)|怎样|\bhow (?:do|can|to|should|am|would|does)\b/,
  why: /为什么|为啥|为何|凭什么|怎么(?:还|又|没|不|会)|咋(?:还|又|没|不|会)|什么(?:原因|情况|回事)|\b(?:why|how come|what(?:'s| is) (?:wrong|the reason|going on|the hold ?up))\b/,
  amount: /多少钱|多少|几块|\bhow (?:much|many)\b/,
  who: /\bwho(?:m|se)?\b|谁/,
  whether:
    /(?:能|可|行|好|会|是|有|退|给|到|对)不(?:能|可以|行|好|会|是|有|退|给|到|对)|能否|可否|^(?:so |but |and |ok,? )?(?:can|could|will|would|is|are|do|does|did|may) (?:i|you|we|it|they|my|the)\b/,
} as const

/** What a message asks for: when, where, how … */
export function kindsOfQuestion(text: string): (keyof typeof kinds)[] {
  const words = plainWords(text)
  return (Object.keys(kinds) as (keyof typeof kinds)[]).filter((kind) => kinds[kind].test(words))
}

/** Words by which people say that it is all right now. */
const settled =
  /^(?:oh|ah|ok|okay)?,? ?i see\b|^(?:哦|啊|诶|嗯|现在|这下|终于|又)?(?:好|可以|行|亮|开|通|能用|有|连上|登上|成功|动|响|出来|收到|找到|看到|领到)了(?!吗|没|么)|(?:已经)?(?:好了|可以了|行了|解决了|搞定|弄好了|修好了|能用了|收到了|找到了|有了|通了)(?:$|[,。!~]|谢|哈|啦|多谢)|(?<![不没])(?:明白|知道|了解|清楚|懂|收到)(?:了|啦)?(?:$|[,。!~]|谢|多谢)|没事了|不用了|算了|太好了|\b(?:got it|it works|works now|working now|that worked|it worked|that did it|solved|fixed now|all good|all set|makes sense|sorted|perfect|never ?mind|forget it|that helps|that helped|understood|no worries|good to know|fair enough|ok(?:ay)?,? (?:thanks|thank you|cheers|great|cool))\b/

/** A word or two of approval and nothing else. */
const approval =
  /^(?:(?:oh|ah|ok(?:ay)?|right|well),? )?(?:super|great|nice|cool|neat|awesome|lovely|perfect|brilliant|excellent|good|fab|fabulous|wonderful|sweet|splendid|grand|fantastic|amazing|noted|ta|cheers|gotcha|fine|all good|good stuff|that'?s (?:it|all|great|good|fine|perfect)|很好|太好了|好嘞|得嘞|棒|赞|不错|收到|妥|妥了|成|中|行|好|好的|嗯嗯?|明白|懂了|知道了|ok)(?: (?:then|stuff|job|one|thanks|thank you|ta))?[.!~。!哈啦呀吧呢 ]*$/

/** Words that ask for an exception after a no, or do not take the no. */
const insistence =
  /破例|通融|特殊(?:处理|情况)|例外|申请(?:一下|看看)?|凭什么|为什么不|怎么就不|不接受|不同意|不认|必须|一定要|就要|就是要|坚持|不管|说不过去|不合理|霸王|想(?:想|个)办法|再(?:看看|想想|问问|帮)|谁(?:能|有权|可以)|那谁|\b(?:exception|insist|why (?:not|can'?t|won'?t)|unacceptable|not acceptable|don'?t accept|won'?t accept|don'?t care|unfair|not fair|ridiculous|there must be|there has to be|come on|surely|who can|who does|who has|someone (?:can|who)|find a way|make it happen|i (?:want|need|demand|expect|deserve)|override|approve it|authori[sz]e)\b/

/** Whether a message begins by taking what we said: fine, then … */
export function accepts(text: string): boolean {
  const words = plainWords(text)
  return (
    /^(?:好|行(?!不)|嗯|哦|噢|喔|可以|那(?!个|边|里|你|怎|为|不)|ok|没事|没关系|知道|明白|收到|了解|原来|这样啊|对(?:的|[,，。!！]|$)|是的|谢|辛苦|先|我(?:再|先|等|想|试|去|考虑)|到时|等)|^(?:ok(?:ay)?|right|fine|all ?right|great|cool|sure|thanks?|thank you|lovely|perfect|good|nice|oh|ah|i see|got it|in that case|then|that'?s (?:fine|ok|good|great|fair|perfect)|i'?ll|will do|let me|awesome|brilliant|excellent|understood|noted|no problem|no worries|cheers|wow|shame|fair)\b/.test(
      words,
    ) &&
    !objection.test(words) &&
    !/(?:但|可是|不过|问题是|还是(?:不|没)|没用|不行)|\b(?:but|however|except)\b/.test(words)
  )
}

/** Words that point at something without naming it. */
const pointing =
  /就是|就|之前|上次|上回|那回事|那回|那个|这个|那些|那种|那样|那啥|那里|那边|东西|玩意儿?|你(?:知道|懂|明白)的?|老地方|反正|[哎嘛呗啊呀吧呢的了呐嘞哦]|\b(?:the|that|this|those|it|one|ones|thing|thingy|stuff|same|before|again|you know|like|well|just|usual|from|last|time|over|there|what i (?:said|mean)|i mean|mean|said|as|and|of|again)\b|[\s,.!?…~，。！？、]/g

/** Whether a message only points at what it is about, in no words that name it: 就之前那个嘛. */
export const pointsOnly = (text: string): boolean =>
  plainWords(text).replace(pointing, '').length <= 1

/** Whether a message carries on from the one before: "then do me a sum". */
export const goesOn = (text: string): boolean =>
  /^(?:那|再|还有|要不|换成|不然)|^(?:then|or|and|what about|how about|ok(?:ay)?,? (?:then|so|what|how)|well|but)\b/.test(
    plainWords(text),
  )

/** Whether the customer says that what we did or said has not helped. */
export function saysNotHelped(text: string): boolean {
  const words = plainWords(text)
  return notHelped.some((pattern) => pattern.test(words))
}

/** Whether the customer says that it is settled, or lets it be. */
export function saysSettled(text: string): boolean {
  return (settled.test(plainWords(text)) || approval.test(plainWords(text))) && !isQuestion(text)
}

/** Whether a message opposes its own no to ours: a no with more behind it, not thanks. */
export const saysNo = (text: string): boolean =>
  /^(?:no|nope|nah|不行|不可以|不成|那不行|那可不行|不对|唔得)[,.!。， ]+(?!problem|worries|thanks|thank|need|rush|biggie|bother|用|谢)\S/.test(
    plainWords(text),
  )

/** Whether a message begins by saying that we asked for the wrong thing: "no, change the size". */
export const turnsDown = (text: string): boolean =>
  /^(?:不是|不对|错了|没有|不[,，。 ]|no\b|nope\b|not\b)(?!的?话)[^?？]{3,}$/.test(plainWords(text))

/** Whether the customer does not take a no. */
export function insists(text: string): boolean {
  return insistence.test(plainWords(text))
}

export type OfferAnswer = 'accepted' | 'declined' | 'other'

/** Agreement said twice, or thanked for. */
const wholeYes =
  /^(?:(?:yes|yeah|yep|yup|ya|sure|ok|okay|please|absolutely|definitely|of course|go ahead|please do)[ ,.!]*){1,4}(?:thanks?|thank you|cheers|that(?: would|'d)? be (?:great|good|nice|lovely|perfect|helpful|best)|i would|i(?:'d| would) (?:like|love|appreciate) (?:that|it)|that works|sounds good)?[.! ]*$|^(?:(?:好|行|可以|要|嗯|对|是|需要|中|成|当然|麻烦)(?:的|啊|呀|吧|嘞|滴|呢|了|哒)?[,!。~ ]*){1,4}(?:谢谢|多谢|辛苦|麻烦)?(?:你|您)?(?:了|啦)?[!。~ ]*$/
const startsWithYes =
  /^(?:(?:yes|yeah|yep|yup|ya|sure|ok|okay|please|absolutely|definitely|go ahead|do it|fine|alright)\b|好|行|可以|要|嗯|需要|麻烦|请|对|是|那|快|得|系|係|唔该)/
const passesOn =
  /\b(?:connect|transfer|put me|pass me|hand me|escalate|do (?:that|it|so)|that would be|i(?:'d| would) (?:like|love|appreciate) that|get (?:one|them|him|her|someone))\b|转|接(?:吧|一下|过)|安排|叫(?:他|她|人)|帮我(?:找|叫)/
const hedged =
  /\bbut\b|\bfirst\b|\bwait\b|\blater\b|\bnot\b|\bno\b|\bunless\b|\bif\b|don'?t|先|但|等|不|别|再说|如果|要是|除非|[?？吗]/

/**
 * What the customer makes of a person we offered. `plain` is their message as a plain yes or no. Looser than a
 * consent to a write: a wrong yes costs a person's minute, so "yes, connect me" is one too.
 */
export function answersOffer(text: string, plain: 'yes' | 'no' | 'other'): OfferAnswer {
  if (plain === 'yes') return 'accepted'
  if (plain === 'no') return 'declined'
  const words = plainWords(text)
  if (wholeYes.test(words)) return 'accepted'
  if (words.length > 80 || hedged.test(words)) {
    return /(?:不用|不要|不需要|先不|别|唔使|唔好)[^,。]{0,4}(?:转|人工|了|$)|\b(?:no need|don'?t (?:transfer|connect|need)|not (?:now|yet|necessary))\b/.test(
      words,
    )
      ? 'declined'
      : 'other'
  }
  return (startsWithYes.test(words) && passesOn.test(words)) ||
    /^(?:转|接|请转|帮我转|麻烦转|connect me|transfer me|put me through)/.test(words)
    ? 'accepted'
    : 'other'
}
