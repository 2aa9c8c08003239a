/**
 * Words and phrases with a mood, by how much each alone moves the sentiment. `anger` and `worry`
 * are apart because worry, however strong, is not yet a reason to hand over.
 */
export const lexicon = {
  anger: {
    zh: {
      0.75: '气死 气炸 火大 忍无可忍 滚蛋 滚开 给我滚 王八蛋 傻逼 煞笔 他妈(?!妈) (?<!我|你|他|她)妈的(?=[!,。?]|$) tmd 混蛋 狗屁 骗子 骗钱 欺诈 黑心 无良 奸商 坑人 坑爹 恶心 再也不买 再也不来 再也不会 这辈子不 拉黑 倒闭 丢雷 仆街 扑街 顶你 龟儿 锤子 嬲 垃圾(?!箱|桶|邮件|袋|分类|短信) 废物 无耻 不要脸 欺负人 喂狗 喂了狗 不吐骨头 丧良心 丧尽天良 缺德 没良心 良心被狗 黑店 坑货 气得我?(?:心口|胸口|肝|头|手|发抖|想|睡|浑身) 气疯 气吐血 什么狗 狗东西 猪脑 脑子进水 脑残 没人性 吸血 去你的 去死 烂到家 烂透 破公司 烂公司 垃圾公司 骗人精 骗人公司 不得好死 良心不会痛 不要太过分 欺人太甚 恬不知耻 厚颜无耻 丢人现眼 作呕 令人发指 把我当猴 当猴耍 耍猴 当冤大头 店大欺客 耍流氓 耍无赖 臭不要脸 耍我 耍人 玩我 当我傻 有病吧',
      0.55: '太差 差劲 很差 极差 好差 (?:要|去|会)(?:投诉|举报) 给差评 曝光 失望 无语 糊弄 敷衍 忽悠 推诿 踢皮球 扯皮 不负责 没人管 不管不问 不理人 受够 真够了 够了! 过分 离谱 被坑 坑我 坑钱 太坑 真坑 骗 欺骗 烂 太烂 难用 什么玩意 什么破 破烂 破玩意 离大谱 服了 真服 醉了 气人 生气 愤怒 发火 恼火 窝火 抓狂 崩溃 闹心 憋屈 寒心 吃相 太慢 慢死 拖拖拉拉 说话不算 言而无信 出尔反尔 态度恶劣 态度差 态度不好',
      0.3: '后悔 投诉 举报 差评 又坏 又来 又是 第三次 第四次 第五次 好几次 多少次 三番五次 一直没 还没 怎么回事 搞什么 搞毛 到底 凭什么 为什么还 不满 不满意 不爽 麻烦死 烦 烦死 不靠谱 糟糕 糟心 坏了 不行了 有问题 没反应 没人回 不回复 不给 没用 白等 空等 浪费时间',
    },
    en: {
      0.75: 'furious|asshole\\w*|bitch\\w*|bastards?|morons?|dumbass|scumbags?|despise\\w*|outrageous|disgusting|disgusted|disgrace|scam|scammers?|scammed|crooks?|thieves|thief|liars?|lying to me|bullshit|wtf|fuck\\w*|shit\\w*|damn|hell is wrong|never (?:buy|buying|shop|shopping|order|ordering|use|using) .{0,20}again|never again|worst .{0,20}ever|pathetic|garbage|rip ?off|ripped off|fed up|sick of|sick and tired|had enough|enough is enough|livid|hate (?:you|this)|screw you|unacceptable|appall\\w*|shameful|contempt\\w*|despicable|deplorable|outraged|disgraceful|abysmal|atrocious|beneath contempt|utterly (?:fed|sick)|(?:absolute|utter|total|complete|bloody|what an?) (?:shambles|farce|circus|disgrace|shower|mess|joke|rubbish|trash|tripe|con|robbery|insult|catastrophe|nightmare|disaster)|daylight robbery|cowboys|con (?:artists?|men)|conmen|cowards|parasites|vultures|frauds(?:ters?)?|charlatans|taking the (?:piss|mick|mickey)|take the piss|makes? my blood boil|blood (?:is )?boil\\w*|seething|fuming|rot in|go to hell|bloody (?:useless|idiots|hopeless)|had it (?:up to here)?with you|beyond (?:belief|words|a joke)|sickens? me|sickening|vermin|imbeciles?|muppets|dimwits?|laughing stock|spineless|gutless|heartless|robbing|robbed me|treat(?:ed|ing)? (?:me|us|people) like (?:dirt|garbage|trash|an idiot|fools?)|burn in|idiots?(?![- ]proof)|stupid|joke of a',
      0.55: 'terrible|hate|hated|hates|dumb|sucks?|sucked|gross|toxic|cringe\\w*|clowns?|losers?|racist\\w*|shut up|ruin\\w*|ugh|lame|vile|nasty|insult\\w*|offensive|horrible|awful|worst|ridiculous|useless|angry|annoyed|infuriating|rude|disappointed|disappointing|disappointment|incompetent|nonsense|what a joke|is a joke|bad joke|frustrat\\w+|crap|trash|waste of (?:time|money)|lied|false advertising|mislead\\w*|pissed|nobody (?:cares|helps|answers|replies)|no one (?:cares|helps|answers|replies)|ignored|ignoring me|want to speak to your manager|unhappy|poor (?:service|quality)|bad service',
      0.3: 'complain\\w*|disagree\\w*|worse|fools?|ass|hell|annoys?|weird|sad excuse|no excuse|blame\\w*|fail\\w*|horrid|against|crime|criminal|(?:third|fourth|fifth|3rd|4th|5th) time|yet again|how many times|again and again|still (?:not|nothing|no|waiting|hasn.?t|haven.?t|isn.?t)|not (?:happy|good|acceptable|satisfied|impressed)|problem again|what is going on|what.?s going on|what the|seriously|broken|doesn.?t work|not working|wrong|bad|slow|upset|keeps? (?:failing|breaking|stopping|dropping)|waste|annoying|mess',
    },
  },
  worry: {
    zh: {
      0.4: '急死 急疯 急坏 着急 好急 很急 太急 超急 十万火急 急急急 急用 急需 急等 等着用 等不及 来不及 赶紧 焦虑 担心 好担心 害怕 不安 心慌 快疯 要疯 急得',
      0.2: '快点 尽快 麻烦快 催 急 怎么还 还没到 还没有到 没动静 卡在 卡住 等了 等好久 好久了 三天了 几天了 一周了 半个月 一个月了 怎么办 可惜 难过 伤心 唉',
    },
    en: {
      0.4: 'going crazy|going mad|losing my mind|desperate\\w*|worried|worry|anxious|asap|urgent\\w*|panic\\w*|freaking out|stress\\w*|nervous|emergency|right now|at the latest|running out of time',
      0.2: 'stuck|hurry|as soon as possible|quickly|been (?:waiting|days|weeks)|for (?:days|weeks|ages)|late|delayed|where on earth|sad|confused|concerned|afraid|unfortunately',
    },
  },
  joy: {
    zh: {
      0.6: '太棒 太好了 非常满意 很满意 特别满意 超满意 超喜欢 非常喜欢 爱死 完美 五星 点赞 好评 惊喜 感动 给力 绝了 太赞 真香 巴适得板 正啊 犀利',
      0.35: '谢谢 多谢 感谢 喜欢 满意 不错 好用 很好 挺好 真好 棒 赞 开心 高兴 辛苦 贴心 方便 舒服 唔该 值得 推荐 期待 靓 好犀利 好正',
    },
    en: {
      0.6: 'love (?:it|this|the|my|your|these|them)|amazing|awesome|excellent|fantastic|wonderful|perfect|brilliant|best .{0,20}ever|delighted|thrilled|outstanding|so happy|very happy|superb|made my day|five stars|impressed',
      0.35: 'thanks|thank you|thx|great|nice|good|happy|pleased|glad|appreciate\\w*|helpful|like it|lovely|kind|cool|enjoy\\w*|satisfied|recommend|cheers|well done|works? (?:great|well|perfectly)',
    },
  },
} as const

/** What turns a mood over when it stands just before. */
export const negations = {
  zh: /(?:不是很|不太|不怎么|没有|没那么|并不|不|没|别|唔|冇|未)$/,
  en: /(?:\b(?:not|no|never|isn.?t|wasn.?t|don.?t|didn.?t|doesn.?t|ain.?t|without|hardly|nothing)(?: \w+){0,2} )$/,
} as const

/** What makes a mood stronger when it stands just before. */
export const intensifiers = {
  zh: /(?:太|很|非常|超级|超|特别|极其|极|真的是?|真|实在|简直|十分|完全|贼|老|忒|好鬼|死)$/,
  en: /\b(?:very|so|really|extremely|absolutely|totally|completely|utterly|fucking|bloody|such an?|beyond)(?: \w+)? $/,
} as const

/** Praise that means its opposite. */
export const sarcasm =
  /真是(?:谢谢|感谢)你们|谢谢你们(?:全家|了啊)|可真(?:行|棒|快|厉害|有你们)|真(?:行|有你们)的|呵呵|好家伙|真会(?:玩|做生意)|厉害了|(?:great|nice|good|excellent|wonderful|amazing|brilliant) (?:job|work|service)[^.!?]{0,30}(?:broken|late|lost|wrong|nothing|again|ruin|still)|thanks for nothing|yeah right|oh great|just (?:great|wonderful|perfect|brilliant)\b|how (?:nice|lovely|wonderful|convenient)\b|slow clap|bravo/
