import { foldText } from './fold.ts'

export type Answer = 'yes' | 'no' | 'other'

/*
 * This grammar decides whether a write that the customer was asked about may happen, so it knows
 * only what it knows: the whole message must be made of plain words of agreement (or of refusal)
 * and of words that add nothing. A condition, a "but", a number, a question, a wish, one unknown
 * word, and the answer is 'other': the customer is asked again, which costs a sentence.
 */

/** Chinese agreement: one of these is a whole clause, but for what `softeners` and `politeGlyphs` add. */
const yesGlyphs = `
  好 好的 行吧行吧 好吧好吧 行行行 好滴 好哒 好嘞 好咧 好啦 好喔 好哦 好噢 好吧 好呢 好嘅 好好的 好呀好呀 那好 那好的 那好吧 那就好
  可以 可以可以 可以嘞 可以嘅 那可以 行 行行 行吧 行嘞 那行 那行吧 中 成 成交 得 得嘞 得咧 妥 妥妥的
  嗯 嗯嗯 嗯嗯嗯 恩 恩恩 嗯呢 嗯哪 嗯好 嗯好的 嗯可以 嗯行 嗯嗯好的 嗯嗯可以 是 是的 是滴 对 对的 对对 对对对
  系 系嘅 同意 我同意 我同意的 确认 我确认 确定 我确定 没问题 没有问题 木问题 没毛病 冇问题 冇得问题
  要 要的 我要 需要 需要的 我需要 愿意 我愿意 接受 我接受 我可以接受 可以接受 我没意见 没意见
  办吧 去办吧 弄吧 搞吧 安排 安排吧 发吧 提交吧 继续 继续吧 来吧 办理吧 办理 帮我办吧 帮我办理吧 帮我办一下 麻烦办一下
  就这样 就这样吧 就这么办 就这么办吧 就这样办 就这样办吧 那就这样 那就这样吧 那就这么办 照办 按这个来 按你说的办 按你说的来 听你的
  赞成 当然 当然可以 当然好 当然要 必须的 要得 要得要得 巴适 杠杠的
`
/** Chinese refusal, in the same way. */
const noGlyphs = `
  不 不要 不要了 不用 不用了 不必 不必了 不需要 不需要了 不了 不行 不可以 不同意 我不同意 不是 不是的 不对 不好
  不愿意 我不愿意 不接受 我不接受 算了 算了吧 还是算了 还是算了吧 那算了 那算了吧 那还是算了 免了 别 别了 别办 别办了 别弄了
  先不用 先不用了 先不要 先不要了 先别 暂时不用 暂时不用了 暂时不要 暂时不需要 拒绝 我拒绝 没必要 没有 没
  唔使 唔使啦 唔使了 唔要 唔要啦 唔好 唔系 唔得 唔同意 唔需要 不得行 要不得 莫得 莫要 甭 甭了
  我不要 我不要了 我不需要 我不用 我不用了 不不 不不不
`
/** Chinese words that add nothing, before or after. */
const politeGlyphs = `
  谢谢 谢谢你 谢谢您 谢谢啦 谢谢了 谢了 多谢 多谢你 多谢晒 感谢 十分感谢 非常感谢 唔该 唔该晒
  麻烦了 麻烦你了 麻烦您了 麻烦你 麻烦您 辛苦了 辛苦你了 辛苦您了 辛苦 拜托了 拜托 请 亲 亲亲 你好 您好
`
/** Particles that soften and do not ask: not 吧, 嘛, 吗 or 呢, which may turn a word into a question. */
const softeners = '的 啊 呀 啦 哦 喔 噢 哈 哟 咯 嘞 哒 滴 㗎 噶'

/** English agreement. A comma-separated list: phrases hold spaces. */
const yesWords = `
  yes, yep, yeah, yup, yea, ya, aye, y, ok, okay, okey, k, kk, okie, okie dokie, okey dokey, sure, sure thing, of course,
  absolutely, definitely, certainly, agreed, agree, i agree, i do, correct, confirm, confirmed, i confirm,
  go ahead, do it, just do it, do so, proceed, go for it, please do, lets do it, lets do that, do that,
  sounds good, sounds great, sounds fine, that sounds good, that sounds great, that works, works for me, that works for me,
  fine by me, fine with me, thats fine, that is fine, thats fine by me, thats fine with me, all good, thats good, thats ok,
  thats okay, that is ok, thats great, thats correct, that is correct, thats right, that is right, perfect, no problem,
  not a problem, by all means, affirmative, roger, roger that, i would, i want it, i want that, id like that,
  i would like that, it is, lgtm, approve, approved, i approve, i accept, accept, accepted, you have my consent, i consent,
  fine, alright, all right, deal, please, kindly do, do the needful, please do the needful
`
/** English refusal. */
const noWords = `
  no, nope, nah, nay, n, no way, not now, not really, not today, not yet, dont, do not, dont do it, do not do it, dont do that,
  do not do that, no need, theres no need, there is no need, no its fine, no its ok, no thats fine, no thats ok, never mind,
  nevermind, forget it, leave it, stop, i dont, i do not, i dont want it, i dont want that, i do not want it,
  i do not want that, i dont agree, i do not agree, i disagree, disagree, i decline, decline, i refuse, negative,
  not interested, absolutely not, definitely not, certainly not, of course not, id rather not, i would rather not, rather not
`
/** English words that add nothing. */
const politeWords = `
  please, pls, plz, kindly, thanks, thank you, thank you very much, thank you so much, thanks a lot, many thanks, thx, ty, tysm,
  cheers, much appreciated, sir, madam, maam, hi, hello
`

const yesSigns = '👍 👌 🆗 ✅ ✔ ☑ 💯 🙆'
const noSigns = '👎 ❌ 🙅 ✖ 🚫'
const politeSigns = '🙏 😊 😄 😃 😀 😁 🌹 ❤ 🥰 🤝 ☺ ♂ ♀'

/** A word list by its first piece, the longest phrases first. */
type Phrases = ReadonlyMap<string, readonly (readonly string[])[]>

function phrases(glyphs: string, words: string, signs: string): Phrases {
  const byFirst = new Map<string, string[][]>()
  const spaced = `${glyphs} ${signs}`.split(/\s+/)
  for (const phrase of [...spaced, ...words.split(',')]) {
    const pieces = split(phrase)
    const first = pieces[0]
    if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), pieces])
  }
  return byFirst
}

const yes = phrases(yesGlyphs, yesWords, yesSigns)
const no = phrases(noGlyphs, noWords, noSigns)
const polite = phrases(politeGlyphs, politeWords, politeSigns)
const soft = phrases(softeners, '', '')

/** Agreement that mocks when it is doubled. */
const mocking = /\b(yeah|sure|ok|okay|fine|right) (yeah|sure|right|ok|okay|fine)\b/

/** A space that ends a Chinese clause; beside a single sign it may stand inside a word (要 是 is "if"). */
const chineseGap = /(?<=\p{Script=Han}{2}|[嗯恩好])\s+(?=\p{Script=Han}{2}|[嗯恩好])/gu

/** Longest message that can still be a plain answer. */
const longestAnswer = 60

/**
 * Whether the whole message is nothing but a plain yes, or nothing but a plain no. Decides on
 * consent to writes: whatever holds anything besides is 'other'.
 */
export function readAnswer(text: string): Answer {
  if (text.length > longestAnswer || hidesText(text)) return 'other'
  const folded = foldText(text)
  if (/[?\d]|\.\s*\.|。\s*。/.test(folded)) return 'other'
  const plain = folded.replace(/['’‘`´]/g, '').replace(/\p{Emoji_Modifier}/gu, '')
  if (mocking.test(plain)) return 'other'
  const clauses = plain
    .replace(/\p{Extended_Pictographic}/gu, ',$&,')
    .replace(chineseGap, ',')
    .split(/[.,!~、。;·\-_*]+/)
    .map(split)
    .filter((pieces) => pieces.length > 0)
  if (isMadeOf(clauses, yes)) return 'yes'
  if (isMadeOf(clauses, no)) return 'no'
  return 'other'
}

/**
 * Marks that reverse direction or tag text hide words from a reader's eye, and letters of another
 * alphabet pass for Latin ones: in an answer that allows a write, a reason to ask again.
 */
export function hidesText(text: string): boolean {
  return /[\u202a-\u202e\u2066-\u2069\u0370-\u052f\u{e0000}-\u{e007f}]/u.test(text)
}

/** Latin words whole, everything else sign by sign. */
function split(text: string): string[] {
  return text.match(/[\p{Script=Latin}\p{M}]+|\S/gu) ?? []
}

/** Whether every clause is a phrase of `kind` or only polite, and one at least is a phrase. */
function isMadeOf(clauses: readonly (readonly string[])[], kind: Phrases): boolean {
  let found = false
  for (const clause of clauses) {
    const reached = readClause(clause, kind)
    if (reached === 'neither') return false
    if (reached === 'phrase') found = true
  }
  return found
}

/**
 * Polite words, at most one phrase of the kind, polite words again. Chinese is written without
 * spaces, so two phrases side by side may be another word (可 + 是 is "but"): one is the limit.
 * English has up to three ("yes sure go ahead").
 */
function readClause(pieces: readonly string[], kind: Phrases): 'phrase' | 'polite' | 'neither' {
  const limit = pieces.some((piece) => /\p{Script=Han}/u.test(piece)) ? 1 : 3
  // reach[i] holds, as bits, how many phrases the first i pieces may be read with.
  const reach = new Uint8Array(pieces.length + 1)
  reach[0] = 1
  for (let i = 0; i < pieces.length; i++) {
    const counts = reach[i] ?? 0
    if (counts === 0) continue
    for (const { length } of matches(pieces, i, polite)) {
      reach[i + length] = (reach[i + length] ?? 0) | counts
    }
    const more = (counts << 1) & ((2 << limit) - 1)
    if (more === 0) continue
    for (const { length } of matches(pieces, i, kind)) {
      const end = i + length
      reach[end] = (reach[end] ?? 0) | more
      if (matches(pieces, end, soft).length > 0) reach[end + 1] = (reach[end + 1] ?? 0) | more
    }
  }
  const counts = reach[pieces.length] ?? 0
  if (counts > 1) return 'phrase'
  return counts === 1 ? 'polite' : 'neither'
}

function matches(pieces: readonly string[], at: number, kind: Phrases) {
  const candidates = kind.get(pieces[at] ?? '') ?? []
  return candidates.filter((phrase) => phrase.every((piece, k) => pieces[at + k] === piece))
}
