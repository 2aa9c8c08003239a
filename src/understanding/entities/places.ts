import type { Span } from './span.ts'

/** Names of places by the English one, which is the value: Chinese cities and provinces, countries, world cities. */
const names = `
Beijing 北京|Shanghai 上海|Guangzhou 广州|Shenzhen 深圳|Hangzhou 杭州|Ningbo 宁波|Wenzhou 温州|Jiaxing 嘉兴|Shaoxing 绍兴|Jinhua 金华|Yiwu 义乌|Taizhou 台州|Huzhou 湖州|Nanjing 南京|Suzhou 苏州|Wuxi 无锡|Changzhou 常州|Nantong 南通|Xuzhou 徐州|Yangzhou 扬州|Yangshan 洋山|Hefei 合肥|Wuhu 芜湖|Fuzhou 福州|Xiamen 厦门|Quanzhou 泉州|Nanchang 南昌|Ganzhou 赣州|Jinan 济南|Qingdao 青岛|Yantai 烟台|Weifang 潍坊|Linyi 临沂|Zhengzhou 郑州|Luoyang 洛阳|Wuhan 武汉|Yichang 宜昌|Xiangyang 襄阳|Changsha 长沙|Zhuzhou 株洲|Hengyang 衡阳|Foshan 佛山|Dongguan 东莞|Zhuhai 珠海|Zhongshan 中山市|Huizhou 惠州|Shantou 汕头|Jiangmen 江门|Nanning 南宁|Guilin 桂林|Liuzhou 柳州|Haikou 海口|Sanya 三亚|Chongqing 重庆|Chengdu 成都|Mianyang 绵阳|Guiyang 贵阳|Zunyi 遵义|Kunming 昆明|Dali 大理|Lijiang 丽江|Lhasa 拉萨|Xi'an 西安|Xianyang 咸阳|Lanzhou 兰州|Xining 西宁|Yinchuan 银川|Urumqi 乌鲁木齐|Hohhot 呼和浩特|Baotou 包头|Taiyuan 太原|Datong 大同|Shijiazhuang 石家庄|Tangshan 唐山|Baoding 保定|Tianjin 天津|Shenyang 沈阳|Dalian 大连|Changchun 长春|Jilin 吉林|Harbin 哈尔滨|Daqing 大庆|Hong Kong 香港|Macau 澳门|Taiwan 台湾|Taipei 台北|Kowloon 九龙
Zhejiang 浙江|Jiangsu 江苏|Guangdong 广东|Guangxi 广西|Fujian 福建|Jiangxi 江西|Anhui 安徽|Shandong 山东|Henan 河南|Hebei 河北|Hubei 湖北|Hunan 湖南|Hainan 海南|Sichuan 四川|Guizhou 贵州|Yunnan 云南|Tibet 西藏|Shaanxi 陕西|Shanxi 山西|Gansu 甘肃|Qinghai 青海|Ningxia 宁夏|Xinjiang 新疆|Inner Mongolia 内蒙古|Liaoning 辽宁|Heilongjiang 黑龙江
China 中国|Germany 德国|France 法国|Spain 西班牙|Italy 意大利|Netherlands 荷兰|Belgium 比利时|Luxembourg 卢森堡|Austria 奥地利|Switzerland 瑞士|Poland 波兰|Czechia 捷克|Portugal 葡萄牙|Ireland 爱尔兰|Denmark 丹麦|Sweden 瑞典|Norway 挪威|Finland 芬兰|Iceland 冰岛|Greece 希腊|Hungary 匈牙利|Romania 罗马尼亚|Bulgaria 保加利亚|Croatia 克罗地亚|Slovakia 斯洛伐克|Slovenia 斯洛文尼亚|Estonia 爱沙尼亚|Latvia 拉脱维亚|Lithuania 立陶宛|Malta 马耳他|Cyprus 塞浦路斯|United Kingdom 英国|England 英格兰|Scotland 苏格兰|Wales 威尔士|Ukraine 乌克兰|Russia 俄罗斯|Turkey 土耳其|Israel 以色列|United Arab Emirates 阿联酋|Saudi Arabia 沙特|India 印度|Indonesia 印度尼西亚|Malaysia 马来西亚|Singapore 新加坡|Thailand 泰国|Vietnam 越南|Philippines 菲律宾|Japan 日本|South Korea 韩国|Australia 澳大利亚|New Zealand 新西兰|United States 美国|Canada 加拿大|Mexico 墨西哥|Brazil 巴西|Argentina 阿根廷|Chile 智利|South Africa 南非|Egypt 埃及
Berlin 柏林|Hamburg 汉堡市|Munich 慕尼黑|Cologne 科隆|Frankfurt 法兰克福|Stuttgart 斯图加特|Düsseldorf 杜塞尔多夫|Leipzig 莱比锡|Dresden 德累斯顿|Vienna 维也纳|Zurich 苏黎世|Geneva 日内瓦|Paris 巴黎|Lyon 里昂|Marseille 马赛|Madrid 马德里|Barcelona 巴塞罗那|Valencia 瓦伦西亚|Seville 塞维利亚|Rome 罗马(?!尼亚)|Milan 米兰|Turin 都灵|Naples 那不勒斯|Florence 佛罗伦萨|Amsterdam 阿姆斯特丹|Rotterdam 鹿特丹|Utrecht 乌得勒支|Eindhoven 埃因霍温|The Hague 海牙|Brussels 布鲁塞尔|Antwerp 安特卫普|Lisbon 里斯本|Porto 波尔图|Dublin 都柏林|London 伦敦|Manchester 曼彻斯特|Birmingham 伯明翰|Leeds 利兹|Glasgow 格拉斯哥|Edinburgh 爱丁堡|Bristol 布里斯托|Liverpool 利物浦|Copenhagen 哥本哈根|Stockholm 斯德哥尔摩|Oslo 奥斯陆|Helsinki 赫尔辛基|Warsaw 华沙|Krakow 克拉科夫|Prague 布拉格|Budapest 布达佩斯|Bucharest 布加勒斯特|Athens 雅典|Istanbul 伊斯坦布尔|Moscow 莫斯科|Dubai 迪拜|Tokyo 东京|Osaka 大阪|Kyoto 京都|Seoul 首尔|Busan 釜山|Bangkok 曼谷|Kuala Lumpur 吉隆坡|Jakarta 雅加达|Hanoi 河内|Manila 马尼拉|Mumbai 孟买|Delhi 德里|Sydney 悉尼|Melbourne 墨尔本|Auckland 奥克兰|New York 纽约|Los Angeles 洛杉矶|San Francisco 旧金山|Chicago 芝加哥|Boston 波士顿|Seattle 西雅图|Houston 休斯敦|Toronto 多伦多|Vancouver 温哥华|Montreal 蒙特利尔|California 加州|Texas 德州|Florida 佛罗里达
`
/** Other names for the same places. */
const aliases: Record<string, string> = {
  uk: 'United Kingdom',
  'u.k.': 'United Kingdom',
  'great britain': 'United Kingdom',
  britain: 'United Kingdom',
  usa: 'United States',
  'u.s.': 'United States',
  'the us': 'United States',
  america: 'United States',
  uae: 'United Arab Emirates',
  holland: 'Netherlands',
  'czech republic': 'Czechia',
  hk: 'Hong Kong',
  hongkong: 'Hong Kong',
  xian: "Xi'an",
  korea: 'South Korea',
  munchen: 'Munich',
  münchen: 'Munich',
  köln: 'Cologne',
  wien: 'Vienna',
  nyc: 'New York',
  帝都: 'Beijing',
  魔都: 'Shanghai',
  省城: '',
  加拿大: 'Canada',
  澳洲: 'Australia',
  大马: 'Malaysia',
  印尼: 'Indonesia',
  荷兰: 'Netherlands',
}

const englishValue = new Map<string, string>()
const chineseValue = new Map<string, string>()
for (const line of names.trim().split(/[|\n]/)) {
  const [, english = '', chinese = ''] = /^(.*) (\S+)$/.exec(line.trim()) ?? []
  englishValue.set(english.toLowerCase(), english)
  chineseValue.set(chinese.replace(/\(.*/, ''), english)
}
for (const [alias, value] of Object.entries(aliases)) {
  if (value !== '') (/\p{Script=Han}/u.test(alias) ? chineseValue : englishValue).set(alias, value)
}

const escape = (name: string): string => name.replace(/[.'*+?^${}()|[\]\\]/g, '\\$&')
const longestFirst = (a: string, b: string): number => b.length - a.length
const english = new RegExp(
  `(?<![a-z])(?:${[...englishValue.keys()].sort(longestFirst).map(escape).join('|')})(?![a-z])`,
  'gi',
)
const chinese = new RegExp([...chineseValue.keys()].sort(longestFirst).map(escape).join('|'), 'g')

/** English words that are also places: places only with a capital. */
const ambiguous = new Set([
  'turkey',
  'porto',
  'nice',
  'reading',
  'dali',
  'the us',
  'chile',
  'florence',
  'holland',
  'hk',
  'datong',
  'china',
])

/** Cities, provinces and countries → their English name, so that 杭州 and Hangzhou are one place. */
export function findPlaces(text: string): Span[] {
  const spans: Span[] = []
  for (const { 0: name, index } of text.matchAll(english)) {
    if (ambiguous.has(name.toLowerCase()) && !/^[A-Z]/.test(name.replace(/^the /, ''))) continue
    spans.push({
      type: 'place',
      value: englishValue.get(name.toLowerCase()) ?? name,
      start: index,
      end: index + name.length,
    })
  }
  for (const { 0: name, index } of text.matchAll(chinese)) {
    spans.push({
      type: 'place',
      value: chineseValue.get(name) ?? name,
      start: index,
      end: index + name.length,
    })
  }
  return spans
}
