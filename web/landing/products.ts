import type { Locale } from '../../src/domain/locale.ts'

interface ProductWords {
  name: string
  what: string
  /** As the article of the knowledge base prints it. */
  price: string
  /** Where this price holds, if not everywhere the page is read. */
  note: string
  facts: readonly string[]
  question: string
}

export interface Product {
  /** Also the name of its picture. */
  id: string
  /** The articles that name, figures and prices were taken from. */
  articles: Record<Locale, string>
  words: Record<Locale, ProductWords>
}

/** The goods on the landing page. */
export const products: readonly Product[] = [
  {
    id: 'af-45d',
    articles: { zh: 'kb-zh-040', en: 'kb-zh-040' },
    words: {
      zh: {
        name: '轻炸 AF-45D',
        what: '双篮空气炸锅',
        price: '599 元',
        note: '',
        facts: ['左右各 4.5 升', '两道菜一起出锅'],
        question: 'AF-45 和 AF-45D 有什么区别？',
      },
      en: {
        name: 'AF-45D',
        what: 'Dual-basket air fryer',
        price: '¥599',
        note: 'Mainland China',
        facts: ['2 × 4.5 litres', 'Two dishes done together'],
        question: 'How long is the warranty of the AF-45D air fryer?',
      },
    },
  },
  {
    id: 'cm-15',
    articles: { zh: 'kb-zh-041', en: 'kb-en-014' },
    words: {
      zh: {
        name: '晨曦 CM-15',
        what: '意式咖啡机',
        price: '899 元',
        note: '欧盟版 129 欧元',
        facts: ['15 bar 泵压', '35 秒预热'],
        question: 'CM-15 可以用胶囊吗？',
      },
      en: {
        name: 'Chenxi CM-15',
        what: 'Espresso machine',
        price: '€129',
        note: 'EU version',
        facts: ['15 bar pump', 'Ready in 35 seconds'],
        question: 'Does the CM-15 take capsules?',
      },
    },
  },
  {
    id: 'ridge-2',
    articles: { zh: 'kb-zh-048', en: 'kb-zh-048' },
    words: {
      zh: {
        name: '山脊 Ridge 2',
        what: '双人三季帐篷',
        price: '649 元',
        note: '',
        facts: ['2.1 千克', '双门双前厅'],
        question: 'Ridge 2 冬天下雪能用吗？',
      },
      en: {
        name: 'Ridge 2',
        what: 'Two-person, three-season tent',
        price: '¥649',
        note: 'Mainland China',
        facts: ['2.1 kg', 'Two doors, two porches'],
        question: 'How much are spare poles for the tent?',
      },
    },
  },
  {
    id: 'ps-1200',
    articles: { zh: 'kb-zh-053', en: 'kb-en-016' },
    words: {
      zh: {
        name: '蓄能 PS-1200',
        what: '户外电源',
        price: '3,599 元',
        note: '国内版',
        facts: ['1,152Wh', '1.5 小时充满'],
        question: 'PS-1200 能带动 CM-15 咖啡机吗？',
      },
      en: {
        name: 'Xuneng PS-1200E',
        what: 'Power station',
        price: '€799',
        note: 'EU version; UK £729',
        facts: ['1,152 Wh', 'Full in 1.8 hours'],
        question: 'Can I connect an add-on battery to the PS-1200E?',
      },
    },
  },
  {
    id: 'e-city-20',
    articles: { zh: 'kb-zh-054', en: 'kb-en-023' },
    words: {
      zh: {
        name: '行者 E-City 20',
        what: '折叠电动自行车',
        price: '3,299 元',
        note: '欧盟 1,199 欧元',
        facts: ['续航约 55 公里', '电池可拆'],
        question: 'E-City 20 的电池保修多久？',
      },
      en: {
        name: 'Xingzhe E-City 20',
        what: 'Folding e-bike',
        price: '€1,199',
        note: 'EU',
        facts: ['About 55 km range', 'Removable battery'],
        question: 'How long is the battery of the E-City 20 covered?',
      },
    },
  },
  {
    id: 'cf-35',
    articles: { zh: 'kb-en-019', en: 'kb-en-019' },
    words: {
      zh: {
        name: 'CF-35',
        what: '车载冰箱',
        price: '1,499 元',
        note: '',
        facts: ['35 升', '−20 至 +10℃'],
        question: '车载冰箱 CF-35 保修多久？',
      },
      en: {
        name: 'CF-35',
        what: 'Portable car fridge',
        price: '€249',
        note: '',
        facts: ['35 litres', '−20 to +10 °C'],
        question: 'How loud is the CF-35 car fridge?',
      },
    },
  },
]
