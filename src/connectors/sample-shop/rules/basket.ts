import type { Product } from '../../../domain/catalog.ts'
import type { BasketTerms } from '../../../domain/order-changes.ts'
import type { Option, RuledOut, Ruling, Words } from '../../../domain/rule.ts'
import type { Site } from '../../../domain/shop.ts'
import { goodsOf, hasLargeBattery } from './goods.ts'
import { optionNamed } from './modifying.ts'
import { countryIn, faultIn } from './postal-address.ts'
import { both, join, no, shown } from './ruling.ts'
import { dayOf, showDay } from './days.ts'
import { shippingFee } from './shipping-fees.ts'

/** For whom a basket is priced. */
export interface Buyer {
  site: Site
  country: string
  /** The highest level of membership pays no postage inside China. */
  alwaysFree: boolean
}

/** One line of a basket with what the shop knows of the article. */
export interface Wanted {
  product: Product
  quantity: number
  option: string | null
  /** How many there are, of this option where one is named, in all places of the site. */
  inStock: number
  restockAt: Date | null
}

const currencies: Record<Site, string> = { cn: 'CNY', eu: 'EUR', uk: 'GBP', us: 'USD' }
/** From so many of one article, the wholesale terms are for them: kb-zh-077. */
const wholesaleFrom = 50

const priceOf = ({ prices }: Product, site: Site) =>
  prices.find(({ currency }) => currency === currencies[site])

const listed = (options: readonly Option[]): Words =>
  both(
    options.map(({ label }) => label.zh).join('、'),
    options.map(({ label }) => label.en).join(', '),
  )

function faultOfLine(
  { product, quantity, option, inStock, restockAt }: Wanted,
  { site }: Buyer,
  now: Date,
): RuledOut | null {
  const { name, options, category } = product
  if (category === 'car')
    return no(
      'not_online',
      both('V5 汽车不能在这里下单。', 'The V5 cannot be ordered here.'),
      both(
        '可以预约门店试驾，由顾问为您办理。',
        'I can book a test drive; the store takes your order.',
      ),
      both('kb-zh-057', 'kb-en-040'),
    )
  if (!priceOf(product, site))
    return no(
      'not_sold_here',
      both(`${name.zh}在您所在的商城没有销售。`, `The ${name.en} is not sold in your shop.`),
      both('要不要看看同类的其他型号？', 'Shall I look for a similar model?'),
      null,
    )
  if (quantity >= wholesaleFrom)
    return no(
      'wholesale',
      both(
        `${quantity} 件可以走批发，价格更优惠。`,
        `For ${quantity} pieces our wholesale terms are better.`,
      ),
      both('我可以为您登记批发询价。', 'I can file a request for a quotation.'),
      both('kb-zh-077', 'kb-en-036'),
    )
  const choices = listed(options)
  if (options.length > 0 && option === null)
    return no(
      'needs_option',
      both(`${name.zh}有几种款式。`, `The ${name.en} comes in several versions.`),
      both(`请问要哪一种：${choices.zh}？`, `Which one would you like: ${choices.en}?`),
      null,
    )
  if (options.length > 0 && option !== null && !optionNamed(options, option))
    return no(
      'no_such_option',
      both(`${name.zh}没有这个款式。`, `The ${name.en} does not come in that version.`),
      both(`可以选：${choices.zh}。`, `It comes in: ${choices.en}.`),
      null,
    )
  if (inStock < quantity) {
    const day = restockAt ? showDay(dayOf(restockAt, site), dayOf(now, site)) : null
    return no(
      'out_of_stock',
      inStock === 0
        ? both(`${name.zh}现在没有货。`, `The ${name.en} is out of stock.`)
        : both(
            `${name.zh}只剩 ${inStock} 件。`,
            `There are only ${inStock} of the ${name.en} left.`,
          ),
      day
        ? both(`预计 ${day.zh} 补货。`, `More are expected on ${day.en}.`)
        : both('要不要看看同类的其他型号？', 'Shall I look for a similar model?'),
      null,
    )
  }
  return null
}

const needsAddress = no(
  'needs_address',
  both('下单需要收货地址。', 'I need a delivery address for the order.'),
  both('请把街道、门牌号和城市发给我。', 'Please send me street, number and town.'),
  null,
)

function faultOfAddress(
  address: string,
  { country, site }: Buyer,
  lines: readonly Wanted[],
): RuledOut | null {
  const named = countryIn(address)
  if (named !== null && named !== country)
    return no(
      'another_country',
      both('这个商城不寄往那个国家或地区。', 'This shop does not deliver to that country.'),
      both(
        '请给我一个同一国家的地址，或者到当地的商城下单。',
        'Please give me an address in your own country, or order in the shop there.',
      ),
      null,
    )
  const goods = lines.map(({ product }) => goodsOf(product.sku))
  if (
    goods.includes('ebike') &&
    (site === 'uk' || ['CH', 'NO', 'CA', 'HK', 'MO', 'TW'].includes(country))
  )
    return no(
      'not_served',
      both('电动自行车不寄往您所在的地区。', 'E-bikes are not delivered to your country.'),
      both(
        '可以看看其他商品，或者到门店了解。',
        'Perhaps something else, or a visit to one of our showrooms?',
      ),
      both('kb-zh-004', 'kb-en-001'),
    )
  if (site === 'cn' && country !== 'CN')
    return no(
      'by_hand',
      both(
        '寄往中国大陆以外的订单，请在商城页面下单。',
        'Orders from outside mainland China are placed in the web shop.',
      ),
      both('我也可以请同事帮您。', 'Or a colleague can help you.'),
      both('kb-zh-003', 'kb-zh-003'),
    )
  return faultIn(address, { largeBattery: goods.some(hasLargeBattery) })
}

const inWords = ({ product, quantity, option }: Wanted, site: Site): Words => {
  const price = priceOf(product, site) ?? { minor: 0, currency: currencies[site] }
  const chosen = option === null ? undefined : optionNamed(product.options, option)
  return both(
    `${product.name.zh}${chosen ? `（${chosen.label.zh}）` : ''} × ${quantity}，单价 ${shown(price).zh}`,
    `${product.name.en}${chosen ? ` (${chosen.label.en})` : ''} × ${quantity} at ${shown(price).en}`,
  )
}

/** What a basket costs with postage, or why it cannot be ordered here. */
export function ruleBasket(
  buyer: Buyer,
  lines: readonly Wanted[],
  address: string | null,
  now: Date,
): Ruling<BasketTerms> {
  const { site, country, alwaysFree } = buyer
  const unavailable = lines.map((line) => faultOfLine(line, buyer, now)).find((it) => it !== null)
  if (unavailable) return unavailable
  if (address === null) return needsAddress
  const unreachable = faultOfAddress(address, buyer, lines)
  if (unreachable) return unreachable
  const currency = currencies[site]
  const goods = {
    currency,
    minor: lines.reduce(
      (sum, { product, quantity }) => sum + (priceOf(product, site)?.minor ?? 0) * quantity,
      0,
    ),
  }
  const bikes = lines.map(({ product }) => product.sku).filter((sku) => goodsOf(sku) === 'ebike')
  const { fee, takes } = shippingFee({
    site,
    country,
    address,
    paid: goods,
    paidAt: now,
    alwaysFree,
    bike: bikes.length === 0 ? null : bikes.some((sku) => /^E-Trail/i.test(sku)) ? 'trail' : 'city',
  })
  const large = lines.some(({ product }) => hasLargeBattery(goodsOf(product.sku)))
  const described = lines.map((line) => inWords(line, site))
  return {
    allowed: true,
    goods,
    shipping: fee,
    total: { minor: goods.minor + fee.minor, currency },
    address,
    summary: both(
      described.map(({ zh }) => zh).join('；'),
      described.map(({ en }) => en).join('; '),
    ),
    arrives: large
      ? join(
          takes,
          both('（大电池走陆运，另加 5–12 天）', '(large batteries go by road: 5–12 days more)'),
        )
      : takes,
  }
}
