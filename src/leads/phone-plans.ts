/** A country's code, its trunk prefix, and the lengths of its national numbers (ITU-T E.164 annexes, national plans). */
interface Plan {
  readonly code: string
  readonly trunk: string
  readonly lengths: readonly [number, number]
  readonly clue: RegExp
}

/** Where the sample shop's customers call from. A clue is a place, a kind of firm, or the end of an address. */
export const plans: readonly Plan[] = [
  { code: '852', trunk: '', lengths: [8, 8], clue: /香港|九龙|hong ?kong|kowloon|\.hk\b/i },
  { code: '86', trunk: '0', lengths: [10, 12], clue: /中国|北京|上海|\bchina\b|\.cn\b/i },
  {
    code: '49',
    trunk: '0',
    lengths: [7, 12],
    clue: /\b(?:germany|berlin|hamburg|munich|münchen|frankfurt|cologne|köln|stuttgart|leipzig|dresden|gmbh|\S+\.de)\b|德国|汉堡|柏林/i,
  },
  {
    code: '33',
    trunk: '0',
    lengths: [9, 9],
    clue: /\b(?:france|paris|lyon|marseille|lille|nice|toulouse|bordeaux|sarl|\S+\.fr)\b|法国|巴黎/i,
  },
  {
    code: '44',
    trunk: '0',
    lengths: [9, 10],
    clue: /\b(?:uk|u\.k\.|england|scotland|wales|britain|london|leeds|manchester|bristol|birmingham|liverpool|edinburgh|glasgow|cornwall|ltd|plc|\S+\.uk)\b|£|英国|伦敦/i,
  },
  {
    code: '353',
    trunk: '0',
    lengths: [7, 9],
    clue: /\b(?:ireland|dublin|cork|galway|\S+\.ie)\b|爱尔兰/i,
  },
  {
    code: '34',
    trunk: '',
    lengths: [9, 9],
    clue: /\b(?:spain|madrid|barcelona|valencia|seville|malaga|\S+\.es)\b|西班牙/i,
  },
  {
    code: '39',
    trunk: '',
    lengths: [8, 11],
    clue: /\b(?:italy|rome|milan|turin|naples|florence|s\.?r\.?l|\S+\.it)\b|意大利/i,
  },
  {
    code: '31',
    trunk: '0',
    lengths: [9, 9],
    clue: /\b(?:netherlands|holland|amsterdam|rotterdam|utrecht|eindhoven|bv|\S+\.nl)\b|荷兰/i,
  },
  {
    code: '32',
    trunk: '0',
    lengths: [8, 9],
    clue: /\b(?:belgium|brussels|antwerp|ghent|\S+\.be)\b|比利时/i,
  },
  {
    code: '43',
    trunk: '0',
    lengths: [7, 13],
    clue: /\b(?:austria|vienna|wien|graz|salzburg|\S+\.at)\b|奥地利/i,
  },
  {
    code: '41',
    trunk: '0',
    lengths: [9, 9],
    clue: /\b(?:switzerland|zurich|zürich|geneva|basel|bern|\S+\.ch)\b|瑞士/i,
  },
  {
    code: '48',
    trunk: '',
    lengths: [9, 9],
    clue: /\b(?:poland|warsaw|krakow|gdansk|sp\. z|\S+\.pl)\b|波兰/i,
  },
  {
    code: '351',
    trunk: '',
    lengths: [9, 9],
    clue: /\b(?:portugal|lisbon|porto|\S+\.pt)\b|葡萄牙/i,
  },
  {
    code: '46',
    trunk: '0',
    lengths: [7, 10],
    clue: /\b(?:sweden|stockholm|malmö|gothenburg|\S+\.se)\b|瑞典/i,
  },
  {
    code: '61',
    trunk: '0',
    lengths: [9, 9],
    clue: /\b(?:australia|sydney|melbourne|brisbane|perth|adelaide|\S+\.au)\b|澳大利亚|澳洲|悉尼/i,
  },
  {
    code: '64',
    trunk: '0',
    lengths: [8, 10],
    clue: /\b(?:new zealand|auckland|wellington|\S+\.nz)\b|新西兰/i,
  },
  { code: '65', trunk: '', lengths: [8, 8], clue: /\b(?:singapore|\S+\.sg)\b|新加坡/i },
  {
    code: '60',
    trunk: '0',
    lengths: [8, 10],
    clue: /\b(?:malaysia|kuala lumpur|\S+\.my)\b|马来西亚|吉隆坡/i,
  },
  {
    code: '91',
    trunk: '0',
    lengths: [10, 10],
    clue: /\b(?:india|mumbai|delhi|bangalore|bengaluru|chennai|\S+\.in)\b|印度(?!尼)/i,
  },
  {
    code: '971',
    trunk: '0',
    lengths: [8, 9],
    clue: /\b(?:uae|dubai|abu dhabi|\S+\.ae)\b|阿联酋|迪拜/i,
  },
  {
    code: '81',
    trunk: '0',
    lengths: [9, 10],
    clue: /\b(?:japan|tokyo|osaka|kyoto|\S+\.jp)\b|日本|东京/i,
  },
  {
    code: '1',
    trunk: '1',
    lengths: [10, 10],
    clue: /\b(?:usa?|u\.s\.|united states|america|canada|new york|nyc|chicago|houston|boston|seattle|texas|california|toronto|vancouver|los angeles|san francisco|llc|inc)\b|美国|加拿大/i,
  },
]
