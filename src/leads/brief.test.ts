import { describe, expect, it } from 'vitest'
import { MessageId } from '../domain/id.ts'
import type { LeadBrief } from '../domain/lead-brief.ts'
import { ObjectionTag } from '../domain/lead-brief.ts'
import type { Locale } from '../domain/locale.ts'
import { nextToAsk } from './ask.ts'
import { writeLeadBrief, objectionName, type LeadSource } from './brief.ts'
import { checkLeadBrief } from './check-brief.ts'
import { gradeLead } from './grade.ts'
import { findObjections } from './objections.ts'
import { readLead } from './read-lead.ts'
import { policyFaults } from './reply-policy.ts'
import type { LeadTurn } from './said.ts'

const today = new Date('2026-11-21T00:00:00Z')
const turnsOf = (...lines: string[]): LeadTurn[] =>
  lines.map((line, i) => ({
    messageId: MessageId.parse(`msg_${i}`),
    from: line.startsWith('A:') ? 'agent' : 'customer',
    text: line.replace(/^A:\s*/, ''),
    at: today,
    entities: [],
  }))

function briefOf(lines: string[], locale: Locale = 'en', sources: LeadSource[] = []): LeadBrief {
  const turns = turnsOf(...lines)
  const reading = readLead(turns, { today })
  const graded = gradeLead(
    reading,
    turns.filter(({ from }) => from === 'customer'),
    { today },
  )
  return writeLeadBrief({ turns, reading, graded, locale, now: today, sources })
}

const talk = [
  'Hi, I am Ann Lee, we need 200 tents by 1 December, preferably in green',
  'A: Lovely! What is your budget?',
  'up to 9,000 euros. That is a bit expensive to be honest, and our old ones keep breaking',
]

describe('the brief', () => {
  it('says who, what and why, each with the message it stands on', () => {
    const brief = briefOf(talk)
    expect(brief.who).toEqual([{ text: 'Ann Lee', evidence: ['msg_0'] }])
    expect(brief.need).toEqual({ text: '200 tents', evidence: ['msg_0'] })
    expect(brief.level).toEqual({ value: 2, evidence: ['msg_0', 'msg_2'] })
    expect(brief.grade.value).toBe('hot')
    expect(brief.grade.reasons.map(({ axis }) => axis)).toEqual(
      expect.arrayContaining(['urgency', 'value', 'fit']),
    )
    expect(brief.pains).toEqual([
      { text: expect.stringContaining('keep breaking'), evidence: ['msg_2'] },
    ])
    expect(brief.preferences).toEqual([{ text: 'preferably in green', evidence: ['msg_0'] }])
    expect(brief.objections.map(({ tag }) => tag)).toEqual(['price_too_high'])
    expect(brief.dropped).toBe(0)
  })

  it('keeps the number as it is called from anywhere, though nobody writes it so', () => {
    const brief = briefOf(['要80台空气炸锅，12月20号前，我叫李建国，电话139 1234 5678'], 'zh')
    expect(brief.who.map(({ text }) => text)).toEqual(['李建国', '+8613912345678'])
    expect(brief.facts.map(({ name }) => name)).toContain('contact')
    expect(brief.dropped).toBe(0)
  })

  it('has the objection to the price, and none of a firm that buys wholesale', () => {
    const said = ['我们公司想批发80台空气炸锅', '你们比京东贵啊，而且我担心质量']
    const { objections, facts } = briefOf(said, 'zh')
    expect(objections.map(({ tag }) => tag).toSorted()).toEqual([
      'cheaper_elsewhere',
      'price_too_high',
      'quality_doubt',
    ])
    expect(facts.map(({ name }) => name)).not.toContain('location_or_channel')
  })

  it('answers an objection out of the passage that was found for it', () => {
    const turns = turnsOf('我们想要80台空气炸锅', '担心质量')
    const reading = readLead(turns, { today })
    const graded = gradeLead(reading, turns, { today })
    const [passage, sentence] = ['kb-1#1', '整机保修两年。']
    const answers = [{ articleId: 'kb-1', passageId: passage, heading: '保修', sentence }]
    const brief = writeLeadBrief({ turns, reading, graded, locale: 'zh', now: today, answers })
    const reassure = brief.replies.find(({ strategy }) => strategy === 'reassure')
    expect(reassure?.text).toContain(sentence)
    expect(reassure?.sources.map(({ passageId }) => passageId)).toEqual([passage])
  })

  it('has a next step with a time: a hot lead within five minutes', () =>
    expect(briefOf(talk).next.at.toISOString()).toBe('2026-11-21T00:05:00.000Z'))

  it('offers three replies that differ in strategy, each checked', () => {
    const { replies } = briefOf(talk)
    expect(replies.map(({ strategy }) => strategy)).toEqual(['solve', 'ask', 'reassure'])
    expect(new Set(replies.map(({ text }) => text)).size).toBe(3)
    for (const { policy, ifSent } of replies) {
      expect(policy).toEqual({ passes: true, faults: [] })
      expect(ifSent).not.toBe('')
    }
    expect(replies[1]?.text).toContain('Which city')
  })

  it('stands its offer on a passage where one was found', () => {
    const source = {
      articleId: 'a1',
      passageId: 'a1#1',
      heading: 'Bulk',
      sentence: 'Bulk orders ship in ten days.',
    }
    const [solve] = briefOf(talk, 'en', [source]).replies
    expect(solve?.sources).toEqual([{ articleId: 'a1', passageId: 'a1#1', heading: 'Bulk' }])
    expect(solve?.text).toContain('ten days')
  })

  it('speaks Chinese to Chinese', () => {
    const { replies } = briefOf(['我姓陈，要300台炸锅，有点贵'], 'zh')
    expect(replies[0]?.text).toContain('300台炸锅')
    expect(replies[2]?.text).toContain('有点贵')
  })

  it('is whole, though empty, for somebody who wants nothing', () => {
    const brief = briefOf(['hello'])
    expect(brief).toMatchObject({
      need: null,
      facts: [],
      who: [],
      level: { value: 0 },
      grade: { value: 'cold' },
    })
  })
})

describe('the checker', () => {
  const ground = { turns: turnsOf(...talk), effectIds: ['eff_1'] }
  const claim = (text: string, ...evidence: string[]) =>
    ({ text, evidence }) as LeadBrief['pains'][number]

  it('drops what names no message, an unknown one, or one that does not say it, and counts', () => {
    const brief = briefOf(talk)
    const checked = checkLeadBrief(
      {
        ...brief,
        pains: [
          ...brief.pains,
          claim('their warehouse burned down', 'msg_2'),
          claim('keep breaking', 'msg_9'),
        ],
        need: claim('900 tents', 'msg_0'),
      },
      ground,
    )
    expect(checked.pains).toEqual(brief.pains)
    expect(checked.need).toBeNull()
    expect(checked.dropped).toBe(3)
  })

  it('lets a tool call stand for a claim', () =>
    expect(
      checkLeadBrief(
        { ...briefOf(talk), preferences: [claim('prefers parcel lockers', 'eff_1')] },
        ground,
      ).dropped,
    ).toBe(0))

  it('drops facts whose words nobody said', () => {
    const brief = briefOf(talk)
    const [fact] = brief.facts
    const made = {
      ...(fact ?? expect.fail()),
      name: 'company' as const,
      value: 'Globex',
      normalised: 'Globex',
    }
    const checked = checkLeadBrief({ ...brief, facts: [...brief.facts, made] }, ground)
    expect(checked.facts).toEqual(brief.facts)
    expect(checked.dropped).toBe(1)
  })
})

describe('objections', () => {
  it('has 28 tags with names in both languages', () => {
    expect(ObjectionTag.options).toHaveLength(28)
    const names = (locale: Locale) =>
      new Set(ObjectionTag.options.map((tag) => objectionName(tag, locale)))
    expect([names('zh').size, names('en').size]).toEqual([28, 28])
  })

  it.each<[string, ObjectionTag]>([
    ['太贵了吧', 'price_too_high'],
    ['超预算了', 'over_budget'],
    ["the budget hasn't been approved yet", 'budget_not_approved'],
    ['别家便宜多了', 'cheaper_elsewhere'],
    ['能不能再优惠些', 'wants_discount'],
    ['are there hidden fees', 'hidden_costs'],
    ['can you do net 60', 'payment_terms'],
    ['起订量太高', 'minimum_order'],
    ['运费谁出', 'shipping_cost'],
    ["that won't arrive in time", 'delivery_too_slow'],
    ['没有现货啊', 'out_of_stock'],
    ['no rush', 'not_urgent'],
    ['我再考虑一下', 'needs_to_think'],
    ['要领导批', 'needs_approval'],
    ['we already have a supplier', 'has_supplier'],
    ['leaning towards Dyson', 'prefers_competitor'],
    ['质量怎么样', 'quality_doubt'],
    ['how long does it last', 'durability_doubt'],
    ['保修多久', 'warranty_doubt'],
    ['what if it breaks?', 'after_sales_doubt'],
    ['你们靠谱吗', 'trust_doubt'],
    ['the last one broke after a week', 'bad_experience'],
    ['网上好多差评', 'bad_reviews'],
    ["it doesn't have an app mode", 'feature_missing'],
    ['is it compatible with 110 volts', 'compatibility_doubt'],
    ['操作太复杂', 'too_complicated'],
    ['不合适能退吗', 'returns_worry'],
    ["please don't call me", 'privacy_worry'],
  ])('hears in %s: %s', (text, tag) =>
    expect(findObjections(turnsOf(text)).map((found) => found.tag)).toContain(tag),
  )

  it('hears none in plain words, and none of our own', () => {
    expect(findObjections(turnsOf('要30台炸锅，送到杭州', 'A: 价格有点贵'))).toEqual([])
  })
})

describe('policies of replies', () => {
  it.each([
    ['保证明天到', 'promises_without_limit'],
    ['给您打八折', 'offers_a_discount'],
    ['it is €99 each', 'names_a_price'],
    ['their products are rubbish', 'speaks_ill_of_others'],
  ])('%s breaks %s', (text, fault) => expect(policyFaults(text, [])).toContain(fault))

  it("lets the customer's own sums be repeated", () =>
    expect(policyFaults('noted, up to €99', ['up to €99'])).toEqual([]))
})

describe('what is asked next', () => {
  const ask = (wantsElse: boolean, ...lines: string[]) => {
    const turns = turnsOf(...lines)
    return nextToAsk(readLead(turns, { today }), turns, wantsElse)
  }

  it('is one fact after the other', () => {
    expect(ask(false, 'I need 30 tents')).toBe('timeline')
    expect(ask(false, 'I need 30 tents', 'A: When do you need them?', 'by 1 December')).toBe(
      'budget',
    )
  })

  it('is never asked twice', () =>
    expect(ask(false, 'I need 30 tents', 'A: When do you need them?', 'hmm')).toBe('budget'))

  it('is not what was refused, and nothing after two refusals', () => {
    const talked = [
      'I need 30 tents by 1 December',
      'A: What is your budget?',
      "I'd rather not say",
    ]
    expect(ask(false, ...talked)).toBe('location_or_channel')
    expect(ask(false, ...talked, 'A: Your name, please?', "I'd rather not say")).toBeNull()
  })

  it('is nothing when the customer wants something else, or nothing at all', () => {
    expect(ask(true, 'I need 30 tents')).toBeNull()
    expect(ask(false, 'hello')).toBeNull()
    expect(ask(false, 'I need 30 tents', 'we went with another supplier')).toBeNull()
  })
})
