import type { ObjectionTag } from '../domain/lead-brief.ts'
import { clausesOf, ownWords, type LeadTurn } from './said.ts'

interface Objection {
  readonly zh: string
  readonly en: string
  readonly cue: RegExp
}

/** The fixed list: what each tag is called at the desk, and the words that give it away. */
export const objections: Readonly<Record<ObjectionTag, Objection>> = {
  price_too_high: {
    zh: '嫌贵',
    en: 'price too high',
    cue: /太贵|好贵|偏贵|贵了|贵啊|贵(?:不少|好多|很多|一截|一倍)|有[点些]贵|价格(?:有点|太)?高|不便宜|(?:too|so|very|quite|rather|bit) (?:expensive|pricey|steep|dear)|price is (?:too )?high|costs too much/i,
  },
  over_budget: {
    zh: '超预算',
    en: 'over budget',
    cue: /超(?:出)?(?:了)?预算|预算不够|没(?:有)?(?:那么多|这么多)预算|钱不够|(?:over|above|beyond|exceeds?) (?:our|my|the) budget|can'?t afford|not in (?:our|the) budget/i,
  },
  budget_not_approved: {
    zh: '预算未批',
    en: 'budget not approved yet',
    cue: /预算(?:还)?(?:没|未)(?:有)?(?:批|定|下来)|等预算|budget (?:is ?n[o']t|has ?n[o']t been|hasn't been|not) (?:yet )?(?:approved|set|signed)|waiting for (?:the )?budget/i,
  },
  cheaper_elsewhere: {
    zh: '别家更便宜',
    en: 'cheaper elsewhere',
    cue: /比[^，。]{1,10}(?:还)?贵|(?:别家|其他家|人家|别的|同行|隔壁|网上|拼多多|淘宝)[^，。]{0,8}(?:便宜|低)|cheaper (?:elsewhere|somewhere|on|at|from)|found (?:it|them|this) (?:cheaper|for less)|(?:others|competitors?) (?:are|is) cheaper/i,
  },
  wants_discount: {
    zh: '要折扣',
    en: 'wants a discount',
    cue: /便宜点|再便宜|打折|能(?:不能)?(?:再)?(?:少|优惠|降)|折扣|让利|\b(?:discount|better price|lower (?:the )?price|cheaper if|best price|deal on)\b/i,
  },
  hidden_costs: {
    zh: '担心另收费',
    en: 'fears hidden costs',
    cue: /隐形(?:收费|消费|费用)|另外收费|额外(?:收费|费用)|还有(?:别|其他)的?费用|hidden (?:cost|fee|charge)s?|extra (?:cost|fee|charge)s?|any other (?:fees|charges)/i,
  },
  payment_terms: {
    zh: '账期或付款方式',
    en: 'payment terms',
    cue: /账期|月结|预付|定金|首付|先付款|货到付款|分期|\b(?:net ?\d{2}|payment terms|upfront|up front|prepay(?:ment)?|deposit|instal?ments?|pay later)\b/i,
  },
  minimum_order: {
    zh: '起订量太高',
    en: 'minimum order too high',
    cue: /起订量?(?:太|有点)?(?:高|多|大)|(?:要不了|用不了|不需要)(?:那么|这么)多|moq is (?:too )?(?:high|much)|minimum (?:order )?(?:is )?too|don'?t need (?:that|so) many/i,
  },
  shipping_cost: {
    zh: '运费',
    en: 'shipping cost',
    cue: /运费(?:太|有点|好|谁|怎么|多少|贵)|包邮|(?:shipping|delivery|freight) (?:is |costs? )?(?:too |so )?(?:expensive|high|steep|much)|free (?:shipping|delivery)|who pays (?:for )?(?:the )?(?:shipping|freight|courier)/i,
  },
  delivery_too_slow: {
    zh: '交期太慢',
    en: 'delivery too slow',
    cue: /(?:太慢|来不及|赶不上|等不了|等太久)|交期太长|too (?:slow|late)|takes too long|can'?t wait|won'?t (?:make it|arrive) in time|lead time is (?:too )?long/i,
  },
  out_of_stock: {
    zh: '没现货',
    en: 'out of stock',
    cue: /没(?:有)?(?:现)?货|缺货|断货|out of stock|sold out|not in stock|unavailable/i,
  },
  not_urgent: {
    zh: '不着急',
    en: 'not urgent',
    cue: /不(?:着)?急|以后再|过段时间|明年再|no (?:rush|hurry)|not urgent|not (?:right )?now|some day|maybe later|next year maybe/i,
  },
  needs_to_think: {
    zh: '要再想想',
    en: 'needs to think',
    cue: /(?:再|先)?(?:考虑|想想|想一下|比较)(?:一下|看)?|think (?:about it|it over)|need (?:some )?time|sleep on it|weigh (?:it|our|my) (?:up|options)|get back to you/i,
  },
  needs_approval: {
    zh: '要上级批准',
    en: 'needs approval',
    cue: /(?:领导|老板|上级|公司|总部|财务|老婆|老公|家里)[^，。]{0,6}(?:批(?!发|量)|同意|商量|定(?![制做购金价位])|审|点头)|请示|(?:my|our|the) (?:boss|manager|board|cfo|wife|husband|partner|head office)[^.]{0,16}(?:approv|agree|decid|sign|say)|need(?:s)? (?:approval|sign-?off)/i,
  },
  has_supplier: {
    zh: '已有供应商',
    en: 'has a supplier',
    cue: /(?:有|用)(?:固定|长期|老|自己)的?(?:供应商|供货商|厂家)|一直(?:用|从|在)[^，。]{1,8}(?:拿|买|家)|already have a supplier|(?:our|my) (?:current|usual|existing) supplier|work(?:ing)? with another (?:supplier|vendor)/i,
  },
  prefers_competitor: {
    zh: '更看好竞品',
    en: 'prefers a competitor',
    cue: /(?:更喜欢|更看好|倾向于?)[^，。]{1,12}(?:牌|家|款)|(?:戴森|小米|美的|九阳|飞利浦|科沃斯|石头|特斯拉|比亚迪)[^，。]{0,6}(?:更好|好一点|更强)|(?:prefer|leaning towards?|going with) (?:another|the other|a competitor|dyson|philips|tesla|delonghi|roborock|ecoflow|bosch)|went with another/i,
  },
  quality_doubt: {
    zh: '担心质量',
    en: 'doubts the quality',
    cue: /(?:担心|怀疑|质疑|不放心)[^，。]{0,6}(?:质量|品质)|质量(?:怎么样|行不行|好不好|可靠吗|有保证吗|差|不放心)|怕(?:质量|不好用)|做工|is (?:the|it) (?:quality|any) good|(?:poor|bad|worried about (?:the )?|doubt (?:the )?)quality|looks cheap|feels cheap|flimsy/i,
  },
  durability_doubt: {
    zh: '担心不耐用',
    en: 'doubts it will last',
    cue: /耐用吗|能用(?:几|多少)年|用多久会?坏|容易坏|寿命|(?:will|does) it last|how long (?:will|does) (?:it|they) last|break(?:s)? (?:easily|quickly|after)|durab/i,
  },
  warranty_doubt: {
    zh: '保修疑虑',
    en: 'warranty worries',
    cue: /保修(?:多久|几年|期|怎么|太短)|质保|过保|\b(?:warranty|guarantee) (?:is |period|too|only|cover|for)|how long is the (?:warranty|guarantee)|under warranty\?/i,
  },
  after_sales_doubt: {
    zh: '售后疑虑',
    en: 'after-sales worries',
    cue: /售后(?:怎么|好不好|有没有|谁|麻烦|不)|坏了(?:怎么办|找谁)|上门维修|who (?:fixes|repairs|services)|after[- ]sales|what if (?:it|they|one) breaks?|spare parts/i,
  },
  trust_doubt: {
    zh: '不放心商家',
    en: 'does not trust us yet',
    cue: /(?:靠谱|正规|可信)吗|是不是(?:骗|真的|正品)|骗子|假货|没听说过|are you (?:legit|real|trustworthy|reliable)|is this (?:legit|a scam|genuine)|never heard of you|can i trust/i,
  },
  bad_experience: {
    zh: '有过不好的经历',
    en: 'had a bad experience',
    cue: /上次(?:买|用|就|的)?[^，。]{0,10}(?:坏|差|不好|问题|失望|慢)|以前(?:吃过亏|买过[^，。]{0,6}(?:坏|差))|last (?:time|order|one)[^.]{0,24}(?:broke|late|bad|wrong|terrible|disappoint)|bad experience|let (?:me|us) down/i,
  },
  bad_reviews: {
    zh: '看到差评',
    en: 'saw bad reviews',
    cue: /差评|评价(?:不好|很差|一般)|网上说[^，。]{0,8}(?:不好|差|坏)|(?:bad|negative|mixed|poor|terrible) reviews?|reviews? (?:say|are (?:bad|mixed|poor))/i,
  },
  feature_missing: {
    zh: '缺功能',
    en: 'lacks a feature',
    cue: /(?:没有|缺少?|不支持|不能)(?:[^，。]{1,10})(?:功能|模式|接口|蓝牙|wifi|app)|功能(?:太)?少|(?:doesn'?t|does not|can'?t|no) (?:have|support|do|come with)[^.]{1,30}(?:feature|mode|function|bluetooth|wifi|app)|missing (?:a |the )?feature/i,
  },
  compatibility_doubt: {
    zh: '担心不兼容',
    en: 'doubts it will fit',
    cue: /兼容|(?:适配|匹配|配得上|能接|插头|电压|装得下|放得下)|\b(?:compatible|compatibility|fit in|will it fit|voltage|plug type|work with (?:our|my))\b/i,
  },
  too_complicated: {
    zh: '嫌复杂',
    en: 'finds it complicated',
    cue: /(?:太|好)?(?:复杂|麻烦|难用|难操作)|不会用|学不会|(?:too )?(?:complicated|complex|hard to use|difficult to (?:use|set up)|hassle)/i,
  },
  returns_worry: {
    zh: '担心退换',
    en: 'worries about returns',
    cue: /(?:不(?:合适|满意|喜欢|好))[^，。]{0,6}(?:退|换)|能退吗|可以退(?:货)?吗|退换(?:货)?(?:麻烦|怎么)|(?:can (?:i|we)|how do i) return|return(?:s)? policy|if (?:i|we) (?:don'?t|do not) like (?:it|them)|send (?:it|them) back/i,
  },
  privacy_worry: {
    zh: '隐私顾虑',
    en: 'privacy worries',
    cue: /隐私|骚扰|别(?:打|给我打)电话|信息(?:会不会)?泄[露漏]|不(?:想|方便)留(?:电话|号码|联系)|\b(?:privacy|spam|my data|gdpr|don'?t (?:call|ring) me|no (?:phone )?calls|rather not (?:share|give|say))\b/i,
  },
}

/** An objection as the customer put it. */
export interface Objected {
  readonly tag: ObjectionTag
  readonly words: string
  readonly messageId: LeadTurn['messageId']
}

/** The objections in the customer's own words; each tag once, where it was said last. */
export function findObjections(turns: readonly LeadTurn[]): Objected[] {
  const found = new Map<ObjectionTag, Objected>()
  for (const { from, text, messageId } of turns) {
    if (from !== 'customer') continue
    for (const { text: words } of clausesOf(ownWords(text)))
      for (const [tag, { cue }] of Object.entries(objections) as [ObjectionTag, Objection][])
        if (cue.test(words)) found.set(tag, { tag, words, messageId })
  }
  return [...found.values()]
}
