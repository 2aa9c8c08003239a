import { describe } from 'vitest'
import {
  abroad,
  america,
  delivered,
  ebike,
  jacket,
  onItsWay,
  recently,
  refuses,
  type Refusal,
} from '../../../tests/refusals.ts'

const stages: Refusal[] = [
  [
    '改地址：已签收',
    delivered,
    ['{} 收货地址写错了，能帮我改成公司的吗'],
    /已经签收，地址不能再改.*没有收到包裹/,
  ],
  [
    '改地址：国际包裹已发出',
    { ...onItsWay, ...abroad },
    ['订单 {} 我搬家了，能改送到新家吗'],
    /国际包裹发出后不能再改地址.*自提点/,
  ],
  [
    '改地址：已经改过一次',
    { status: 'paid' },
    ['{} 地址还得再改一次'],
    /只能改 1 次.*取消后重新下单/,
    { lines: ['{} 改收货地址', '南京市鼓楼区中山路 18 号 3 栋 502', '好的'] },
  ],
  [
    '改地址：正在拦截',
    onItsWay,
    ['{} 刚才的地址又不对了，再帮我改一下'],
    /已经在办了.*有结果会马上通知您/,
    { lines: ['{} 改收货地址', '南京市鼓楼区中山路 18 号 3 栋 502', '好的'] },
  ],
  [
    '改地址：不配送的岛屿',
    { status: 'paid', ...america },
    ['{} 收货地址改一下', '波多黎各圣胡安 Calle Sol 12 号'],
    /^这个地区我们暂时不配送.*换一个/,
  ],
  [
    '改地址：只有街道',
    { status: 'paid', ...america },
    ['{} 收货地址改一下', '24 Oak Street'],
    /^这个地址还缺城市和邮编.*完整地址/,
  ],
  [
    '取消：已退款',
    { status: 'refunded' },
    ['订单 {} 我不要了，取消掉吧'],
    /已经退货或退款.*退款进度/,
  ],
  ['取消：部分退款', { status: 'partly_refunded' }, ['把 {} 这单取消'], /已经退货或退款.*退款进度/],
  [
    '改尺码：没有的款式，说出有哪些',
    { status: 'paid', ...jacket },
    ['{} 冲锋衣想换成粉色的'],
    /可以换成下面这几种.*1\. S/,
  ],
  [
    '改尺码：已经改过',
    { status: 'paid', ...jacket },
    ['{} 还是换成 M 码吧'],
    /只能改一次.*取消后重新下单/,
    { lines: ['{} 帮我换成 L 码', '好的'] },
  ],
  [
    '改尺码：本来就是',
    { status: 'paid', ...jacket, option: { value: 'M', label: { zh: 'M 码', en: 'size M' } } },
    ['{} 冲锋衣帮我改成 M 码'],
    /本来就是.*不用改/,
  ],
  ['改数量：要更多', { status: 'paid' }, ['{} 数量帮我改成三台'], /不能增加数量.*2 件请另下一单/],
  ['改数量：再加一台', { status: 'paid' }, ['{} 再加一台'], /不能增加数量.*另下一单/],
  [
    '改数量：再多要，改成两台',
    { status: 'paid' },
    ['{} 我想再多要一台，改成两台'],
    /不能增加数量.*另下一单/,
  ],
]

const parcels: Refusal[] = [
  ['未收到：没付款', { status: 'unpaid' }, ['{} 一直没收到货'], /还没有付款.*自动关闭/],
  ['未收到：已取消', { status: 'cancelled' }, ['{} 怎么一直没收到货'], /已经取消了.*退款进度/],
  [
    '未收到：还没发出',
    { status: 'paid' },
    ['{} 我一直没收到货，到底丢了没有'],
    /还没有发出.*可以取消/,
  ],
  [
    '未收到：正在退回',
    { status: 'shipped', parcel: { state: 'returning', lastScan: recently } },
    ['{} 快递我一直没收到'],
    /正在退回仓库.*自动退款/,
  ],
  [
    '未收到：海外过了 14 天',
    { ...abroad, status: 'delivered', deliveredAt: '2026-11-01T04:00:00Z' },
    ['{} 显示已送达，可是我根本没拿到'],
    /14 天内报告（到 11月15日）.*请同事/,
  ],
  [
    '未收到：海外要等两个工作日',
    { ...abroad, status: 'delivered', deliveredAt: '2026-11-20T12:00:00Z' },
    ['{} 显示已送达，可是我根本没拿到'],
    /请等到 11月24日.*马上立案/,
  ],
  [
    '未收到：一年内第二次',
    { ...abroad, status: 'delivered', deliveredAt: '2026-11-14T12:00:00Z' },
    ['{} 显示已送达，可是我根本没拿到'],
    /一年内第二次报未收到.*请同事/,
    {
      claim: {
        kind: 'missing',
        because: 'not_received',
        at: '2026-05-02T08:00:00Z',
        onAnother: true,
      },
    },
  ],
  ['破损：没签收', onItsWay, ['{} 快递外包装都破了怎么办'], /还没有签收.*当场拒收/],
  [
    '破损：大件没签收',
    { ...onItsWay, ...ebike },
    ['{} 收到就是破损的，车架都变形了'],
    /还没有签收.*当面开箱验货/,
  ],
  [
    '破损：已取消',
    { status: 'cancelled' },
    ['{} 收到的东西是坏的，外壳裂了'],
    /已经取消了.*退款进度/,
  ],
  [
    '少件：还有一个包裹在路上',
    { ...delivered, parcel: onItsWay.parcel },
    ['{} 箱子里少了一个炸篮'],
    /还有一个包裹在路上.*马上处理/,
  ],
  [
    '少件：过了 7 天',
    { status: 'delivered', deliveredAt: '2026-11-10T04:00:00Z' },
    ['{} 箱子里少了一个炸篮'],
    /7 天内反馈，到 11月17日 为止.*请同事/,
  ],
]

describe('下单之后的更改', () => refuses('zh', stages))
describe('包裹', () => refuses('zh', parcels))
