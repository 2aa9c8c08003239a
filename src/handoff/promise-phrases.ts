import type { Locale } from '../domain/locale.ts'
import type { Promised, PromiseKind } from '../domain/promise.ts'

interface PromisePhrases {
  /** What is promised, in the middle of a sentence; an operator's own words stand there quoted. */
  what: Record<Exclude<PromiseKind, 'other'>, string>
  slipped(what: string, due: string, newDue: string): string
  slippedForGood(what: string, due: string): string
  windowCloses(what: string, due: string): string
  made(what: string, due: string): string
  updated(what: string, due: string): string
}

/** What customers hear of promises. */
export const promisePhrases: Record<Locale, PromisePhrases> = {
  zh: {
    what: {
      answer: '由同事在这里回复您',
      first_answer: '由专人处理您的工单',
      call_back: '由销售同事联系您',
      reply_from: '给您处理结果',
    },
    slipped: (what, due, newDue) =>
      `很抱歉，我们答应 ${due} 前${what}，没有做到。已经请主管催办，最晚 ${newDue} 前给您一个交代。`,
    slippedForGood: (what, due) =>
      `很抱歉，我们答应 ${due} 前${what}，还是没有做到。主管正在亲自处理，一有结果马上告诉您。`,
    windowCloses: (what, due) =>
      `我们答应 ${due} 前${what}，目前还在处理。这个渠道稍后不允许我们主动发消息，您随时回复一句，我们就能继续在这里联系您。`,
    made: (what, due) => `我们会在 ${due} 前${what}。`,
    updated: (what, due) => `有个更新：我们会在 ${due} 前${what}。给您添麻烦了。`,
  },
  en: {
    what: {
      answer: 'an answer from a colleague',
      first_answer: 'a first answer on your case',
      call_back: 'a call or message from sales',
      reply_from: 'an answer on your request',
    },
    slipped: (what, due, newDue) =>
      `I'm sorry: we promised ${what} by ${due}, and we have not managed it. I've passed it up; you will hear from us by ${newDue} at the latest.`,
    slippedForGood: (what, due) =>
      `I'm sorry: we promised ${what} by ${due}, and we still have not managed it. A supervisor is on it personally; you will hear as soon as there is anything.`,
    windowCloses: (what, due) =>
      `We promised ${what} by ${due}; it is still being worked on. This channel will not let us write to you for much longer: answer with any word, and we can go on here.`,
    made: (what, due) => `You can expect ${what} by ${due}.`,
    updated: (what, due) => `An update: you can expect ${what} by ${due}. Sorry for the wait.`,
  },
}

/** What a promise is called in a sentence to the customer. */
export const promiseInWords = ({ kind, what }: Pick<Promised, 'kind' | 'what'>, locale: Locale) =>
  kind === 'other' ? `“${what}”` : promisePhrases[locale].what[kind]
