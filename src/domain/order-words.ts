import type { Locale } from './locale.ts'
import type { OrderStatus, Parcel } from './shop.ts'

/** What became of an order, in the words of whoever waits for it. */
export const orderStatusWords: Record<Locale, Record<OrderStatus, string>> = {
  zh: {
    unpaid: '待付款',
    paid: '已付款，待发货',
    packed: '已打包',
    shipped: '运输中',
    delivered: '已签收',
    cancelled: '已取消',
    returned: '已退货',
    refunded: '已退款',
    partly_refunded: '部分退款',
  },
  en: {
    unpaid: 'waiting for payment',
    paid: 'paid, not dispatched yet',
    packed: 'packed',
    shipped: 'on its way',
    delivered: 'delivered',
    cancelled: 'cancelled',
    returned: 'returned',
    refunded: 'refunded',
    partly_refunded: 'partly refunded',
  },
}

/** Where a parcel is, in as few words. */
export const parcelStateWords: Record<Locale, Record<Parcel['state'], string>> = {
  zh: {
    label_made: '等快递来取',
    in_transit: '运输中',
    stuck: '停住没有更新',
    out_for_delivery: '正在派送',
    delivered: '已签收',
    lost: '可能丢失',
    returning: '退回途中',
  },
  en: {
    label_made: 'waiting for the carrier',
    in_transit: 'on its way',
    stuck: 'stuck',
    out_for_delivery: 'out for delivery',
    delivered: 'delivered',
    lost: 'perhaps lost',
    returning: 'on its way back',
  },
}
