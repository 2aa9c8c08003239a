import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { foldText } from '../fold.ts'
import { detectLanguage } from '../language.ts'
import { createMoodReader, trainedMood } from './mood.ts'
import { examplesOf, loadMoodTraining, Mood } from './mood-training.ts'
import { createRiskReader } from '../signs/risk.ts'
import { readTones } from './sentiment.ts'

const training = loadMoodTraining('training')
const readMood = createMoodReader(trainedMood(training, join(tmpdir(), 'baton-test-cache')))
const sentiment = (text: string) => readMood(text, foldText(text))
const readRisks = createRiskReader('training')
const risks = (text: string) => readRisks(foldText(text))

describe('sentiment', () => {
  it.each([
    '气死我了,垃圾东西',
    '再也不买你们家的了,骗子',
    'This is the third time!!! terrible service',
    "I'm fed up, this is a scam",
    '什么破玩意,太垃圾了',
  ])('is strongly negative for anger: %s', (text) =>
    expect(sentiment(text)).toBeLessThanOrEqual(-0.6),
  )

  it.each(['都急死了', '很着急,快点', "I'm going crazy waiting", 'please hurry, I am worried'])(
    'is worried but not angry: %s',
    (text) => {
      expect(sentiment(text)).toBeLessThanOrEqual(-0.3)
      expect(sentiment(text)).toBeGreaterThan(-0.6)
    },
  )

  it.each(['太棒了,非常满意', 'love it, thank you!', '谢谢,挺好用的'])('is glad: %s', (text) =>
    expect(sentiment(text)).toBeGreaterThan(0.3),
  )

  it.each(['我的快递到哪了', 'where is my order', '想买一台AF-45'])('is calm: %s', (text) =>
    expect(Math.abs(sentiment(text))).toBeLessThan(0.25),
  )

  it('turns over with a negation, and grows with an intensifier and capitals', () => {
    expect(sentiment('不满意')).toBeLessThan(0)
    expect(sentiment('not happy with this')).toBeLessThan(0)
    expect(sentiment('非常失望')).toBeLessThan(sentiment('失望'))
    expect(sentiment('THIS IS TERRIBLE SERVICE')).toBeLessThan(
      sentiment('this is terrible service'),
    )
  })

  it('hears sarcasm', () => {
    expect(sentiment('真是谢谢你们啊')).toBeLessThan(0)
    expect(sentiment('great job, it arrived broken again')).toBeLessThan(-0.3)
  })
})

describe('mood learned from examples', () => {
  it('has some thousand in each language, of every mood', () => {
    const zh = training.examples.filter(({ text }) => /\p{Script=Han}/u.test(text))
    expect(zh.length).toBeGreaterThanOrEqual(1200)
    expect(training.examples.length - zh.length).toBeGreaterThanOrEqual(1200)
    expect(new Set(training.examples.map(({ mood }) => mood)).size).toBe(Mood.options.length)
  })

  it.each([
    'my lawyer friend recommended you',
    'this is sick, love it',
    'no, that is all',
    'you crazy genius, what a goal',
    '要死了太好吃',
    '笑死',
    '律师朋友推荐的',
    '转人工',
    'could I speak with a colleague please',
  ])('does not take strong words for anger: %s', (text) =>
    expect(sentiment(text)).toBeGreaterThan(-0.3),
  )

  it.each([
    '前后打了六个电话,没一个说得清楚',
    "that isn't how you treat people",
    '这么处理我可不认',
  ])('hears displeasure without a single strong word: %s', (text) =>
    expect(sentiment(text)).toBeLessThan(-0.15),
  )

  it('calls displeasure strong only where words or the whole message are furious', () => {
    expect(
      sentiment("that isn't how you treat people, it does not work and nobody helps"),
    ).toBeGreaterThan(-0.6)
    expect(sentiment('把我当猴耍是吧,你们这帮强盗给我等着')).toBeLessThanOrEqual(-0.6)
  })

  it('names the file and the field that do not fit', () => {
    expect(() => examplesOf('x.yaml', 'mood: grumpy')).toThrow(/mood\/x\.yaml: mood: /)
    expect(() => examplesOf('x.yaml', 'mood: pleased\nen: [1]')).toThrow(/x\.yaml: en\.0: /)
    expect(() => examplesOf('x.yaml', 'mood: [')).toThrow(/x\.yaml: /)
  })
})

describe('risks', () => {
  it.each([
    ['再不处理我就起诉你们', 'legal'],
    ["you'll hear from my lawyer", 'legal'],
    ['我要发抖音曝光', 'media'],
    ['我打12315', 'regulator'],
    ["I'll do a chargeback", 'chargeback'],
    ['充电的时候冒烟了', 'safety'],
    ['it caught fire', 'safety'],
    ['我家孩子吃了拉肚子', 'safety'],
    ['the food from this pan made my son sick', 'safety'],
    ['我不想活了', 'self_harm'],
    ['我的卡被盗刷了', 'fraud'],
  ])('are seen in %s', (text, tag) => expect(risks(text)).toContain(tag))

  it.each([
    ['下周一法院见', 'legal'],
    ['我会走法律途径维权', 'legal'],
    ['see you in small claims court', 'legal'],
    ['my solicitor will be in touch', 'legal'],
    ['记者已经在联系我了', 'media'],
    ["I'm posting this all over TikTok", 'media'],
    ['已经在黑猫投诉上提交了', 'regulator'],
    ['I will report you to trading standards', 'regulator'],
    ['我让银行拒付这笔', 'chargeback'],
    ['my bank will reverse the charge', 'chargeback'],
    ['孩子手被割伤了在医院缝针', 'safety'],
    ['the battery is swelling and it smells of burning', 'safety'],
    ['活着没意思,不想活了', 'self_harm'],
    ['there is no reason to live anymore', 'self_harm'],
    ['有人用我的账号下单', 'fraud'],
    ['someone is using my card, I never authorised this', 'fraud'],
  ])('are seen in other words too: %s', (text, tag) => expect(risks(text)).toContain(tag))

  it.each([
    'I got sick of waiting',
    'I work as a lawyer and need a gown',
    'do you sell badminton court shoes',
    'my husband is a journalist, he needs a camera bag',
    'does the media player support 4k',
    'where is the emergency stop on this bike',
    'is there an overheat protection',
    'the smoke grey one please',
    'can I pay with a business bank account',
    'the deal is to die for',
    'this colour kills me, so pretty',
    'I need fraud protection policy details',
    '我们法务要看下合同',
    '律师事务所采购五十本台历',
    '送给当记者的妹妹',
    '单反曝光时间怎么调',
    '工商银行的卡能付吗',
    '锅里油冒烟了是火太大吗',
    '笑死我了',
    '累得想死,先下单了',
    '跳楼价还有吗',
    '会不会漏电',
    '炸鸡要炸多久',
    '屏幕有一道划伤',
    'my lawyer friend recommended you',
    '我朋友是律师推荐我来的',
    '电话13812345678',
    '防火吗,会不会冒烟',
    'is there a tennis court nearby',
    '好吃得想死',
    '多媒体音箱',
  ])('are not seen in %s', (text) => expect(risks(text)).toEqual([]))
})

describe('language', () => {
  it.each([
    ['我的快递到哪了', 'zh'],
    ['我啲嘢喺邊度呀', 'yue'],
    ['where is my order', 'en'],
    ['Wo ist meine Bestellung?', 'de'],
    ['Où est mon colis ?', 'fr'],
    ['¿Dónde está mi pedido?', 'es'],
    ['Dove è il mio pacco', 'it'],
    ['Waar is mijn bestelling', 'nl'],
    ['注文はどこですか', 'ja'],
    ['주문이 어디에 있나요', 'ko'],
    ['Где мой заказ', 'ru'],
    ['8842', 'und'],
  ])('of %s is %s', (text, tag) => expect(detectLanguage(text)).toBe(tag))

  it('follows the hint where the text does not tell', () => {
    expect(detectLanguage('VG26111842', 'zh')).toBe('zh')
    expect(detectLanguage('👍', 'en')).toBe('en')
  })
})

it.each([
  ['我等着用呢,赶紧发', ['urgent']],
  ['need this asap please', ['urgent']],
  ['不着急,慢慢来', []],
  ['thanks for nothing', ['sarcastic']],
  ['呵呵,你们可真快', ['sarcastic']],
  ['你们真快,谢谢', []],
])('hears the tone of %s', (text, tones) => {
  expect(readTones(foldText(text))).toEqual(tones)
})
