const stuck =
  /(?:订单|包裹|快递|快件|物流|货|东西|单子|件|佢|单)[^,。!?]{0,10}(?:卡|停|滞留|堵|困|压|趴|窝)(?:在|住|到|响|喺)|(?:卡|停|滞留)(?:在|喺|响)[^,。!?]{1,10}(?:天|日|周|星期|礼拜|小时|好久|不动|没动|唔郁)|(?:物流|快递|包裹|轨迹)[^,。!?]{0,12}(?:不动|没动|没更新|不更新|没变|唔郁|一动不动|停更)|\b(?:order|parcel|package|shipment|delivery|stuff|it)\b[^.!?]{0,40}\b(?:stuck (?:in|at|there|for|since)|been stuck|is stuck|hasn.?t moved|has not moved|not moving|no movement|sitting (?:in|at)|not budged)\b|\btracking\b[^.!?]{0,30}\b(?:hasn.?t (?:moved|updated|changed)|stuck|not (?:updating|moving)|no update)/

/** A device or a page gets stuck too: then it is no parcel. */
const device =
  /卡(?:纸|顿|死机|壳|槽|扣)|(?:页面|屏幕|app|支付|网页|按钮|盖子|机器|刷头|滚刷|轮子)[^,。!?]{0,8}卡|(?:button|screen|page|app|brush|wheel|lid|drawer|door|payment)\b[^.!?]{0,20}\bstuck/

/** Whether a parcel is said to stand still: a question where it is and a wish that it move, at once. */
export function isStuckParcel(folded: string): boolean {
  return stuck.test(folded) && !device.test(folded)
}
