import type { Locale } from '../domain/locale.ts'
import type { Promised, PromiseKind } from '../domain/promise.ts'

/** What a customer hears of one promise; `due` and `newDue` are times as they are shown. */
export interface PromiseWords {
  made(due: string): string
  updated(due: string): string
  slipped(due: string, newDue: string): string
  slippedForGood(due: string): string
  windowCloses(due: string): string
}

/** What Baton itself promises, in the middle of a sentence. */
const ours: Record<Locale, Record<Exclude<PromiseKind, 'other'>, string>> = {
  zh: {
    answer: '由同事在这里回复您',
    first_answer: '由专人处理您的工单',
    call_back: '由销售同事联系您',
    reply_from: '给您处理结果',
  },
  en: {
    answer: 'an answer from a colleague',
    first_answer: 'a first answer on your case',
    call_back: 'a call or message from sales',
    reply_from: 'an answer on your request',
  },
}

const later: Record<Locale, string> = {
  zh: '这个渠道稍后不允许我们主动发消息，您随时回复一句，我们就能继续在这里联系您。',
  en: 'This channel will not let us write to you for much longer: answer with any word, and we can go on here.',
}

const ofOurs: Record<Locale, (what: string) => PromiseWords> = {
  zh: (what) => ({
    made: (due) => `我们会在 ${due} 前${what}。`,
    updated: (due) => `有个更新：我们会在 ${due} 前${what}。给您添麻烦了。`,
    slipped: (due, newDue) =>
      `很抱歉，我们答应 ${due} 前${what}，没有做到。已经请主管催办，最晚 ${newDue} 前给您一个交代。`,
    slippedForGood: (due) =>
      `很抱歉，我们答应 ${due} 前${what}，还是没有做到。主管正在亲自处理，一有结果马上告诉您。`,
    windowCloses: (due) => `我们答应 ${due} 前${what}，目前还在处理。${later.zh}`,
  }),
  en: (what) => ({
    made: (due) => `You can expect ${what} by ${due}.`,
    updated: (due) => `An update: you can expect ${what} by ${due}. Sorry for the wait.`,
    slipped: (due, newDue) =>
      `I'm sorry: we promised ${what} by ${due}, and we have not managed it. I've passed it up; you will hear from us by ${newDue} at the latest.`,
    slippedForGood: (due) =>
      `I'm sorry: we promised ${what} by ${due}, and we still have not managed it. A supervisor is on it personally; you will hear as soon as there is anything.`,
    windowCloses: (due) =>
      `We promised ${what} by ${due}; it is still being worked on. ${later.en}`,
  }),
}

/**
 * An operator's own words may be a thing (发票, the quote), an act (给您换一台新的) or a whole sentence. Here they stand by themselves, so that
 * nothing before or after has to agree with them.
 */
const ofTheirs: Record<Locale, (what: string) => PromiseWords> = {
  zh: (what) => ({
    made: (due) => `已经为您记下：“${what}”，最晚 ${due}。`,
    updated: (due) => `有个更新：“${what}”的时间改为最晚 ${due}。给您添麻烦了。`,
    slipped: (due, newDue) =>
      `很抱歉，答应您的“${what}”说好最晚 ${due}，没有做到。已经请主管催办，最晚 ${newDue} 前给您一个交代。`,
    slippedForGood: (due) =>
      `很抱歉，答应您的“${what}”说好最晚 ${due}，还是没有做到。主管正在亲自处理，一有结果马上告诉您。`,
    windowCloses: (due) => `答应您的“${what}”（最晚 ${due}）还在处理。${later.zh}`,
  }),
  en: (what) => ({
    made: (due) => `Noted for you: “${what}”, by ${due} at the latest.`,
    updated: (due) => `An update on “${what}”: it is now due by ${due}. Sorry for the wait.`,
    slipped: (due, newDue) =>
      `I'm sorry: “${what}”, which we promised by ${due}, is not done yet. I've passed it up; you will hear from us by ${newDue} at the latest.`,
    slippedForGood: (due) =>
      `I'm sorry: “${what}”, which we promised by ${due}, is still not done. A supervisor is on it personally; you will hear as soon as there is anything.`,
    windowCloses: (due) =>
      `“${what}”, which we promised by ${due}, is still being worked on. ${later.en}`,
  }),
}

/** What ends a sentence, and quotes, would end or open ours. */
const asQuoted = (words: string): string =>
  words
    .replace(/["“”]/g, '')
    .replace(/[\s。．.!！,，;；、]+$/u, '')
    .trim()

/** The sentences about a promise: Baton's own read on, an operator's stands quoted. */
export const promiseWords = (
  { kind, what }: Pick<Promised, 'kind' | 'what'>,
  locale: Locale,
): PromiseWords =>
  kind === 'other' ? ofTheirs[locale](asQuoted(what)) : ofOurs[locale](ours[locale][kind])
