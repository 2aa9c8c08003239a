import type { Locale } from '../../domain/locale.ts'

/** Titles of rules that are no longer in force; such a page answers only when no current one is about as good. */
const former = /历史版|旧版|旧规则|及以前|\buntil\b|\bold (?:rules?|version)\b|\bformer\b/i
const asksForFormer = /历史|旧版|以前的|之前的|当时|去年|\b(?:old|former|previous|last year)\b/i
const afterBracket = /[（(:：]\s*([^（）():：]*)/g
const year = /(?<![\w-])(?:19|20)\d\d(?!\w)/

/** Whether a text names a year. */
export const namesYear = (text: string): boolean => year.test(text)

/** Whether the title says that its rule is no longer in force. */
export const isFormerRule = (title: string): boolean => former.test(title)

const pastSigns = /历史|旧版|旧规则|以前|之前|until|before|\bold\b|former|archived|superseded/i
const asksForPast =
  /20(0\d|1\d|2[0-5])|去年|前年|以前|之前|早先|旧|老|last year|before|\bold\b|former|earlier/i

/** Whether headings tell of a past version, if only by a word: enough to put others first. */
export const isPast = (headings: string): boolean => pastSigns.test(headings)

/** Whether a question may be about the past, by its words. */
export const mayAskForPast = (question: string): boolean => asksForPast.test(question)

/** Whether a question is about how things used to be. */
export const wantsFormerRule = (question: string): boolean => asksForFormer.test(question)

/** The dates for which a rule holds, as its title says them: "2026年7月1日起"; null when it says none. */
export function conditionOf(title: string): string | null {
  for (const [, said = ''] of title.matchAll(afterBracket)) if (year.test(said)) return said.trim()
  return null
}

/** A title without the dates for which its rule holds. */
export function subjectOf(title: string): string {
  const condition = conditionOf(title)
  return condition === null
    ? title
    : title.replace(condition, '').replace(/[（(][）)]|[:：]\s*$/, '')
}

/** What a title says behind its colon: which of several cases its rule is for; '' when nothing. */
export function scopeOf(title: string): string {
  return /[:：]\s*([^:：]+)$/.exec(subjectOf(title))?.[1] ?? ''
}

/** Whether two titles name the same subject, for other dates. */
export function isSameSubject(a: string, b: string): boolean {
  const subject = (title: string) =>
    title
      .split(/[（(:：]/)[0]
      ?.trim()
      .toLowerCase()
  return subject(a) === subject(b)
}

/** The same page for another year: the year of `title`, when another title has all but the number and is later. */
export function isPassedBy(title: string, other: string): boolean {
  const own = year.exec(title)
  const later = own && year.exec(other)
  if (!own || !later || own[0] >= later[0]) return false
  return title.replace(year, '') === other.replace(year, '')
}

/** The line above what a dated rule says. */
export function saidFor(condition: string, language: Locale): string {
  return language === 'zh'
    ? `${condition}：`
    : `${condition.charAt(0).toUpperCase()}${condition.slice(1)}:`
}

/** Where the former rule stands, for an overview of the one in force. */
export function formerStandsIn(title: string, language: Locale): string {
  return language === 'zh'
    ? `更早的订单另有规定，见《${title}》。`
    : `Earlier orders follow “${title}”.`
}

/** That a list goes on, and how to get at the rest. */
export function goesOn(left: number, language: Locale): string {
  return language === 'zh'
    ? `另有 ${left} 项没有列出，您想看哪一项，告诉我就行。`
    : `${left} more are not listed here; just tell me which one you need.`
}
