import { person } from './person.ts'

/** Customers outside mainland China. */
export const abroad = [
  // Hong Kong, Macau, Taiwan, and what Ningbo serves in Asia.
  person(
    'wongkaman',
    ['黃嘉敏', 'yue'],
    [['香港', 'Hong Kong'], ['沙田', 'Sha Tin'], '源禾路 12 號 8 樓 C 室', 'HK'],
    ['+85291230458', 'kaman.wong', '06-18'],
    'explorer',
    [
      ['transit', 0.5, 'CF-35'],
      ['delivered', 9, 'SJ-3L/M'],
      ['delivered', 45, 'KT-17'],
    ],
  ),
  person(
    'leeholun',
    ['李浩麟', 'yue'],
    [['香港', 'Hong Kong'], ['觀塘', 'Kwun Tong'], '鴻圖道 57 號 1906 室', 'HK'],
    ['+85298761123', 'holun.lee', '11-11'],
    'voyager',
    [
      ['stuck', 8, 'PS-600'],
      ['delivered', 13, 'Ridge-2-Plus'],
      ['delivered', 28, 'SB-15'],
    ],
  ),
  person(
    'houweng',
    ['何永恩', 'yue'],
    [['澳门', 'Macau'], ['氹仔', 'Taipa'], '哥英布拉街 300 號 12 樓', 'MO'],
    ['+85366123907', 'wengho', '02-27'],
    'explorer',
    [
      ['delivered', 6, 'AP-300H'],
      ['out', 0.15, 'AF300-13'],
    ],
  ),
  person(
    'linyichun',
    ['林怡君', 'zh'],
    [['台北', 'Taipei'], ['大安', 'Da’an'], '復興南路一段 243 號 5 樓', 'TW'],
    ['+886912345088', 'yichun.lin', '10-31'],
    'explorer',
    [
      ['transit', 1.5, 'SJ-3L/S + GS-2'],
      ['delivered', 22, 'Ridge-2/sand'],
    ],
  ),
  person(
    'tanmeiling',
    ['Tan Mei Ling', 'en'],
    [['新加坡', 'Singapore'], ['东陵', 'Tanglin'], '21 Tanglin Rise #07-12', 'SG'],
    ['+6581234507', 'meiling.tan', '08-09'],
    'explorer',
    [
      ['delivered', 10, 'CF-35'],
      ['transit', 0.8, 'SB-5/left + SB-5/right'],
      ['delivered', 31, 'GS-2'],
    ],
  ),
  person(
    'rajkumar',
    ['Raj Kumar', 'en'],
    [['新加坡', 'Singapore'], ['淡滨尼', 'Tampines'], 'Block 842 Tampines Street 82 #09-115', 'SG'],
    ['+6590014426', 'raj.kumar', '01-26'],
    'explorer',
    [
      ['stuck', 10, 'SJ-3L/L'],
      ['paid', 0.05, 'KT-17'],
    ],
  ),
  person(
    'satoyuki',
    ['佐藤由紀', 'en'],
    [['东京', 'Tokyo'], ['世田谷', 'Setagaya'], '3-12-5 Kitazawa, Setagaya-ku', 'JP'],
    ['+819012340066', 'yuki.sato', '03-03'],
    'explorer',
    [
      ['transit', 1.2, 'Ridge-2/moss'],
      ['delivered', 20, 'GS-2'],
    ],
  ),
  person(
    'takahashi',
    ['Ken Takahashi', 'en'],
    [['大阪', 'Osaka'], ['北区', 'Kita'], '2-4-9 Nakazakicho, Kita-ku', 'JP'],
    ['+818056780921', 'ken.takahashi', '09-12'],
    'explorer',
    [
      ['lost', 31, 'SB-15'],
      ['delivered', 15, 'SJ-3L/M'],
    ],
  ),

  // The European Union, Switzerland and Norway.
  person(
    'mueller',
    ['Jonas Müller', 'en'],
    [['汉堡', 'Hamburg'], ['阿尔托纳', 'Altona'], 'Große Bergstraße 140, 22767 Hamburg', 'DE'],
    ['+4915112340917', 'jonas.mueller', '11-15'],
    'navigator',
    [
      ['delivered', 3, 'E-Cargo-26'],
      ['delivered', 31, 'PS-1200E/eu + EB-1200'],
      ['transit', 0.6, 'SP-200'],
    ],
  ),
  person(
    'schmidt',
    ['Lena Schmidt', 'en'],
    [['慕尼黑', 'Munich'], ['施瓦宾', 'Schwabing'], 'Hohenzollernstraße 61, 80796 München', 'DE'],
    ['+4915223398810', 'lena.schmidt', '07-02'],
    'explorer',
    [
      ['delivered', 13, 'CM-15/eu'],
      ['late', 9, 'KT-17/eu'],
      ['unpaid', 0.012, 'SJ-3L/S'],
    ],
  ),
  person(
    'kaya',
    ['Deniz Kaya', 'en'],
    [['柏林', 'Berlin'], ['新克尔恩', 'Neukölln'], 'Weserstraße 48, 12045 Berlin', 'DE'],
    ['+4917664420058', 'deniz.kaya', '05-19'],
    'navigator',
    [
      ['stuck', 9, 'RV-20'],
      ['delivered', 14, 'E-City-20'],
      ['packed', 0.7, 'CF-35', { payment: 'paylater' }],
    ],
  ),
  person(
    'devries',
    ['Sanne de Vries', 'en'],
    [['鹿特丹', 'Rotterdam'], ['北区', 'Noord'], 'Bergweg 212, 3037 EN Rotterdam', 'NL'],
    ['+31612345780', 'sanne.devries', '12-05'],
    'voyager',
    [
      ['delivered', 15, 'PS-1200E/eu'],
      ['delivered', 6, 'Ridge-2/sand + RG-PEG10', { payment: 'paylater' }],
      ['cancelled', 3, 'SP-100', { payment: 'card' }],
    ],
  ),
  person(
    'moreau',
    ['Camille Moreau', 'en'],
    [['里昂', 'Lyon'], ['克鲁瓦鲁斯', 'Croix-Rousse'], '18 rue Dumont, 69004 Lyon', 'FR'],
    ['+33612340985', 'camille.moreau', '02-08'],
    'explorer',
    [
      ['delivered', 29, 'Ridge-2-Plus'],
      ['returned', 13, 'SJ-3L/M', { payment: 'paylater' }],
    ],
  ),
  person(
    'garcia',
    ['Pablo García', 'en'],
    [['马德里', 'Madrid'], ['拉瓦皮耶斯', 'Lavapiés'], 'Calle del Olivar 27, 28012 Madrid', 'ES'],
    ['+34612347760', 'pablo.garcia', '10-03'],
    'voyager',
    [
      ['lost', 33, 'CF-35'],
      ['delivered', 16, 'GS-2 + GS-H'],
      ['paid', 0.06, 'RV-20-Max'],
    ],
  ),
  person(
    'rossi',
    ['Giulia Rossi', 'en'],
    [['米兰', 'Milan'], ['伊索拉', 'Isola'], 'Via Pastrengo 14, 20159 Milano', 'IT'],
    ['+393401234506', 'giulia.rossi', '04-25'],
    'explorer',
    [
      ['delivered', 10, 'KT-17/eu'],
      ['refunded', 50, 'CM-15/eu'],
    ],
  ),
  person(
    'kowalska',
    ['Zofia Kowalska', 'en'],
    [['华沙', 'Warsaw'], ['莫科托夫', 'Mokotów'], 'ul. Puławska 112/14, 02-620 Warszawa', 'PL'],
    ['+48501234066', 'zofia.kowalska', '06-24'],
    'voyager',
    [
      ['out', 0.12, 'SB-15'],
      ['delivered', 8, 'E-City-20'],
      ['delivered', 60, 'SB-5/right'],
    ],
  ),
  person(
    'gruber',
    ['Markus Gruber', 'en'],
    [['维也纳', 'Vienna'], ['诺伊鲍', 'Neubau'], 'Lindengasse 33/8, 1070 Wien', 'AT'],
    ['+436641234077', 'markus.gruber', '01-06'],
    'voyager',
    [
      ['delivered', 30, 'PS-1200E/eu + XT60-MC4'],
      ['partly', 18, 'SP-200*2'],
    ],
  ),
  person(
    'meier',
    ['Reto Meier', 'en'],
    [['苏黎世', 'Zurich'], ['维迪孔', 'Wiedikon'], 'Zurlindenstrasse 88, 8003 Zürich', 'CH'],
    ['+41791234018', 'reto.meier', '08-01'],
    'explorer',
    [
      ['transit', 2, 'Ridge-2-Plus'],
      ['delivered', 14, 'SJ-3L/XL'],
    ],
  ),
  person(
    'hansen',
    ['Ingrid Hansen', 'en'],
    [['奥斯陆', 'Oslo'], ['格吕纳勒卡', 'Grünerløkka'], 'Markveien 45, 0554 Oslo', 'NO'],
    ['+4790123466', 'ingrid.hansen', '05-17'],
    'explorer',
    [
      ['late', 12, 'SB-15'],
      ['delivered', 31, 'GS-2'],
    ],
  ),

  // The United Kingdom.
  person(
    'okafor',
    ['Chidi Okafor', 'en'],
    [['伦敦', 'London'], ['哈克尼', 'Hackney'], '27 Amhurst Road, London E8 1LL', 'GB'],
    ['+447700900516', 'chidi.okafor', '11-24'],
    'voyager',
    [
      ['stuck', 11, 'PS-1200E/uk'],
      ['delivered', 14, 'KT-17/uk'],
      ['delivered', 6, 'RV-20'],
      ['delivered', 75, 'CF-35'],
    ],
  ),
  person(
    'patel',
    ['Priya Patel', 'en'],
    [['伯明翰', 'Birmingham'], ['莫斯利', 'Moseley'], '9 Alcester Road, Birmingham B13 8AR', 'GB'],
    ['+447700900233', 'priya.patel', '03-14'],
    'voyager',
    [
      ['delivered', 16, 'RV-20@229', { payment: 'paylater' }],
      ['transit', 0.9, 'SB-5/left'],
      ['delivered', 29, 'KT-17/uk*2'],
    ],
  ),
  person(
    'macleod',
    ['Fiona MacLeod', 'en'],
    [['爱丁堡', 'Edinburgh'], ['利斯', 'Leith'], '64 Constitution Street, Edinburgh EH6 6RS', 'GB'],
    ['+447700900948', 'fiona.macleod', '11-30'],
    'voyager',
    [
      ['delivered', 3, 'Ridge-2-Plus'],
      ['refunded', 60, 'SJ-3L/M'],
      ['packed', 0.4, 'GS-2 + SB-15'],
    ],
  ),
  person(
    'hughes',
    ['Gareth Hughes', 'en'],
    [['加的夫', 'Cardiff'], ['庞特坎纳', 'Pontcanna'], '31 Cathedral Road, Cardiff CF11 9HB', 'GB'],
    ['+447700900671', 'gareth.hughes', '03-01'],
    'explorer',
    [
      ['label', 0.8, 'CF-35'],
      ['delivered', 10, 'SP-100'],
      ['cancelled', 0.08, 'KT-17/uk', { payment: 'card' }],
    ],
  ),

  // The United States and Canada.
  person(
    'johnson',
    ['Emily Johnson', 'en'],
    [['西雅图', 'Seattle'], ['巴拉德', 'Ballard'], '5412 20th Ave NW, Seattle, WA 98107', 'US'],
    ['+12065550147', 'emily.johnson', '07-04'],
    'voyager',
    [
      ['delivered', 29, 'Ridge-2/moss'],
      ['delivered', 31, 'SB-15'],
      ['transit', 1.3, 'SJ-3L/S'],
    ],
  ),
  person(
    'nguyen',
    ['Kevin Nguyen', 'en'],
    [
      ['圣何塞', 'San Jose'],
      ['威洛格伦', 'Willow Glen'],
      '1188 Lincoln Ave, San Jose, CA 95125',
      'US',
    ],
    ['+14085550162', 'kevin.nguyen', '09-22'],
    'navigator',
    [
      ['delivered', 14, 'E-City-20'],
      ['delivered', 19, 'SP-200*2'],
      ['stuck', 8.5, 'RV-20-Max'],
    ],
  ),
  person(
    'williams',
    ['Denise Williams', 'en'],
    [
      ['芝加哥', 'Chicago'],
      ['海德公园', 'Hyde Park'],
      '5309 S Dorchester Ave, Chicago, IL 60615',
      'US',
    ],
    ['+13125550118', 'denise.williams', '12-28'],
    'voyager',
    [
      ['delivered', 16, 'RV-20'],
      ['partly', 25, 'SJ-3L/L + GS-2'],
      ['delivered', 21, 'SP-100'],
      ['out', 0.1, 'CF-35'],
    ],
  ),
  person(
    'miller',
    ['Josh Miller', 'en'],
    [
      ['安克雷奇', 'Anchorage'],
      ['斯佩纳德', 'Spenard'],
      '2710 Spenard Rd, Anchorage, AK 99503',
      'US',
    ],
    ['+19075550133', 'josh.miller', '02-16'],
    'voyager',
    [
      ['late', 5, 'Ridge-2-Plus'],
      ['delivered', 60, 'SB-15'],
    ],
  ),
  person(
    'tremblay',
    ['Mathieu Tremblay', 'en'],
    [
      ['蒙特利尔', 'Montreal'],
      ['高原区', 'Le Plateau'],
      '4460 rue Saint-Denis, Montréal, QC H2J 2L1',
      'CA',
    ],
    ['+15145550176', 'mathieu.tremblay', '06-24'],
    'voyager',
    [
      ['delivered', 28, 'SJ-3L/XXL'],
      ['transit', 2.5, 'CF-35'],
    ],
  ),
  person(
    'chowgrace',
    ['Grace Chow', 'en'],
    [
      ['温哥华', 'Vancouver'],
      ['基斯兰奴', 'Kitsilano'],
      '2205 W 4th Ave, Vancouver, BC V6K 1N9',
      'CA',
    ],
    ['+16045550125', 'grace.chow', '11-05'],
    'explorer',
    [
      ['lost', 32, 'Ridge-2/sand'],
      ['delivered', 13, 'SB-5/left'],
      ['returned', 20, 'RV-20'],
    ],
  ),

  // Wholesale.
  person(
    'nordrad',
    ['Nordrad GmbH (Katja Braun)', 'en'],
    [['汉堡', 'Hamburg'], ['港口新城', 'HafenCity'], 'Am Sandtorkai 30, 20457 Hamburg', 'DE'],
    ['+4940231250172', 'katja.braun@nordrad.example', '08-20'],
    'wholesale',
    [
      [
        'paid',
        12,
        'E-City-20*30@1019',
        { kind: 'wholesale', payment: 'transfer', promisedInDays: 10 },
      ],
      ['delivered', 14, 'E-Cargo-26*10@2249', { kind: 'wholesale', payment: 'transfer' }],
      ['delivered', 90, 'E-City-20*2', { payment: 'transfer' }],
    ],
  ),
  person(
    'ridgeline',
    ['Ridgeline Outfitters (Sam Ortega)', 'en'],
    [['丹佛', 'Denver'], ['里诺', 'RiNo'], '3020 Larimer St, Denver, CO 80205', 'US'],
    ['+13035550184', 'sam@ridgeline.example', '05-11'],
    'wholesale',
    [
      [
        'transit',
        3,
        'Ridge-2/moss*100@107 + Ridge-2/sand*100@107',
        { kind: 'wholesale', payment: 'transfer' },
      ],
      ['delivered', 12, 'SB-5/left*150@44', { kind: 'wholesale', payment: 'transfer' }],
    ],
  ),
]
