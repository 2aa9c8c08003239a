/**
 * Words that say nothing about the subject of a question. They are left out of index and query alike: they would
 * only blur how much of a question a passage covers.
 */
export const stopWords: ReadonlySet<string> = new Set(
  `a an and are am as at be been being but by can could did do does doing for from had has have having he her hers him
  his how i if in into is it its just may me might mine my of on or our ours please shall she should so some such than
  that the their theirs them then there these they this those to too very was we were what when where which while who
  whom whose why will with would you your yours u ur im ive id dont doesnt didnt isnt arent wont cant couldnt whats hi
  hello hey thanks thank also about any because much many get got let lets want wanna need like tell know there's
  thats youre theyre hasnt havent hadnt wasnt werent didn doesn isn`.split(/\s+/),
)

/** Chinese function words of two characters, as bigrams. */
export const stopBigrams: ReadonlySet<string> = new Set(
  `什么 怎么 怎样 如何 请问 可以 是否 能否 能不 不能 多少 哪些 哪个 这个 那个 一个 一下 我的 你们 我们 他们 的话 是不
  不是 有没 没有 为什 为何 还是 或者 以及 如果 但是 因为 所以 就是 的时 时候 想问 问一 了吗 的吗 么办 咋办 么样 您好
  你好 谢谢 多久 几天 可不 不可 我想 想要 需要 知道`.split(/\s+/),
)

/** Chinese particles and pronouns; neither alone nor in a bigram do they name anything. */
export const stopCharacters: ReadonlySet<string> = new Set(
  '的了吗呢啊吧呀么嘛哦哈是在和与或及我你您他她它这那就都也还又很把被给让到个们着过之其得地请问咋',
)

/** Bigrams that name something though one of their characters alone does not: 货到付款 is no kind of 付款. */
export const tellingBigrams: ReadonlySet<string> = new Set(['货到', '到付'])

/**
 * Words that carry a question but not its subject. They stay searchable, yet a passage need not say them to answer,
 * so they are no concepts of a query.
 */
export const carrierWords: ReadonlySet<string> = new Set(
  `能 还能 不能 能否 会 会不会 要 想 想要 需要 可以 可不可以 行 行不行 好 好不好 好吗 有 没有 有没有 没 没了 怎么 怎么样 怎样
  如何 咋 咋办 咋整 咋弄 啥 什么 为什么 为何 多少 多久 几 几个 几天 哪 哪个 哪里 哪些 哪种 哪家 哪款 谁 何时 几点 什么时候 请问 请 帮 帮忙 帮我 麻烦
  谢谢 您好 你好 大大 亲 亲亲 老板 情况 出现 显示 一下 一个 一台 一份 一次 一些 一点 这个 那个 这种 那种 这 那 这样 那样 自己 我们 你们
  他们 我家 你家 你 我 您 他 她 它 的 了 吗 呢 吧 啊 呀 嘛 是 是不是 是否 不是 还是 或者 和 跟 与 及 以及 而且 但是 但 不过 可是 如果 要是
  因为 所以 然后 就 就是 都 也 又 再 还 还有 才 刚 刚刚 刚才 昨天 今天 现在 已经 正在 一直 老是 总是 老 一般 大概 大约 左右 到底 究竟 真的
  比较 非常 很 太 最 更 得 地 着 过 把 被 给 让 叫 对 对于 关于 在 从 到 向 往 用 做 弄 搞 整 拿 放 来 去 走 看 看到 说 讲 问 问问 知道 觉得
  认为 希望 打算 准备 算 算是 属于 东西 事情 事 时候 期间 以后 之后 后 前 里 里面 上 下 中 内 外 不 别 无 非 只 只有 只要 才能 必须 应该 可能
  也许 一定 肯定 当然 其实 另外 其他 其它 别的 买 买来 买了 购买 推荐 介绍 告诉 写 正常 正常不 个 台 件 块 条 张 份 次 种 款 些 点 两 三 四 五
  六 七 八 九 十 二 一 办 才会 会有 怎么弄 怎么回事 什么意思 是什么意思 意思 啥情况 啥意思 要不要 要紧 是多少 多大 多长 的话 那么 这么 先 后来 突然
  able again anyone anything around ask away back best better bit bring call came come comes common does doing done
  else enough ever every exactly find first fine give given gives go goes going gone good guys happen happens hear help
  here hope kind know later let like little look looking made make makes maybe mean meaning means more most move moved
  never new nice now ok okay old one ones only other out own per possible put quite rather really recommend right said
  same say says see seem seems sell set show showing shows since someone something soon sort still stuff sure take taken
  tell thing things think though tried try trying two type under until up upon use used using usually various way ways
  well went will within without work works worth write yes yet after before over off each both either between during
  item items product products however whether myself yourself anybody suit suits suitable happen`.split(
    /\s+/,
  ),
)
