import { z } from 'zod'
import type { Words } from '../domain/rule.ts'
import type { Cite } from './find-product.ts'
import { lines } from './named-products.ts'
import { defineTool } from './tool.ts'

/** Contract templates and papers, and how each is got: article kb-zh-078. */
const papers: readonly { asks: RegExp; words: Words }[] = [
  {
    asks: /框架|采购协议|采购合同|framework|purchase agreement|purchasing/i,
    words: {
      zh: '采购框架协议 VG-HT-01：适合一年内多次下单的企业。',
      en: 'VG-HT-01, framework purchase agreement, for companies that order several times a year.',
    },
  },
  {
    asks: /经销|代理|dealer|distribut/i,
    words: {
      zh: '年度经销合同 VG-HT-02：有区域和任务量的经销商。',
      en: 'VG-HT-02, yearly dealer contract, with a region and a target.',
    },
  },
  {
    asks: /一件代发|代发|drop.?ship/i,
    words: {
      zh: '一件代发协议 VG-HT-03：网店、社群卖家，没有起订量，按零售价 8.8 折结算。',
      en: 'VG-HT-03, drop-shipping agreement, no minimum, at 88% of the retail price.',
    },
  },
  {
    asks: /样品|借用|sample|loan/i,
    words: {
      zh: '样品借用协议 VG-HT-04：评测、展会，最长 30 天。',
      en: 'VG-HT-04, sample loan agreement, up to 30 days.',
    },
  },
  {
    asks: /保密|nda|non-disclosure|confidential/i,
    words: {
      zh: '保密协议 VG-HT-05：定制开发前签署。',
      en: 'VG-HT-05, non-disclosure agreement, signed before custom development.',
    },
  },
  {
    asks: /投标|招标|标书|授权书|tender|\bbid/i,
    words: {
      zh: '投标授权书：请提供项目名称、招标编号和截止日期，3 个工作日出具，一个项目只授权一家。',
      en: 'Bid authorisation: give us the project, tender number and deadline; it takes 3 working days, and one project is given to one bidder only.',
    },
  },
  {
    asks: /资质|执照|3c|证书|检测报告|商标|licen[cs]e|certificate|test report|qualification/i,
    words: {
      zh: '营业执照、商标注册证、3C 证书和检测报告：凭合作意向提供，会加项目水印。',
      en: 'Business licence, trademark, 3C certificates and test reports: given on a stated intention to work together, with a watermark for the project.',
    },
  },
  {
    asks: /社保|审计|财务|audit|financial/i,
    words: {
      zh: '社保证明、财务审计报告：签署保密协议后提供。',
      en: 'Social-security proof and audited accounts: after a non-disclosure agreement.',
    },
  },
]
/** The templates, which is what is meant when nothing in particular is named. */
const templates = papers.slice(0, 5)

export const businessPapers = (cite: Cite) =>
  defineTool({
    name: 'business_papers',
    description:
      'Which contract template or company paper the customer means and how it is got. Pass their words.',
    effect: 'reads',
    input: z.object({ words: z.string().max(4000) }),
    run({ words }, { locale }) {
      const meant = papers.filter(({ asks }) => asks.test(words))
      const list = lines((meant.length > 0 ? meant : templates).map((paper) => paper.words))
      const article = cite('kb-zh-078')
      return Promise.resolve({
        ok: true,
        forModel: `${list[locale]}\nStandard templates are sent within 1 working day and sealed by us within 2; changes of terms take legal 5 working days.`,
        data: { list, citations: article ? [article] : [] },
      })
    },
  })
