import { product, type ProductEntry } from './product.ts'

type Part = Omit<ProductEntry, 'category' | 'kind' | 'price'> & {
  kind: ProductEntry['kind']
  cny: number
}

const coffee = ['CM-15', 'CM-15-Pro']
const robots = ['RV-20', 'RV-20-Max']
const cityBikes = ['E-City-20', 'E-City-20-Lite']
const bikes = [...cityBikes, 'E-Trail-27', 'E-Cargo-26']
const tents = ['Ridge-2', 'Ridge-2-Plus']

const basket = ['炸篮', 'basket'] as const
const pot = ['内胆', 'inner pot'] as const
const filter = ['滤网', 'filter'] as const
const handle = ['咖啡手柄', 'portafilter'] as const
const bikeBattery = ['电动自行车电池', 'e-bike battery'] as const
const bikeCharger = ['电动自行车充电器', 'e-bike charger'] as const
const poles = ['帐杆', 'pole set'] as const
const pegs = ['地钉', 'tent pegs'] as const

const appliancePart = ({ cny, ...part }: Part) =>
  product({ zhArticle: '066', ...part, category: 'part', price: { cny } })
const consumable = ({ cny, ...part }: Part) =>
  product({ zhArticle: '066', ...part, category: 'consumable', price: { cny } })
const bikePart = ({ cny, ...part }: Part) =>
  product({ zhArticle: '067', ...part, category: 'part', price: { cny } })
/** From the list for the EU and the UK, priced in euros in both. */
const outdoorPart = ({ eur, ...part }: Omit<Part, 'cny'> & { eur: number; cny?: number }) => {
  const { cny } = part
  const sold = product({
    enArticle: '031',
    ...part,
    category: 'part',
    price: { eur, ...(cny === undefined ? {} : { cny }) },
  })
  return { ...sold, sites: [...sold.sites, 'uk' as const] }
}

/** Spare parts and what is used up, as the price lists have them. */
export const parts = [
  appliancePart({
    sku: 'RC-P30',
    zh: '内胆 RC-P30',
    en: 'Inner pot RC-P30',
    kind: pot,
    cny: 59,
    fits: ['RC-30'],
  }),
  appliancePart({
    sku: 'RC-P30S',
    zh: '内胆 RC-P30S',
    en: 'Inner pot RC-P30S',
    kind: pot,
    cny: 129,
    fits: ['RC-30S'],
  }),
  appliancePart({
    sku: 'AF-45-B',
    zh: 'AF-45 炸篮',
    en: 'AF-45 basket',
    kind: basket,
    cny: 69,
    fits: ['AF-45'],
  }),
  appliancePart({
    sku: 'AF-45D-B',
    zh: 'AF-45D 炸篮（单只）',
    en: 'AF-45D basket, one',
    kind: basket,
    cny: 79,
    fits: ['AF-45D'],
  }),
  appliancePart({
    sku: 'CM-H51',
    zh: '手柄 51 毫米',
    en: 'Portafilter 51 mm',
    kind: handle,
    cny: 99,
    fits: ['CM-15'],
    aliases: ['手柄'],
  }),
  appliancePart({
    sku: 'CM-H58',
    zh: '手柄 58 毫米',
    en: 'Portafilter 58 mm',
    kind: handle,
    cny: 169,
    fits: ['CM-15-Pro'],
    aliases: ['手柄'],
  }),
  consumable({
    sku: 'CM-DS4',
    zh: '除垢剂 4 包',
    en: 'Descaler, 4 sachets',
    kind: ['除垢剂', 'descaler'],
    cny: 29,
    fits: coffee,
  }),
  appliancePart({
    sku: 'CM-G',
    zh: '咖啡机密封胶圈',
    en: 'Coffee machine gasket',
    kind: ['密封胶圈', 'gasket'],
    cny: 15,
    fits: coffee,
    aliases: ['胶圈', '密封圈'],
  }),
  consumable({
    sku: 'RV-SB2',
    zh: '扫地机边刷 2 只',
    en: 'Side brushes, pair',
    kind: ['边刷', 'side brush'],
    cny: 29,
    fits: robots,
  }),
  appliancePart({
    sku: 'RV-MB',
    zh: '扫地机主刷',
    en: 'Main brush',
    kind: ['主刷', 'main brush'],
    cny: 49,
    fits: robots,
    aliases: ['滚刷'],
  }),
  consumable({
    sku: 'RV-DB3',
    zh: '尘袋 3 只',
    en: 'Dust bags, 3 pieces',
    kind: ['尘袋', 'dust bag'],
    cny: 45,
    fits: ['RV-20-Max'],
    aliases: ['集尘袋'],
  }),
  consumable({
    sku: 'AF300-12',
    zh: '滤网 AF300-12',
    en: 'Filter AF300-12',
    kind: filter,
    cny: 149,
    fits: ['AP-300'],
    aliases: ['滤芯'],
  }),
  consumable({
    sku: 'AF300-13',
    zh: '滤网 AF300-13',
    en: 'Filter AF300-13',
    kind: filter,
    cny: 229,
    fits: ['AP-300H'],
    aliases: ['滤芯'],
  }),
  appliancePart({
    sku: 'HM-T',
    zh: '加湿器换能片',
    en: 'Humidifier transducer',
    kind: ['换能片', 'transducer'],
    cny: 25,
    fits: ['HM-4'],
  }),
  product({
    sku: 'IMP-ESE44',
    zh: 'ESE 易理包 44 毫米，18 包（保税仓进口）',
    en: 'ESE coffee pods 44 mm, 18 pieces (bonded import)',
    kind: ['易理包', 'coffee pods'],
    category: 'consumable',
    price: { cny: 69 },
    zhArticle: '010',
    fits: ['CM-15'],
    aliases: ['咖啡包', '保税商品'],
  }),

  bikePart({
    sku: 'BT-36-10',
    zh: '电池 BT-36-10',
    en: 'Battery BT-36-10',
    kind: bikeBattery,
    cny: 899,
    fits: ['E-City-20'],
    aliases: ['备用电池', '电池', 'spare battery', 'battery'],
  }),
  bikePart({
    sku: 'BT-36-7',
    zh: '电池 BT-36-7',
    en: 'Battery BT-36-7',
    kind: bikeBattery,
    cny: 699,
    fits: ['E-City-20-Lite'],
    aliases: ['备用电池', '电池', 'spare battery', 'battery'],
  }),
  bikePart({
    sku: 'BT-48-15',
    zh: '电池 BT-48-15',
    en: 'Battery BT-48-15',
    kind: bikeBattery,
    cny: 1899,
    fits: ['E-Trail-27'],
    aliases: ['备用电池', '电池', 'spare battery', 'battery'],
  }),
  bikePart({
    sku: 'CH-36-2',
    zh: '充电器 36 伏 2 安',
    en: 'Charger 36 V 2 A',
    kind: bikeCharger,
    cny: 129,
    fits: cityBikes,
    aliases: ['充电器'],
  }),
  bikePart({
    sku: 'CH-48-3',
    zh: '充电器 48 伏 3 安',
    en: 'Charger 48 V 3 A',
    kind: bikeCharger,
    cny: 229,
    fits: ['E-Trail-27'],
    aliases: ['充电器'],
  }),
  bikePart({
    sku: 'EB-DISP',
    zh: '电动自行车仪表',
    en: 'E-bike display',
    kind: ['仪表', 'display'],
    cny: 199,
    fits: bikes,
  }),
  bikePart({
    sku: 'EB-CTRL',
    zh: 'E-City 控制器',
    en: 'E-City controller',
    kind: ['控制器', 'controller'],
    cny: 269,
    fits: cityBikes,
  }),
  bikePart({
    sku: 'EB-PADS',
    zh: '刹车片一副',
    en: 'Brake pads, pair',
    kind: ['刹车片', 'brake pads'],
    cny: 39,
    fits: bikes,
    aliases: ['刹车皮'],
  }),
  bikePart({
    sku: 'EB-T20',
    zh: '20 英寸外胎',
    en: 'Tyre, 20 inch',
    kind: ['外胎', 'tyre'],
    cny: 89,
    fits: cityBikes,
    aliases: ['轮胎', 'tire'],
  }),
  bikePart({
    sku: 'EB-KEY',
    zh: '电池锁钥匙（凭钥匙号）',
    en: 'Battery lock key, by its number',
    kind: ['钥匙', 'key'],
    cny: 35,
    fits: bikes,
  }),
  bikePart({
    sku: 'EB-LOCK',
    zh: '电池锁整套',
    en: 'Battery lock set',
    kind: ['锁具', 'lock set'],
    cny: 120,
    fits: bikes,
  }),
  bikePart({
    sku: 'EB-CAB',
    zh: '充电柜转接线',
    en: 'Charging cabinet lead',
    kind: ['转接线', 'adapter lead'],
    cny: 29,
    fits: bikes,
    zhArticle: '084',
  }),
  product({
    sku: 'HC-7',
    zh: 'HC-7 家用充电桩（随 V5 赠送）',
    en: 'HC-7 home charger (comes with the V5)',
    kind: ['家充桩', 'home charger'],
    category: 'part',
    price: { cny: 0 },
    zhArticle: '057',
    fits: ['V5', 'V5-LR'],
    aliases: ['充电桩', '家用充电桩', 'wallbox'],
    specs: [
      ['功率', 'Power', '7 千瓦', '7 kW'],
      [
        '安装',
        'Installation',
        '含 30 米线缆，超出每米 45 元',
        '30 m of cable included, ¥45 for each further metre',
      ],
    ],
  }),

  product({
    sku: 'RG-GS2',
    zh: 'Ridge 2 地布',
    en: 'Ridge 2 groundsheet',
    kind: ['地布', 'groundsheet'],
    category: 'part',
    price: { cny: 59 },
    zhArticle: '048',
    fits: ['Ridge-2'],
    aliases: ['footprint'],
  }),
  outdoorPart({
    sku: 'RG-P2',
    zh: 'Ridge 2 帐杆',
    en: 'Ridge 2 pole set',
    kind: poles,
    eur: 29,
    fits: ['Ridge-2'],
    aliases: ['poles'],
  }),
  outdoorPart({
    sku: 'RG-P2P',
    zh: 'Ridge 2 Plus 帐杆',
    en: 'Ridge 2 Plus pole set',
    kind: poles,
    eur: 35,
    fits: ['Ridge-2-Plus'],
    aliases: ['poles'],
  }),
  outdoorPart({
    sku: 'RG-PEG10',
    zh: '地钉 10 根',
    en: 'Pegs, 10 pieces',
    kind: pegs,
    eur: 9,
    fits: tents,
    aliases: ['pegs'],
  }),
  outdoorPart({
    sku: 'RG-SNOW6',
    zh: '雪钉一组',
    en: 'Snow pegs, 6 pieces',
    kind: ['雪钉', 'snow pegs'],
    eur: 12,
    cny: 39,
    fits: ['Ridge-2-Plus'],
    zhArticle: '049',
  }),
  outdoorPart({
    sku: 'RG-SEAM',
    zh: '压胶补缝剂 60 毫升',
    en: 'Seam sealer 60 ml',
    kind: ['补缝剂', 'seam sealer'],
    eur: 7,
    fits: tents,
  }),
  outdoorPart({
    sku: 'XT60-MC4',
    zh: 'XT60 转 MC4 线',
    en: 'XT60 to MC4 lead',
    kind: ['转接线', 'adapter lead'],
    eur: 15,
    fits: ['PS-1200E'],
    aliases: ['XT60', 'MC4'],
  }),
  outdoorPart({
    sku: 'DC7909-3',
    zh: 'DC7909 延长线 3 米',
    en: 'DC7909 extension 3 m',
    kind: ['延长线', 'extension lead'],
    eur: 13,
    fits: ['SP-100', 'PS-600'],
    aliases: ['DC7909'],
  }),
  outdoorPart({
    sku: 'CF-MA',
    zh: 'CF-35 电源适配器',
    en: 'CF-35 mains adapter',
    kind: ['电源适配器', 'mains adapter'],
    eur: 35,
    fits: ['CF-35'],
  }),
  outdoorPart({
    sku: 'CF-LS',
    zh: 'CF-35 盖封条',
    en: 'CF-35 lid seal',
    kind: ['盖封条', 'lid seal'],
    eur: 11,
    fits: ['CF-35'],
    aliases: ['密封条'],
  }),
  outdoorPart({
    sku: 'GS-H',
    zh: 'GS-2 气管',
    en: 'GS-2 gas hose',
    kind: ['气管', 'gas hose'],
    eur: 12,
    fits: ['GS-2'],
  }),
]
