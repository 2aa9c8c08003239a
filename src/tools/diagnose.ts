import { z } from 'zod'
import type { Citation } from '../domain/message.ts'
import type { Words } from '../domain/rule.ts'
import { codeIn, familyIn, faultIn, tellsDanger, type FaultBook } from './fault-book.ts'
import { createGoodsTest } from '../understanding/recogniser/goods.ts'
import { foldText } from '../understanding/fold.ts'
import { defineTool } from './tool.ts'
import { isOneOf, stepsLeft } from './tried-steps.ts'

const namesGoods = createGoodsTest()

/** How goods of a kind come to repair: articles kb-zh-036, kb-zh-081, kb-zh-008 and kb-zh-064. */
const ways: Record<FaultBook[number]['way'], Words> = {
  mail: {
    zh: '在订单页点“申请维修”，写明故障并上传视频，审核后寄到宁波维修中心，保修期内取件和维修都免费。',
    en: 'choose “Request a repair” on the order page, describe the fault and add a video; once approved it goes to our repair centre, and under warranty pickup and repair are free.',
  },
  store: {
    zh: '电动自行车不寄修，请到有维修的门店（上海、北京、深圳、成都、宁波），需要的话我可以帮您预约时间。',
    en: 'e-bikes are not posted: bring it to a store with a workshop (Shanghai, Beijing, Shenzhen, Chengdu, Ningbo, Berlin). I can book a time for you.',
  },
  collect: {
    zh: '储能电源请不要自己寄，告诉我订单号，我们安排有资质的承运商上门取件。',
    en: 'please do not post a power station yourself: give us the order number and a licensed carrier collects it.',
  },
  electrician: {
    zh: '请在车机“服务”页预约电工上门，质保 3 年内免费。',
    en: 'book an electrician on the “Service” page of the car’s screen; within the 3-year warranty it is free.',
  },
}

export const diagnose = (book: FaultBook, cite: (articleId: string) => Citation | null) =>
  defineTool({
    name: 'diagnose',
    description:
      'First diagnosis of a device by its error code or symptom: the likely cause, what to try, when to stop using it, and how it is repaired. Pass what the customer wrote.',
    effect: 'reads',
    input: z.object({
      words: z.string().max(4000).describe('What the customer wrote about the trouble'),
      about: z.string().max(200).optional().describe('The goods spoken of before'),
      device: z.string().max(80).optional().describe('The device, where it was asked for'),
      symptom: z.string().max(1000).optional().describe('Code or symptom, where it was asked for'),
      tried: z.string().max(1000).optional().describe('What the customer has tried already'),
    }),
    run({ words, about = '', device = '', symptom = '', tried = '' }, { locale }) {
      const text = `${words}\n${symptom}`
      if (tellsDanger(`${text}\n${tried}`)) {
        const citations = [cite('kb-zh-084')].filter((one) => one !== null)
        return Promise.resolve({
          ok: true,
          forModel:
            'DANGER. Tell them to stop using it and to unplug it at once, and hand over with legal_or_safety_risk. Suggest nothing to try.',
          data: { state: 'danger', citations },
        })
      }
      const family = familyIn(book, `${device}\n${text}`) ?? familyIn(book, about)
      if (!family && namesGoods(foldText(`${device}\n${text}\n${about}`))) {
        const forModel =
          'There is no list of faults for these goods. Go on with warranty and repair.'
        return Promise.resolve({ ok: true, forModel, data: { state: 'without_faults' } })
      }
      if (!family) {
        const forModel = 'Which device it is has not been said. Ask for the model.'
        return Promise.resolve({ ok: true, forModel, data: { state: 'needs_device' } })
      }
      const code = codeIn(symptom) ?? codeIn(words)
      const fault = faultIn(family, `${device}\n${text}`, code)
      if (!fault) {
        const hasTold = code !== null || symptom !== '' || tried !== ''
        const state = hasTold ? 'unknown' : 'needs_symptom'
        return Promise.resolve({
          ok: true,
          forModel:
            state === 'needs_symptom'
              ? 'Ask for the code on the display or what it does.'
              : `Nothing is written about this on a ${family.name.en}; search the knowledge base or offer a person.`,
          data: { state, name: family.name, family: family.family },
        })
      }
      const article = (fault.article ?? family.article)[locale]
      const title = fault.code
        ? {
            zh: `${family.name.zh}显示 ${fault.code}`,
            en: `${fault.code} on your ${family.name.en}`,
          }
        : { zh: '这种情况', en: 'That' }
      const left = {
        zh: stepsLeft(fault.zh[1], tried),
        en: stepsLeft(fault.en[1], tried),
      }
      const data = {
        state: 'found',
        family: family.family,
        title,
        code: fault.code ?? null,
        cause: { zh: fault.zh[0], en: fault.en[0] },
        steps: { zh: left.zh.join('；'), en: left.en.join('; ') },
        left: left[locale].length,
        /** Whether the last that was told to be tried is one of the steps. */
        known: isOneOf(fault[locale][1], tried),
        stop: family.stop ?? null,
        repair: fault.repair,
        way: ways[family.way],
        citations: [cite(article)].filter((one) => one !== null),
      }
      return Promise.resolve({
        ok: true,
        forModel: `${data.title[locale]}: ${data.cause[locale]}. To try: ${data.steps[locale] || 'nothing more'}. ${family.stop?.[locale] ?? ''} Repair (${fault.repair}): ${data.way[locale]} Source: ${article}.`,
        data,
      })
    },
  })
