import type { HandoffReason } from '../domain/handoff.ts'
import type { JudgedDialogue } from './dialogue.ts'
import { replay, type ReplayDeps, type Replayed } from './replay.ts'

/** How well the rules hand over, on judged dialogues. All shares are 0–1. */
export interface HandoffReport {
  precision: number
  recall: number
  f1: number
  /** Of the dialogues rightly handed over, by the reason they were judged to have: how many for that reason. */
  byReason: Partial<Record<HandoffReason, number>>
  /** The same over all of them. */
  reasonAccuracy: number
  dialogues: number
  positives: number
  /** Dialogues that were judged otherwise, by id. */
  missed: string[]
  needless: string[]
}

export interface Judgement {
  dialogue: JudgedDialogue
  replayed: Replayed
}

/** Replays every dialogue. */
export function judgeDialogues(
  dialogues: readonly JudgedDialogue[],
  deps: ReplayDeps,
): Judgement[] {
  return dialogues.map((dialogue) => ({ dialogue, replayed: replay(dialogue, deps) }))
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)

/** Counts judgements into a report. */
export function reportOn(judgements: readonly Judgement[]): HandoffReport {
  const handed = judgements.filter(({ replayed }) => replayed.handedOver)
  const due = judgements.filter(({ dialogue }) => dialogue.handoff)
  const right = handed.filter(({ dialogue }) => dialogue.handoff)
  const tally = new Map<HandoffReason, { all: number; right: number }>()
  for (const { dialogue, replayed } of right) {
    if (!dialogue.reason) continue
    const counts = tally.get(dialogue.reason) ?? { all: 0, right: 0 }
    counts.all += 1
    if (replayed.handedOver?.reason === dialogue.reason) counts.right += 1
    tally.set(dialogue.reason, counts)
  }
  const counts = [...tally.values()]
  const sum = (of: (count: { all: number; right: number }) => number) =>
    counts.reduce((total, count) => total + of(count), 0)
  return {
    precision: share(right.length, handed.length),
    recall: share(right.length, due.length),
    f1: share(2 * right.length, handed.length + due.length),
    byReason: Object.fromEntries([...tally].map(([reason, it]) => [reason, it.right / it.all])),
    reasonAccuracy: share(
      sum((count) => count.right),
      sum((count) => count.all),
    ),
    dialogues: judgements.length,
    positives: due.length,
    missed: due.filter(({ replayed }) => !replayed.handedOver).map(({ dialogue }) => dialogue.id),
    needless: handed.filter(({ dialogue }) => !dialogue.handoff).map(({ dialogue }) => dialogue.id),
  }
}
