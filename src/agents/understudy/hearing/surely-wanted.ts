import { groupOf } from '../../../domain/intent.ts'
import type { Message } from '../../../domain/message.ts'
import type { Reading } from '../../../domain/reading.ts'
import { matchPlaybooks, type Heard } from '../../playbooks/match.ts'
import { anotherWishFrom, isBareFigure } from '../facts/facts.ts'
import type { Listening } from './listening.ts'
import { isQuestion } from './question.ts'

/** A wish that is heard, and the playbook that serves it. */
export type Wanted = Pick<Heard, 'intent' | 'playbook'>

/** The wishes that a message surely has. */
export function surelyWanted(listening: Listening, message: Message, reading: Reading): Wanted[] {
  const saysLittle =
    isBareFigure(message.text) ||
    isFragment(listening, message.text, reading) ||
    (listening.wishes.length > 0 && namesOnlyGoods(message.text, reading))
  if (saysLittle) return []
  const heard = asAnswer(listening, message, reading)
  return matchPlaybooks(listening.playbooks, [{ message, reading: heard }], listening.known)
}

/** Fewer characters than these are a part of a sentence that was begun before. */
const fragment = 3
/** So surely a fragment is read before it is a wish all the same: 「取消」,「退钱」. */
const sureOfFragment = 0.8
/** 「黑的」, read as this or that with little sureness in the middle of something else: no wish of its own. */
const isFragment = ({ wishes }: Listening, text: string, { intents: [top] }: Reading): boolean =>
  wishes.length > 0 &&
  text.replaceAll(/[^\p{L}\p{N}]/gu, '').length <= fragment &&
  /\p{Script=Han}/u.test(text) &&
  (top?.probability ?? 0) < sureOfFragment

/** Words that say which one is meant, and nothing of what is wanted. */
const pointing =
  /\b(?:the|my|that|this|a|an|first|one|then|please|and|ok(?:ay)?|about|for|it'?s|is|no)\b|[那这]?[个台件款条双]|[我的先说讲看是就吧啊呢嘛那这]|\p{P}|\s/giu
/** 「先说扫地机」, "the vacuum first": goods are named, and no wish. */
function namesOnlyGoods(text: string, { entities }: Reading): boolean {
  const goods = entities.filter(({ type }) => type === 'goods' || type === 'product')
  const rest = goods.reduceRight(
    (left, { start, end }) => left.slice(0, start) + left.slice(end),
    text,
  )
  return goods.length > 0 && rest.replaceAll(pointing, '') === ''
}

/** What is said to our question, and asks nothing itself, brings another wish only where that is sure. */
function asAnswer({ wishes }: Listening, { text }: Message, reading: Reading): Reading {
  const isAsked = wishes.some(({ status, asked }) => status === 'waiting_for_fact' && asked)
  const [top] = reading.intents
  if (!isAsked || (top?.name !== 'provide_info' && isQuestion(text))) return reading
  const isSure = ({ name, probability }: Reading['intents'][number]) =>
    probability >= anotherWishFrom || groupOf(name) === 'conversation'
  return { ...reading, intents: reading.intents.filter(isSure) }
}
