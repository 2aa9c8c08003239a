import { beforeAll, describe, expect, it } from 'vitest'
import { readAnswer } from '../../src/understanding/answer.ts'
import { createReader } from '../../src/understanding/reader.ts'
import { JudgedDialogue } from '../../src/handoff/dialogue.ts'
import { judgeDialogues, reportOn } from '../../src/handoff/evaluation.ts'
import { replay, type ReplayDeps } from '../../src/handoff/replay.ts'
import { HandoffSettings, standardSettings } from '../../src/handoff/settings.ts'

/** The rules on words alone: what a dialogue that is over would have come to. */

let deps: ReplayDeps
beforeAll(() => {
  deps = {
    reader: createReader({ trainingFolder: 'training', cacheFolder: '.baton/cache' }),
    readAnswer,
    settings: standardSettings,
  }
}, 60_000)

/** A dialogue of turns that begin with their speaker: `C:` customer, `A:` agent, `O:` operator. */
function dialogue(lines: readonly string[], rest: object = {}): JudgedDialogue {
  const names: Record<string, string> = { C: 'customer', A: 'agent', O: 'operator' }
  return JudgedDialogue.parse({
    id: 'one',
    handoff: false,
    turns: lines.map((line) => ({ from: names[line.charAt(0)], text: line.slice(3) })),
    ...rest,
  })
}
const outcome = (lines: readonly string[], rest: object = {}, settings = standardSettings) =>
  replay(dialogue(lines, rest), { ...deps, settings }).handedOver
const passes = (lines: readonly string[], rest: object = {}) => outcome(lines, rest)?.reason ?? null

describe('an offer', () => {
  const offered = ['C: Do you engrave pens?', 'A: I could not find that. Shall I get a colleague?']

  it('alone does not pass the baton', () => {
    expect(passes(offered)).toBeNull()
  })

  it.each(['C: yes', 'C: Yes please, connect me.', 'C: ok, that would be great'])(
    'that is accepted does: %s',
    (answer) => expect(passes([...offered, answer])).toBe('customer_request'),
  )

  it.each(['C: no thanks', 'C: yes, but first tell me the price', 'C: no need'])(
    'that is not accepted does not: %s',
    (answer) => expect(passes([...offered, answer])).toBeNull(),
  )

  it('is over with the next thing we say', () => {
    const lines = [...offered, 'C: How much is it?', 'A: It is 12 euros.', 'C: ok']
    expect(passes(lines)).toBeNull()
  })
})

describe('the same need', () => {
  const advice = [
    'C: 耳机左边没声音',
    'A: 请重启耳机。',
    'C: 重启了，还是没声音',
    'A: 请重新配对。',
  ]

  it('voiced and unmet for the third time passes the baton, at that turn', () => {
    expect(outcome([...advice, 'C: 配对了也没用'])).toEqual({ reason: 'repeated_failure', turn: 4 })
  })

  it('that is met at last does not', () => {
    expect(passes([...advice, 'C: 有了，谢谢'])).toBeNull()
  })

  it('is offered a person at the second time', () => {
    expect(replay(dialogue(advice), deps).offered).toBe(true)
  })

  it('in a burst of messages is voiced once', () => {
    const burst = ['C: where is my parcel', 'C: where is my parcel?', 'C: my parcel, where is it']
    expect(passes(burst)).toBeNull()
  })

  it('is not the same as the next question', () => {
    const lines = [
      'C: Is the jacket waterproof?',
      "A: I couldn't find that.",
      'C: Does it have pockets inside?',
      "A: I couldn't find that either.",
      'C: Which colours are there?',
      'A: Black and navy.',
    ]
    expect(passes(lines)).toBeNull()
  })
})

describe('what is known besides the words', () => {
  it('a tool that failed twice passes the baton, two that failed once do not', () => {
    const failing = (toolFailures: unknown) =>
      passes(['C: 查一下我的快递'], { context: { toolFailures } })
    expect(failing(2)).toBe('tool_failure')
    expect(failing({ track_shipment: 2 })).toBe('tool_failure')
    expect(failing(['track_shipment', 'track_shipment'])).toBe('tool_failure')
    expect(failing(1)).toBeNull()
    expect(failing({ find_order: 1, track_shipment: 1 })).toBeNull()
  })

  it('a VIP gets a person in trouble, and not for a question', () => {
    const vip = { context: { vip: true } }
    expect(passes(['C: 收到的包是坏的'], vip)).toBe('vip')
    expect(passes(['C: 你们几点开门'], vip)).toBeNull()
    expect(passes(['C: 收到的包是坏的'])).toBeNull()
  })

  it('what is done for a VIP is a setting', () => {
    const vip = { context: { vip: true } }
    const ask = (forVip: string, line: string) =>
      outcome([line], vip, HandoffSettings.parse({ forVip }))?.reason ?? null
    expect(ask('at_once', 'C: 你们几点开门')).toBe('vip')
    expect(ask('like_others', 'C: 收到的包是坏的')).toBeNull()
  })
})

it('a person who has the conversation has the baton already', () => {
  const lines = [
    'C: 东西坏了',
    'O: 您好，我是小王，我来处理。',
    'C: 气死我了，垃圾',
    'C: 骗子，太恶心了',
  ]
  expect(passes(lines)).toBeNull()
})

it('a no of ours that is not taken passes the baton, one that is taken does not', () => {
  const no = ['C: 再便宜一百', 'A: 抱歉，这超出了我的权限。']
  expect(passes([...no, 'C: 那你们必须给我申请'])).toBe('policy_restricted')
  expect(passes([...no, 'C: 好吧'])).toBeNull()
})

it('a guess passes the baton after one clarifying question', () => {
  const lines = [
    'C: blorp zab',
    "A: Sorry, I didn't get that. Could you rephrase?",
    'C: zab blorp florp',
  ]
  expect(passes(lines.slice(0, 1))).toBeNull()
  expect(passes(lines)).toBe('low_confidence')
})

it('counts right, missed and needless', () => {
  const judged = [
    dialogue(['C: 转人工'], { id: 'right', handoff: true, reason: 'customer_request' }),
    dialogue(['C: 漏电了，我被电到了'], { id: 'other', handoff: true, reason: 'vip' }),
    dialogue(['C: 你好'], { id: 'missed', handoff: true }),
    dialogue(['C: human please'], { id: 'needless' }),
  ]
  expect(reportOn(judgeDialogues(judged, deps))).toEqual({
    precision: 2 / 3,
    recall: 2 / 3,
    f1: 2 / 3,
    byReason: { customer_request: 1, vip: 0 },
    reasonAccuracy: 0.5,
    dialogues: 4,
    positives: 3,
    missed: ['missed'],
    needless: ['needless'],
  })
})
