import { plain } from '../../domain/plain-text.ts'
/** How much a name says: a city before a district, which several cities may have, and a province or country last. */
const rank = { city: 3, district: 2, region: 1 } as const

/** A point on the map with its names; a province or country stands for where many of its people live. */
interface Place {
  names: readonly { name: string; rank: number; pattern: RegExp }[]
  at: readonly [latitude: number, longitude: number]
}

/** A name as written below: `+` before a district, `*` before a region, `·` for a space. */
function named(written: string): Place['names'][number] {
  const name = written.replace(/^[+*]/, '').replaceAll('·', ' ')
  const latin = /^[\p{Script=Latin}’ ]+$/u.test(name)
  return {
    name,
    rank: written.startsWith('+')
      ? rank.district
      : written.startsWith('*')
        ? rank.region
        : rank.city,
    // A road named after another city is not that city.
    pattern: latin
      ? new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'u')
      : new RegExp(`${name}(?![中东西南北]?[路街])`),
  }
}

const gazetteer: readonly Place[] = (
  [
    ['上海 shanghai +浦东 +pudong +徐汇 +xuhui +静安 +黄浦 +闵行 +杨浦 +松江 +嘉定', 31.2, 121.45],
    ['北京 beijing +朝阳 +chaoyang +海淀 +haidian +东城 +西城 +丰台 +通州 +昌平', 39.91, 116.4],
    ['广州 guangzhou canton *广东 *guangdong +天河 +tianhe +越秀 +番禺 +白云', 23.13, 113.3],
    ['深圳 shenzhen +南山 +nanshan +福田 +futian +罗湖 +宝安 +龙岗', 22.54, 114.0],
    ['成都 chengdu +高新 +gaoxin +武侯 +锦江 +青羊 *四川 *sichuan', 30.62, 104.07],
    ['杭州 hangzhou +滨江 +binjiang +西湖 +余杭 +萧山 *浙江 *zhejiang', 30.25, 120.17],
    ['宁波 ningbo +鄞州 +yinzhou +海曙 +江北', 29.87, 121.55],
    ['苏州 suzhou', 31.3, 120.6],
    ['昆山 kunshan', 31.38, 120.98],
    ['无锡 wuxi', 31.57, 120.3],
    ['常州 changzhou', 31.81, 119.97],
    ['南京 nanjing +鼓楼 *江苏 *jiangsu', 32.06, 118.79],
    ['南通 nantong', 32.0, 120.87],
    ['嘉兴 jiaxing', 30.75, 120.76],
    ['湖州 huzhou', 30.87, 120.1],
    ['绍兴 shaoxing', 30.03, 120.58],
    ['金华 jinhua 义乌 yiwu', 29.1, 119.65],
    ['台州 taizhou', 28.66, 121.43],
    ['温州 wenzhou', 28.0, 120.67],
    ['合肥 hefei *安徽 *anhui', 31.86, 117.28],
    ['天津 tianjin', 39.13, 117.2],
    ['石家庄 shijiazhuang *河北 *hebei 保定', 38.04, 114.51],
    ['济南 jinan *山东 *shandong', 36.65, 117.0],
    ['青岛 qingdao', 36.07, 120.38],
    ['沈阳 shenyang *辽宁 *liaoning', 41.8, 123.43],
    ['大连 dalian', 38.91, 121.6],
    ['长春 changchun *吉林 *jilin', 43.88, 125.32],
    ['哈尔滨 harbin *黑龙江 *heilongjiang', 45.75, 126.65],
    ['太原 taiyuan *山西 *shanxi', 37.87, 112.55],
    ['郑州 zhengzhou *河南 *henan 洛阳', 34.75, 113.62],
    ['西安 xi’an xian *陕西 *shaanxi', 34.34, 108.94],
    ['武汉 wuhan *湖北 *hubei', 30.59, 114.3],
    ['长沙 changsha *湖南 *hunan', 28.23, 112.94],
    ['南昌 nanchang *江西 *jiangxi', 28.68, 115.86],
    ['福州 fuzhou *福建 *fujian', 26.07, 119.3],
    ['厦门 xiamen', 24.48, 118.09],
    ['泉州 quanzhou', 24.87, 118.68],
    ['东莞 dongguan', 23.02, 113.75],
    ['佛山 foshan', 23.02, 113.12],
    ['珠海 zhuhai', 22.27, 113.58],
    ['中山 zhongshan', 22.52, 113.39],
    ['惠州 huizhou', 23.11, 114.42],
    ['汕头 shantou', 23.35, 116.68],
    ['南宁 nanning *广西 *guangxi', 22.82, 108.37],
    ['海口 haikou *海南 *hainan', 20.04, 110.34],
    ['三亚 sanya', 18.25, 109.51],
    ['重庆 chongqing', 29.56, 106.55],
    ['贵阳 guiyang *贵州 *guizhou', 26.65, 106.63],
    ['昆明 kunming *云南 *yunnan', 25.04, 102.71],
    ['大理 dali', 25.61, 100.27],
    ['拉萨 lhasa *西藏 *tibet', 29.65, 91.12],
    ['兰州 lanzhou *甘肃 *gansu', 36.06, 103.83],
    ['西宁 xining *青海 *qinghai', 36.62, 101.78],
    ['银川 yinchuan *宁夏 *ningxia', 38.49, 106.23],
    ['乌鲁木齐 urumqi *新疆 *xinjiang', 43.83, 87.62],
    ['呼和浩特 hohhot *内蒙古 *内蒙', 40.84, 111.75],
    ['香港 hong·kong hongkong +九龙 +kowloon', 22.32, 114.17],
    ['澳门 macau macao', 22.19, 113.54],
    ['台北 taipei *台湾 *taiwan', 25.03, 121.57],
    ['柏林 berlin *德国 *germany *deutschland', 52.52, 13.4],
    ['汉堡 hamburg', 53.55, 9.99],
    ['慕尼黑 munich münchen', 48.14, 11.58],
    ['法兰克福 frankfurt', 50.11, 8.68],
    ['科隆 cologne köln', 50.94, 6.96],
    ['莱比锡 leipzig', 51.34, 12.37],
    ['波茨坦 potsdam', 52.4, 13.07],
    ['鹿特丹 rotterdam', 51.92, 4.48],
    ['阿姆斯特丹 amsterdam *荷兰 *netherlands *holland', 52.37, 4.9],
    ['海牙 the·hague den·haag', 52.08, 4.31],
    ['乌得勒支 utrecht', 52.09, 5.12],
    ['布鲁塞尔 brussels *比利时 *belgium 安特卫普 antwerp', 50.85, 4.35],
    ['巴黎 paris *法国 *france', 48.86, 2.35],
    ['马德里 madrid *西班牙 *spain', 40.42, -3.7],
    ['巴塞罗那 barcelona', 41.39, 2.17],
    ['米兰 milan *意大利 *italy', 45.46, 9.19],
    ['维也纳 vienna *奥地利 *austria', 48.21, 16.37],
    ['华沙 warsaw *波兰 *poland', 52.23, 21.01],
    ['波兹南 poznań poznan', 52.41, 16.93],
    ['布拉格 prague *捷克 *czechia *czech', 50.08, 14.43],
    ['哥本哈根 copenhagen *丹麦 *denmark', 55.68, 12.57],
    ['斯德哥尔摩 stockholm *瑞典 *sweden', 59.33, 18.07],
    ['奥斯陆 oslo *挪威 *norway', 59.91, 10.75],
    ['苏黎世 zurich zürich *瑞士 *switzerland', 47.37, 8.54],
    ['都柏林 dublin *爱尔兰 *ireland', 53.35, -6.26],
    ['伦敦 london *英国 *britain *uk *united·kingdom *england', 51.51, -0.13],
    ['曼彻斯特 manchester', 53.48, -2.24],
    ['利兹 leeds', 53.8, -1.55],
    ['伯明翰 birmingham', 52.48, -1.9],
    ['爱丁堡 edinburgh 格拉斯哥 glasgow *苏格兰 *scotland', 55.95, -3.19],
    ['纽约 new·york *美国 *usa *united·states', 40.71, -74.01],
    ['洛杉矶 los·angeles *加州 *california', 34.05, -118.24],
    ['旧金山 san·francisco', 37.77, -122.42],
    ['西雅图 seattle', 47.61, -122.33],
    ['奥斯汀 austin', 30.27, -97.74],
    ['芝加哥 chicago', 41.88, -87.63],
    ['多伦多 toronto *加拿大 *canada', 43.65, -79.38],
    ['温哥华 vancouver', 49.28, -123.12],
    ['东京 tokyo *日本 *japan', 35.68, 139.69],
    ['大阪 osaka 京都 kyoto', 34.69, 135.5],
    ['首尔 seoul *韩国 *korea', 37.57, 126.98],
    ['新加坡 singapore 狮城', 1.29, 103.85],
    ['吉隆坡 kuala·lumpur *马来西亚 *malaysia', 3.14, 101.69],
    ['新山 johor', 1.49, 103.74],
    ['曼谷 bangkok *泰国 *thailand', 13.76, 100.5],
    ['雅加达 jakarta *印尼 *indonesia', -6.21, 106.85],
    ['悉尼 sydney *澳大利亚 *澳洲 *australia', -33.87, 151.21],
    ['墨尔本 melbourne', -37.81, 144.96],
    ['奥克兰 auckland *新西兰 *new·zealand', -36.85, 174.76],
  ] as const
).map(([names, latitude, longitude]) => ({
  names: names.split(' ').map(named),
  at: [latitude, longitude] as const,
}))

/** Where a place is that someone names in a sentence, in either language. Null when none is known. */
export function locate(words: string): Place['at'] | null {
  const text = plain(words)
  let best: { at: Place['at']; rank: number; length: number } | null = null
  for (const { names, at } of gazetteer)
    for (const { name, rank, pattern } of names) {
      const better = !best || rank > best.rank || (rank === best.rank && name.length > best.length)
      if (better && pattern.test(text)) best = { at, rank, length: name.length }
    }
  return best?.at ?? null
}

const earthKm = 6371

/** Kilometres along the great circle (haversine). */
export function distanceKm(from: Place['at'], to: Place['at']): number {
  const [lat1, lon1, lat2, lon2] = [...from, ...to].map((degrees) => (degrees * Math.PI) / 180) as [
    number,
    number,
    number,
    number,
  ]
  const half = (angle: number) => Math.sin(angle / 2) ** 2
  const h = half(lat2 - lat1) + Math.cos(lat1) * Math.cos(lat2) * half(lon2 - lon1)
  return 2 * earthKm * Math.asin(Math.sqrt(h))
}
