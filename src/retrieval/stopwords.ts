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
  thats youre theyre`.split(/\s+/),
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
