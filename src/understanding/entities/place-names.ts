/** Places by their English name, which is the value, and the Chinese one: Chinese cities and provinces, countries, world cities. */
export const bilingual = `
Beijing 北京|Shanghai 上海|Guangzhou 广州|Shenzhen 深圳|Hangzhou 杭州|Ningbo 宁波|Wenzhou 温州|Jiaxing 嘉兴|Shaoxing 绍兴|Jinhua 金华|Yiwu 义乌|Taizhou 台州|Huzhou 湖州|Nanjing 南京|Suzhou 苏州|Wuxi 无锡|Changzhou 常州|Nantong 南通|Xuzhou 徐州|Yangzhou 扬州|Yangshan 洋山|Hefei 合肥|Wuhu 芜湖|Fuzhou 福州|Xiamen 厦门|Quanzhou 泉州|Nanchang 南昌|Ganzhou 赣州|Jinan 济南|Qingdao 青岛|Yantai 烟台|Weifang 潍坊|Linyi 临沂|Zhengzhou 郑州|Luoyang 洛阳|Wuhan 武汉|Yichang 宜昌|Xiangyang 襄阳|Changsha 长沙|Zhuzhou 株洲|Hengyang 衡阳|Foshan 佛山|Dongguan 东莞|Zhuhai 珠海|Zhongshan 中山市|Huizhou 惠州|Shantou 汕头|Jiangmen 江门|Nanning 南宁|Guilin 桂林|Liuzhou 柳州|Haikou 海口|Sanya 三亚|Chongqing 重庆|Chengdu 成都|Mianyang 绵阳|Guiyang 贵阳|Zunyi 遵义|Kunming 昆明|Dali 大理|Lijiang 丽江|Lhasa 拉萨|Xi'an 西安|Xianyang 咸阳|Lanzhou 兰州|Xining 西宁|Yinchuan 银川|Urumqi 乌鲁木齐|Hohhot 呼和浩特|Baotou 包头|Taiyuan 太原|Datong 大同|Shijiazhuang 石家庄|Tangshan 唐山|Baoding 保定|Tianjin 天津|Shenyang 沈阳|Dalian 大连|Changchun 长春|Jilin 吉林|Harbin 哈尔滨|Daqing 大庆|Hong Kong 香港|Macau 澳门|Taiwan 台湾|Taipei 台北|Kowloon 九龙
Zhejiang 浙江|Jiangsu 江苏|Guangdong 广东|Guangxi 广西|Fujian 福建|Jiangxi 江西|Anhui 安徽|Shandong 山东|Henan 河南|Hebei 河北|Hubei 湖北|Hunan 湖南|Hainan 海南|Sichuan 四川|Guizhou 贵州|Yunnan 云南|Tibet 西藏|Shaanxi 陕西|Shanxi 山西|Gansu 甘肃|Qinghai 青海|Ningxia 宁夏|Xinjiang 新疆|Inner Mongolia 内蒙古|Liaoning 辽宁|Heilongjiang 黑龙江
China 中国|Germany 德国|France 法国|Spain 西班牙|Italy 意大利|Netherlands 荷兰|Belgium 比利时|Luxembourg 卢森堡|Austria 奥地利|Switzerland 瑞士|Poland 波兰|Czechia 捷克|Portugal 葡萄牙|Ireland 爱尔兰|Denmark 丹麦|Sweden 瑞典|Norway 挪威|Finland 芬兰|Iceland 冰岛|Greece 希腊|Hungary 匈牙利|Romania 罗马尼亚|Bulgaria 保加利亚|Croatia 克罗地亚|Slovakia 斯洛伐克|Slovenia 斯洛文尼亚|Estonia 爱沙尼亚|Latvia 拉脱维亚|Lithuania 立陶宛|Malta 马耳他|Cyprus 塞浦路斯|United Kingdom 英国|England 英格兰|Scotland 苏格兰|Wales 威尔士|Ukraine 乌克兰|Russia 俄罗斯|Turkey 土耳其|Israel 以色列|United Arab Emirates 阿联酋|Saudi Arabia 沙特|India 印度|Indonesia 印度尼西亚|Malaysia 马来西亚|Singapore 新加坡|Thailand 泰国|Vietnam 越南|Philippines 菲律宾|Japan 日本|South Korea 韩国|Australia 澳大利亚|New Zealand 新西兰|United States 美国|Canada 加拿大|Mexico 墨西哥|Brazil 巴西|Argentina 阿根廷|Chile 智利|South Africa 南非|Egypt 埃及
Berlin 柏林|Hamburg 汉堡市|Munich 慕尼黑|Cologne 科隆|Frankfurt 法兰克福|Stuttgart 斯图加特|Düsseldorf 杜塞尔多夫|Leipzig 莱比锡|Dresden 德累斯顿|Vienna 维也纳|Zurich 苏黎世|Geneva 日内瓦|Paris 巴黎|Lyon 里昂|Marseille 马赛|Madrid 马德里|Barcelona 巴塞罗那|Valencia 瓦伦西亚|Seville 塞维利亚|Rome 罗马|Milan 米兰|Turin 都灵|Naples 那不勒斯|Florence 佛罗伦萨|Amsterdam 阿姆斯特丹|Rotterdam 鹿特丹|Utrecht 乌得勒支|Eindhoven 埃因霍温|The Hague 海牙|Brussels 布鲁塞尔|Antwerp 安特卫普|Lisbon 里斯本|Porto 波尔图|Dublin 都柏林|London 伦敦|Manchester 曼彻斯特|Birmingham 伯明翰|Leeds 利兹|Glasgow 格拉斯哥|Edinburgh 爱丁堡|Bristol 布里斯托|Liverpool 利物浦|Copenhagen 哥本哈根|Stockholm 斯德哥尔摩|Oslo 奥斯陆|Helsinki 赫尔辛基|Warsaw 华沙|Krakow 克拉科夫|Prague 布拉格|Budapest 布达佩斯|Bucharest 布加勒斯特|Athens 雅典|Istanbul 伊斯坦布尔|Moscow 莫斯科|Dubai 迪拜|Tokyo 东京|Osaka 大阪|Kyoto 京都|Seoul 首尔|Busan 釜山|Bangkok 曼谷|Kuala Lumpur 吉隆坡|Jakarta 雅加达|Hanoi 河内|Manila 马尼拉|Mumbai 孟买|Delhi 德里|Sydney 悉尼|Melbourne 墨尔本|Auckland 奥克兰|New York 纽约|Los Angeles 洛杉矶|San Francisco 旧金山|Chicago 芝加哥|Boston 波士顿|Seattle 西雅图|Houston 休斯敦|Toronto 多伦多|Vancouver 温哥华|Montreal 蒙特利尔|California 加州|Texas 德州|Florida 佛罗里达
Yancheng 盐城|Huai'an 淮安|Lianyungang 连云港|Zhenjiang 镇江|Suqian 宿迁|Quzhou 衢州|Zhoushan 舟山|Lishui 丽水|Bengbu 蚌埠|Anqing 安庆|Fuyang 阜阳|Zhangzhou 漳州|Putian 莆田|Ningde 宁德|Longyan 龙岩|Sanming 三明市|Jiujiang 九江|Shangrao 上饶|Jingdezhen 景德镇|Zibo 淄博|Weihai 威海|Rizhao 日照|Jining 济宁|Tai'an 泰安|Dezhou 德州市|Liaocheng 聊城|Heze 菏泽|Kaifeng 开封|Xinxiang 新乡|Nanyang 南阳|Zhumadian 驻马店|Anyang 安阳|Jingzhou 荆州|Shiyan 十堰|Xiaogan 孝感|Huanggang 黄冈|Yueyang 岳阳|Changde 常德|Xiangtan 湘潭|Chenzhou 郴州|Zhangjiajie 张家界|Zhanjiang 湛江|Maoming 茂名|Zhaoqing 肇庆|Meizhou 梅州|Chaozhou 潮州|Jieyang 揭阳|Qingyuan 清远市|Shaoguan 韶关|Beihai 北海市|Yulin 玉林|Deyang 德阳|Leshan 乐山|Yibin 宜宾|Luzhou 泸州|Nanchong 南充|Dazhou 达州|Qujing 曲靖|Yuxi 玉溪|Xishuangbanna 西双版纳|Baoji 宝鸡|Yan'an 延安|Handan 邯郸|Qinhuangdao 秦皇岛|Langfang 廊坊|Cangzhou 沧州|Zhangjiakou 张家口|Chengde 承德|Xiong'an 雄安|Ordos 鄂尔多斯|Anshan 鞍山|Fushun 抚顺|Jinzhou 锦州|Yingkou 营口|Dandong 丹东|Yanbian 延边|Qiqihar 齐齐哈尔|Mudanjiang 牡丹江|Jiamusi 佳木斯|Kunshan 昆山|Jiangyin 江阴|Changshu 常熟|Zhangjiagang 张家港|Cixi 慈溪|Yuyao 余姚|Pudong 浦东|Haidian 海淀区|Kaohsiung 高雄|Taichung 台中市|Tainan 台南
Tunisia 突尼斯|Morocco 摩洛哥|Algeria 阿尔及利亚|Nigeria 尼日利亚|Kenya 肯尼亚|Ghana 加纳|Ethiopia 埃塞俄比亚|Tanzania 坦桑尼亚|Uganda 乌干达|Uruguay 乌拉圭|Paraguay 巴拉圭|Peru 秘鲁|Bolivia 玻利维亚|Ecuador 厄瓜多尔|Colombia 哥伦比亚|Venezuela 委内瑞拉|Panama 巴拿马|Costa Rica 哥斯达黎加|Guatemala 危地马拉|Honduras 洪都拉斯|Cuba 古巴|Jamaica 牙买加|Dominican Republic 多米尼加|Puerto Rico 波多黎各|Greenland 格陵兰|Serbia 塞尔维亚|Bosnia and Herzegovina 波黑|Montenegro 黑山国|North Macedonia 北马其顿|Albania 阿尔巴尼亚|Kosovo 科索沃|Moldova 摩尔多瓦|Belarus 白俄罗斯|Armenia 亚美尼亚|Azerbaijan 阿塞拜疆|Kazakhstan 哈萨克斯坦|Uzbekistan 乌兹别克斯坦|Mongolia 蒙古国|Nepal 尼泊尔|Bangladesh 孟加拉国|Pakistan 巴基斯坦|Sri Lanka 斯里兰卡|Myanmar 缅甸|Cambodia 柬埔寨|Laos 老挝|Brunei 文莱|Qatar 卡塔尔|Kuwait 科威特|Bahrain 巴林|Oman 阿曼|Iraq 伊拉克|Iran 伊朗|Lebanon 黎巴嫩|Monaco 摩纳哥|Andorra 安道尔|Liechtenstein 列支敦士登|San Marino 圣马力诺|Vatican 梵蒂冈|Northern Ireland 北爱尔兰
`

/** Places that are read in English only: further countries, the states of large ones, cities. */
export const englishOnly = `
Afghanistan|Angola|Bahamas|Barbados|Belize|Bhutan|Botswana|Burkina Faso|Burundi|Cameroon|Cape Verde|Djibouti|El Salvador|Eritrea|Eswatini|Fiji|Gabon|Gambia|Guinea|Guyana|Haiti|Ivory Coast|Lesotho|Liberia|Libya|Madagascar|Malawi|Maldives|Mali|Mauritania|Mauritius|Mozambique|Namibia|Nicaragua|Niger|Papua New Guinea|Rwanda|Samoa|Senegal|Seychelles|Sierra Leone|Somalia|Sudan|South Sudan|Suriname|Syria|Tajikistan|Togo|Tonga|Trinidad and Tobago|Turkmenistan|Vanuatu|Yemen|Zambia|Zimbabwe|Jordan|Georgia|Faroe Islands|Guam|Bermuda|Gibraltar|Isle of Man|Jersey|Guernsey
Alabama|Alaska|Arizona|Arkansas|Colorado|Connecticut|Delaware|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Utah|Vermont|Virginia|West Virginia|Wisconsin|Wyoming|Ontario|Quebec|British Columbia|Alberta|Manitoba|Saskatchewan|Nova Scotia|New Brunswick|Newfoundland|Yukon|New South Wales|Queensland|South Australia|Western Australia|Tasmania
Philadelphia|Phoenix|San Antonio|San Diego|Dallas|San Jose|Austin|Jacksonville|Fort Worth|Columbus|Charlotte|Indianapolis|Denver|Oklahoma City|Nashville|El Paso|Portland|Las Vegas|Detroit|Memphis|Louisville|Baltimore|Milwaukee|Albuquerque|Tucson|Sacramento|Atlanta|Miami|Minneapolis|Tampa|New Orleans|Cleveland|Pittsburgh|Cincinnati|St. Louis|Orlando|Salt Lake City|Brooklyn|Manhattan|Ottawa|Calgary|Edmonton|Winnipeg|Halifax|Brisbane|Perth|Adelaide|Canberra|Hobart|Wellington|Christchurch|Sheffield|Newcastle|Nottingham|Leicester|Cardiff|Belfast|Southampton|Brighton|Oxford|Cambridge|York|Bath|Norwich|Plymouth|Coventry|Aberdeen|Dundee|Cork|Galway|Limerick
Bremen|Hanover|Hannover|Nuremberg|Nürnberg|Dortmund|Essen|Duisburg|Bochum|Bonn|Münster|Mannheim|Karlsruhe|Augsburg|Wiesbaden|Mainz|Aachen|Kiel|Lübeck|Rostock|Potsdam|Freiburg|Heidelberg|Graz|Linz|Salzburg|Innsbruck|Basel|Bern|Lausanne|Lucerne|Toulouse|Nice|Nantes|Strasbourg|Montpellier|Bordeaux|Lille|Rennes|Reims|Grenoble|Bilbao|Malaga|Málaga|Zaragoza|Granada|Palma|Palermo|Genoa|Bologna|Verona|Venice|Pisa|Bari|Catania|Trieste|Groningen|Haarlem|Leiden|Delft|Maastricht|Arnhem|Nijmegen|Breda|Tilburg|Ghent|Bruges|Leuven|Liège|Namur|Braga|Coimbra|Faro|Aarhus|Odense|Aalborg|Gothenburg|Malmö|Malmo|Uppsala|Bergen|Trondheim|Stavanger|Tampere|Turku|Oulu|Espoo|Reykjavik|Reykjavík|Gdansk|Gdańsk|Poznan|Poznań|Wroclaw|Wrocław|Lodz|Łódź|Katowice|Brno|Ostrava|Bratislava|Ljubljana|Zagreb|Split|Belgrade|Sarajevo|Skopje|Tirana|Sofia|Varna|Thessaloniki|Nicosia|Valletta|Vilnius|Riga|Tallinn|Minsk|Kyiv|Kiev|Lviv|Odesa|Odessa|St. Petersburg|Saint Petersburg|Tbilisi|Yerevan|Baku|Ankara|Izmir|Tel Aviv|Jerusalem|Haifa|Beirut|Amman|Doha|Abu Dhabi|Riyadh|Jeddah|Cairo|Casablanca|Tunis|Lagos|Nairobi|Accra|Johannesburg|Cape Town|Durban|Pretoria|Karachi|Lahore|Islamabad|Bangalore|Hyderabad|Chennai|Kolkata|Pune|Dhaka|Kathmandu|Colombo|Yangon|Phnom Penh|Ho Chi Minh City|Saigon|Penang|Johor Bahru|Bali|Surabaya|Cebu|Sapporo|Yokohama|Nagoya|Fukuoka|Hiroshima|Kobe|Incheon|São Paulo|Sao Paulo|Rio de Janeiro|Brasilia|Buenos Aires|Santiago|Lima|Bogota|Bogotá|Medellin|Quito|Caracas|Montevideo|Mexico City|Guadalajara|Monterrey|Cancun|Havana|San Juan|Honolulu|Anchorage|Europe|Scandinavia
`

/** Other names for the same places. */
export const aliases: Record<string, string> = {
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
  加拿大: 'Canada',
  澳洲: 'Australia',
  大马: 'Malaysia',
  印尼: 'Indonesia',
  荷兰: 'Netherlands',
}

/** English words, and names of people, that are also places: places only with a capital, and where nothing else takes them. */
export const ambiguous: ReadonlySet<string> = new Set(
  'turkey porto nice reading dali chile florence holland hk datong china jersey guinea jordan georgia maine mali split essen bath york cork perth orlando phoenix austin charlotte virginia sofia santiago portland columbus bergen bari bern linz faro pisa palma lima adelaide bali tonga togo niger chad kiel mainz bonn wales oxford cambridge brighton denver dallas cleveland memphis lagos cebu kobe pune delft breda leiden nagoya alberta montana nevada victoria niger oman deyang anyang nanyang yulin shiyan'.split(
    ' ',
  ),
)
