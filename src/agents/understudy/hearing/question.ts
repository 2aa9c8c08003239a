import { simplify } from '../../../domain/plain-text.ts'

/** What makes a message a question, in its words or by its mark. */
const asks =
  /[?？]|[吗呢么怎哪咋]|多少|几|什么|可否|能否|可以|是否|(\p{Script=Han})[不没]\1|多久|\b(?:how|what|which|where|when|who|why|can|could|do|does|is|are|will|any(?! ?more| longer))\b/iu
/** What makes it a word about oneself. */
const ofOneself = /[我俺]|\b(?:i|i'm|i'll|my|me|mine|it|that)\b/i

/** How a remark ends: 「算了还是中文吧」. */
const states = /[吧了啦呗嘛啊哦][。.!！~]*$/

/** Whether a message asks something, for all that its words tell. */
export const isQuestion = (text: string): boolean => asks.test(simplify(text))

/** Whether a message says something, of oneself for example, and asks nothing. */
export const isRemark = (text: string): boolean =>
  !isQuestion(text) && (ofOneself.test(text) || states.test(text.trim()))
