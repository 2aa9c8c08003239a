import { describe } from 'vitest'
import {
  abroad,
  america,
  delivered,
  descaler,
  ebike,
  filter,
  giftCard,
  jacket,
  onItsWay,
  powerStation,
  refuses,
  sleepingBag,
  solarPanel,
  spareBattery,
  stove,
  type Refusal,
} from '../../../tests/refusals.ts'

const weeksAgo = { status: 'delivered', deliveredAt: '2026-10-25T04:00:00Z' } as const

const returns: Refusal[] = [
  ['未签收', onItsWay, ['{} 我要退货'], /还没有签收.*拒收/],
  ['已退款', { status: 'refunded' }, ['{} 我要退货'], /已经退货或退款，不能重复.*退款进度/],
  [
    '批发',
    { ...delivered, kind: 'wholesale' },
    ['{} 退货，不想要了'],
    /批发订单.*按合同.*b2b@.*请同事来吗/,
  ],
  [
    '定制',
    { ...delivered, kind: 'custom' },
    ['{} 退货，不想要了'],
    /定制的商品没有质量问题不能退.*发错/,
  ],
  [
    '礼品卡',
    { ...delivered, ...giftCard },
    ['{} 退货，不想要了'],
    /礼品卡.*不能退货.*7 天.*请同事来吗/,
  ],
  [
    '拆封的耗材',
    { ...delivered, ...filter },
    ['{} 退货，不想要了，拆开了'],
    /耗材拆封后不能退.*发错/,
  ],
  [
    '保税拆封',
    { ...delivered, kind: 'bonded' },
    ['{} 退货，不想要了，拆开了'],
    /保税仓商品拆封后不能退.*拍照/,
  ],
  [
    '装过的电池',
    { ...delivered, ...spareBattery },
    ['{} 退货，不想要了，用过几次'],
    /备用电池.*封膜完好.*保修/,
  ],
  [
    '有划痕的太阳能板',
    { ...delivered, ...solarPanel },
    ['{} 太阳能板用不上了想退，边上有一点划痕'],
    /不能无理由退.*按破损处理/,
  ],
  [
    '点过火的炉具',
    { ...delivered, ...stove },
    ['{} 炉子点过火了，不想要，能退不'],
    /点过火或洗过之后.*可以走保修/,
  ],
  [
    '拆开的睡袋',
    { ...delivered, ...sleepingBag },
    ['{} 睡袋买多了，拆开过，退一下'],
    /拆开卫生封袋.*发错、少件/,
  ],
  [
    '拆开的睡袋：欧洲',
    { ...delivered, ...abroad, ...sleepingBag },
    ['{} 睡袋太厚了用不上，已经打开了，能退吗'],
    /不在无理由退货范围内.*质量问题/,
  ],
  [
    '拆开的睡袋：美国',
    { ...delivered, ...america, ...sleepingBag },
    ['{} 睡袋不想要了，拆开看过，退掉'],
    /拆封的卫生用品不能退.*退货是免费的/,
  ],
  [
    '寄往香港的，由同事办',
    { ...delivered, country: 'HK' },
    ['{} 买错了，想退货'],
    /同事逐单确认.*请同事来吗/,
  ],
  [
    '超过 50 公里的电动车',
    { ...delivered, ...ebike },
    ['{} 这车我不喜欢，想退货', '表上是 52'],
    /超过 50 公里.*15 天内可换/,
  ],
  [
    '超过 30 公里的电动车：欧洲',
    { ...delivered, ...abroad, ...ebike },
    ['{} 车不想要了，给我办退货', '31 公里'],
    /超过了 30 公里.*免费处理/,
  ],
  [
    '20 英里的电动车：美国',
    { ...delivered, ...america, ...ebike },
    ['{} 电动车骑着不合适，想退', '仪表上是 20 英里'],
    /里程 20 英里.*不到 20 英里才能退.*免费处理/,
  ],
  [
    '还不知道里程的电动车',
    { ...delivered, ...ebike },
    ['{} 车买错了，退货'],
    /要看仪表上的里程.*里程是多少/,
  ],
  [
    '还不知道循环次数的电源',
    { ...delivered, ...powerStation },
    ['{} 电源买多了，退掉'],
    /循环次数是多少/,
  ],
  [
    '故障：过了换新的期限，给出维修',
    weeksAgo,
    ['{} 我要退货，有质量问题'],
    /到 11月9日 为止.*保修期内.*申请维修，现在提交吗/,
  ],
  [
    '故障的太阳能板：过了退款的期限，给出维修',
    { ...solarPanel, status: 'delivered', deliveredAt: '2026-11-01T04:00:00Z' },
    ['{} 板子有质量问题，我要退货'],
    /到 11月15日 为止.*申请维修，现在提交吗/,
  ],
]

const exchanges: Refusal[] = [
  [
    '过期',
    { ...jacket, status: 'delivered', deliveredAt: '2026-10-20T04:00:00Z' },
    ['{} 换货，换个颜色'],
    /换颜色、尺码的期限.*已经过了.*保修/,
  ],
  ['用过', { ...delivered, ...jacket }, ['{} 换货，尺码太大，洗过了'], /用过、洗过.*不能换/],
  [
    '海外',
    { ...delivered, ...abroad, ...jacket },
    ['{} 换货，尺码太大'],
    /海外商城不能直接换货|需要先退货/,
  ],
  ['还没签收', { ...onItsWay, ...jacket }, ['{} 我想换个大一号的'], /还没有签收.*收到后告诉我/],
  [
    '换过一次',
    { ...jacket, status: 'delivered', deliveredAt: '2026-11-08T04:00:00Z' },
    ['{} 这件还是小了，再换大一码'],
    /只能换一次.*退货后重新下单/,
    { claim: { kind: 'exchange', because: 'wrong_size', at: '2026-11-10T08:00:00Z' } },
  ],
  [
    '正在换',
    { ...delivered, ...jacket },
    ['{} 我想换个大一号的'],
    /有一份申请.*不用再申请.*有进展会通知您/,
    { claim: { kind: 'exchange', because: 'wrong_size', at: '2026-11-20T08:00:00Z' } },
  ],
  [
    '故障：过了 15 天，给出维修',
    weeksAgo,
    ['{} 炸锅突然不加热了，换一台新的给我'],
    /到 11月9日 为止，已经过了.*申请维修，现在提交吗/,
  ],
]

const repairs: Refusal[] = [
  ['还没签收', onItsWay, ['{} 想申请保修维修'], /还没有签收.*再告诉我/],
  [
    '耗材',
    { ...delivered, ...descaler },
    ['{} 这个除垢剂能保修吗，帮我报修'],
    /没有整机保修.*收到就有问题/,
  ],
  [
    '寄修电动车',
    { ...delivered, ...ebike },
    ['{} 帮我报修，想寄修'],
    /不能寄修.*门店维修或上门检测/,
  ],
]

describe('退货', () => refuses('zh', returns))
describe('换货', () => refuses('zh', exchanges))
describe('维修', () => refuses('zh', repairs))
