import { clausesOf, type Clause } from './said.ts'

/** What ends the name of a Chinese firm, school, hotel or office. */
const kinds =
  '有限责任公司|股份有限公司|集团有限公司|有限公司|集团公司|集团|股份|公司|商贸|贸易|科技|餐饮|实业|电器|电子|酒店|宾馆|民宿|大学|学院|中学|小学|学校|幼儿园|医院|超市|商场|商行|装饰|传媒|物流|进出口|合作社|工厂|银行|事务所|研究院|协会|俱乐部|健身|咖啡|茶饮|书店|旅行社|地产|物业|建设|网络|教育|文化|[五金塑料电机械家具服装食品印刷纺织木]{2}厂|火锅|连锁'
const han = '[\\u4e00-\\u9fffA-Za-z0-9·&（）()]'
const ofRole =
  '(?=的|想|要|需|打算|准备|计划|这边|采购|行政|总监|总经理|经理|老板|负责|店长|$|[\\s,，。;；、!！])'

const chinese: readonly RegExp[] = [
  // 星图科技新办公室…: a firm that a message begins with.
  /^([\u4e00-\u9fff]{2,6}(?:科技|集团|商贸|贸易|传媒|餐饮|物流|股份|电子|实业|文化|健身|装饰|地产|物业))(?=新|要|想|需|这边|这里|采购|准备|打算|年会|公司|[,，])/,
  /(?:公司|单位|企业|我司|商行|店)(?:名称?|全称|名字)?(?:是|叫做?|为|:|：)\s*([\u4e00-\u9fffA-Za-z0-9·&' .-]{2,40}?)(?=$|[\n,，。;；、!！]|\s(?:need|要))/,
  /(?:公司|单位|商行|店|工作室)叫(?:做)?\s*([\u4e00-\u9fffA-Za-z0-9·&' .-]{2,40}?)(?=$|[\n,，。;；、!！])/,
  new RegExp(
    `(?:我们(?:这边|这里)?是|我们|我是|我这边是|这里是|我代表|代表|我来自|来自|这边是|我在)\\s?(${han}{2,24}?(?:${kinds}))${ofRole}`,
  ),
  new RegExp(
    `(?:^|[，,。;；\\s])((?:${han}){2,24}?(?:有限责任公司|股份有限公司|有限公司|集团))${ofRole}`,
  ),
]
/** 我司（青岛蓝锚船务）, and an institution at the head of a list. */
const inBrackets =
  /(?:我司|我们公司|我公司|本公司|我单位|我们单位|我们店|本店)\s?[（(]([^（）()]{2,24})[）)]/
const institution =
  /(?:^|[，,。;；\n])\s*(?:我们?是|这里是|这边是)?((?!我|这)[\u4e00-\u9fffA-Za-z0-9]{2,14}?(?:小学|中学|大学|学院|幼儿园|医院|酒店|宾馆|养老院|敬老院|颐养院|福利院|卫生院|设计院|勘察院|出版社|报社|电视台|税务局|供电局|[\u4e00-\u9fff]{2}局|街道办|居委会|村委会|管委会|救援队|救援中心|研究院|银行|事务所|合作社|民宿|旅行社|连锁|\u4e94\u91d1\u5382|(?<!这家|我们|一家|小|大|老|开|个|办)厂))(?=[ ，,\n]|(?:采购|行政|人事|市场|销售|财务|运营|后勤|技术|总务|工程|信息|设备)[部科处室])/
/** 海港食品的运营总监: a firm by the role that its own person names. */
const ofOwnRole = new RegExp(
  `(?:^|[，,。;；\\s]|我是)([\\u4e00-\\u9fffA-Za-z0-9]{2,14}?)的(?:采购|运营|行政|市场|销售|项目|技术)?(?:总监|总经理|经理|主管|负责人|老板|创始人|店长|员工)`,
)
/** 北极传媒的英子: a firm by its person's name. */
const ofOwnPerson = new RegExp(
  `(?:^|[，,。;；\\s]|我是)((?:${han}){2,12}?(?:${kinds}))的[\\u4e00-\\u9fff]{2,3}(?=$|[，,。！!\\s])`,
)

/** …, 恒鑫食品: a firm signs at the end of what goes on with an address. */
const signed =
  /(?:@[\w.-]+|\d{7,})[,，。;；\s]+([\u4e00-\u9fff]{2,8}(?:食品|设计|科技|广告|装饰|传媒|商贸|贸易|物流|餐饮|酒店|集团|公司|电子|机械|建材|家居|文化|教育|医疗|服饰|工作室|中心|学校|幼儿园|医院))[。！!]?$/

const firm = `[\\u4e00-\\u9fff]{2,8}(?:${kinds}|食品|设计|广告|机械|建材|家居|医疗|服饰)`
const department = '(?:采购|行政|人事|市场|销售|财务|运营|后勤|技术|项目|总务|工程)'
/** 合力科技，行政经理周敏 and 采购部韩雪，浙江百川电子: a firm beside somebody's post, or right before an address. */
const besidePost = new RegExp(
  `(?:^|[，,。;；\\s])(${firm})[，,\\s]+${department}(?:总监|经理|主管|专员|部)|${department}部的?[\\u4e00-\\u9fff]{2,3}[，,\\s]+(${firm})(?=$|[，,。;；])|[，,\\s](${firm})(?=[，,\\s]+(?:联系)?(?:电话|手机|微信|邮箱|\\+?\\d{7}|[\\w.-]+@))`,
)

/** Words before the kind that make it no name: 我们公司, 一家外贸公司, 开民宿的. */
const generic =
  /^(?:我们|咱们|你们|贵|本|这家|那家|一家|某|这个|外贸|装修|小型?|大型?|私立|公立|个|所|间|自己的?|做|开|跨境|连锁|家|企业|单位|一个|几家|朋友|客户|租赁|贸易|科技|餐饮|电器)*(?:公司|集团|学校|酒店|民宿|超市|工厂|商场|医院|幼儿园|单位|招待所|旅馆|宾馆|政府|会议室|健身|物业|书店|旅行社|俱乐部|协会|事务所|研究院|商行|咖啡|合作社|贸易|科技|餐饮|电器|文化|教育|银行|宾馆|大学|中学|小学)?$|^(?:开|做|搞|卖|经营|负责|要|想|需要|给|在|买)|(?:开|做)[\u4e00-\u9fff]{0,4}(?:酒店|民宿|咖啡|超市)|食堂$|(?:会议室|办公室|宿舍|仓库)$|^(?:镇|乡|县|区|市|村|街道)(?:政府|委|里)|某某/

const word = "(?:St\\. )?[A-Z0-9\\u00c0-\\u00de][\\p{L}\\p{N}'’&-]*(?:\\.[\\p{L}\\p{N}&-]+)*"
const legal =
  '(?:GmbH(?: & Co\\.? KG)?|AG|KG|BV|B\\.V\\.|NV|Ltd\\.?|Limited|LLC|LLP|Inc\\.?|Corp\\.?|Co\\.?(?:,? Ltd\\.?)?|PLC|S\\.?A\\.?|SARL|S\\.?r\\.?l\\.?|S\\.?L\\.?|Sp\\.? z o\\.?o\\.?|Oy|AB|AS|ApS|Pty(?: Ltd)?|Pvt(?:\\.? Ltd)?\\.?|Group|Holdings?|Trading|Industries|Logistics|Hotels?|University|College|School|Council|Bank|Retail|Supplies|Solutions|Services|Events|Interiors|Electricals|Foundation|Hospital|Partners|Enterprises|Lda\\.?|Ltda\\.?|S\\.?r\\.?o\\.?|Kft\\.?|d\\.o\\.o\\.?|A/S|SpA|S\\.p\\.A\\.|SAS|Pte(?:\\.? Ltd)?\\.?|Sdn\\.? Bhd\\.?|OÜ|UAB|Co-op|Cooperative|Alliance|Society)'
const joint = `(?:,? ${legal}(?![\\p{L}])| (?:(?:of|and|&|de|da|do|la|van|der|und|y|e) )?(?!I\\b)${word})`
const english: readonly RegExp[] = [
  // Shakti Auto Components here: three words in capitals are no person.
  new RegExp(`(?:^|[.!?]\\s+)(${word}(?: ${word}){2,3}) here\\b`, 'u'),
  // Becker & Sons Metalworks. We need …: a firm of partners that a message begins with.
  new RegExp(`^(${word}(?: ${word})? & ${word}(?: ${word}){0,2})(?=[.,])`, 'u'),
  // Brightside Nursery here: a house that speaks of itself.
  new RegExp(
    `(?:^|[.!?,]\\s*)((?:${word} (?:(?:&|of|and) )?){1,3}(?:Nursery|Hotel|School|Clinic|Gym|Cafe|Café|Coffee|Restaurant|Bakery|Bistro|Studios?|Salon|Dental|Hospital|Library|Academy|Inn|Spa|Farm|Stores?|Club|Association|Agency|Foods?|Catering|Media|Design)) here\\b`,
    'u',
  ),
  // We're KitchenHub: one word, but written like no other.
  /\b[Ww]e(?:'re|’re| are) ([A-Z][a-z]+[A-Z]\w+)/,
  // Brightwater Labs is moving offices: a firm speaks of itself.
  new RegExp(
    `^(?:[Hh]i,? |[Hh]ello,? )?(${word}(?: (?:& )?${word}){1,3}) (?:is|are|needs?|wants|would|has|will|plans|requires|runs|operates)\\b`,
    'u',
  ),
  new RegExp(
    `\\b(?:[Cc]ompany|[Oo]rgani[sz]ation|[Ff]irm|[Bb]usiness)(?: name)?(?:\\s*[:：]|\\s+(?:is|is called|called|named|name is)|'s called)\\s+(?:the )?(${word}(?:${joint}){0,5})`,
    'u',
  ),
  // A store in Derry called Lough & Loom.
  new RegExp(
    `\\b(?:store|shop|caf[eé]|business|company|place|brand|restaurant|bar|pub|hotel|hostel|school|salon|studio|gym|clinic|practice|agency|firm|charity|club|farm|bakery|startup|nonprofit|outfit)\\b[^.,;!?]{0,30}? (?:called|named|by the name of)\\s+(?:the )?(${word}(?:${joint}){0,5})`,
    'u',
  ),
  // Ann Lee, Lee Rentals. 24 e-bikes …: someone who begins like a letterhead.
  new RegExp(
    `(?:^|[.!?] )(?!The )\\p{Lu}[\\p{L}'’-]+ \\p{Lu}[\\p{L}'’-]+, (?=\\p{Lu})(${word}(?:${joint}){1,4})(?=\\s*(?:[.,!]|$))`,
    'u',
  ),
  new RegExp(
    `\\b(?:on behalf of|(?:[Ww]rit|[Cc]all|[Ee]nquir|[Aa]sk|[Oo]rder|[Bb]uy)ing for|I work (?:for|at)|working for|I represent|representing|calling from|writing from|[Ww]e (?:represent|run|manage|operate)|we(?:'re| are)|this is for|it's for|trading as)\\s+(?:the )?(${word}(?:${joint}){0,4}\\s+${legal})(?![\\p{L}])`,
    'u',
  ),
  new RegExp(
    `\\b[Ww]e(?:'re| are) (?:the )?(${word}(?: (?:& |of |and )?${word})+)(?=\\s*(?:[,.!;(]|$))`,
    'u',
  ),
  new RegExp(
    `\\b(?:on behalf of|(?:[Ww]rit|[Cc]all|[Ee]nquir|[Oo]rder)ing for|I work for|I represent|representing)\\s+(?:the )?(${word}(?:${joint}){0,4})`,
    'u',
  ),
  new RegExp(
    `\\b(?:manager|director|owner|founder|head of [a-z]+|buyer|CEO|CFO|COO|CTO|officer|[Oo]perations|[Pp]rocurement|[Pp]urchasing|president|partner|chef|assistant|lead|team)\\s+(?:of|at|for|with|from)\\s+(?:the )?(${word}(?:${joint}){0,4})`,
    'u',
  ),
  new RegExp(
    `\\bI(?:'m| am)?\\s+(?:own|run|manage|the owner of|the founder of)\\s+(?:the )?(${word}(?:${joint}){0,4})`,
    'u',
  ),
  new RegExp(
    `(?<!, )\\b(?:from|at|with)\\s+(?:the )?(${word}(?:${joint}){0,4})(?=\\s*(?:[,.!;(]|$|\\bhere\\b|\\band\\b|\\bin\\b|[-–]))`,
    'u',
  ),
  // Buyer: R. Castillo, Meridian Dental Group
  new RegExp(
    `\\p{Lu}[\\p{L}.]* \\p{Lu}\\p{Ll}+, ((?:${word} ){1,3}Group)(?=\\s*(?:[.,;\\n]|$))`,
    'u',
  ),
  new RegExp(
    `(?<![\\p{L}])((?:${word} (?:& )?){1,4}${legal.replace('Group|', '')})(?![\\p{L}])`,
    'u',
  ),
]
const notCompanies =
  /^(?:By|Within|Before|Until|Since|I|The|A|An|We|Our|My|This|That|Amazon|Shopify|eBay|Etsy|TikTok|Q[1-4]|Christmas|New Year|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Hi|Hello|Hey|Canton Fair|Black Friday|[A-Z]{2,3}-\d+|Email|Phone|Yes|No|Sure|Please|FOB|CIF|DDP|HR|IT|PR|R&D|QA|Operations|Sales|Marketing|Purchasing|Procurement|Facilities|Finance)\b/

/** I used to run purchasing at Hilton, 我之前在华为做行政: where somebody worked before is not their firm now. */
const formerly =
  /(?:以前|之前|原来|曾经?|过去|当年|早年)(?:是|在|给|当|就职于|任职于)[^，。,;；！？\n]*|(?:从|离开)[^，。,;；]{2,14}(?:离职|辞职|出来|跳槽|退休)[^，。,;；\n]*|\b(?:used to|formerly|previously|ex-|retired from|left|quit|was (?:once )?(?:with|at|working)|worked (?:at|for|with)|back when i)\b[^,.;!?\n]*/gi

/** The tents we got from Decathlon: where goods were bought before. */
const gotFrom =
  /\b(?:got|bought|ordered|purchased|had|have|used|tried|leased|rented|quotes?|quoted|came|switch(?:ing|ed)?|instead|away|cheaper|(?:the |our )?(?:old|current|existing) ones? (?:is|are|were|was)?)\b[^.,;!?\n]{0,20}?\b(?:from|at|by|off)\s(?:the )?\p{Lu}[^.,;!?\n]*/giu

/** Little Acorns Nursery in Stockport: where a house stands is no part of its name. */
const whereItStands = /,? (?:in|near|at|from) (?:the )?\p{Lu}[\p{L}'’ -]*$/u

const house =
  '(?:Nursery|Hotel|Hostel|School|Clinic|Gym|Cafe|Café|Coffee|Restaurant|Bakery|Bistro|Studios?|Salon|Dental|Hospital|Library|Academy|Inn|Spa|Farm|Stores?|Club|Association|Agency|Foods?|Catering|Media|Design|Outfitters|Lodge|Brewery|Church|Museum|Theatre|Cinema|Pharmacy|Garage|Motors|Builders|Construction|Consulting|Consultancy|Law|Legal|Architects|Engineering|Travel|Tours|Theater|Labs?|Works|Kitchen|Deli|Winery|Vineyards?|Charity|Trust|Housing|Realty|Estates?)'
/** Ironworks Gym, Belfast: a clause that is the name of a house and nothing else. */
const houseAlone = new RegExp(`^(?:[Tt]he )?((?:${word} (?:(?:&|of|and) )?){1,3}${house})$`, 'u')

/** A firm that the customer names as their own, as stated, without a leading article. `places` are names of places, which are no firms. */
export function statedCompany(words: string, places: readonly string[]): string | null {
  const text = [formerly, gotFrom].reduce(
    (left, other) => left.replace(other, (all) => ' '.repeat(all.length)),
    words,
  )
  for (const pattern of english) {
    const name = withoutNext(pattern.exec(text)?.[1]?.trim().replace(/[,]$/, ''))
    if (name === undefined || notCompanies.test(name)) continue
    const isPlace = places.some(
      (place) => place.toLowerCase() === name.toLowerCase().replace(/^the /, ''),
    )
    if (!isPlace && !/^[\d\s().+-]+$/.test(name)) return withoutStop(name)
  }
  const alone = clausesOf(text).map(({ text: clause }) => houseAlone.exec(clause)?.[1])
  const named = alone.find((name) => name !== undefined && !notCompanies.test(name))
  if (named !== undefined) return named
  for (const pattern of [
    inBrackets,
    ...chinese,
    ofOwnRole,
    ofOwnPerson,
    institution,
    signed,
    besidePost,
  ]) {
    const found = pattern.exec(text)
    const name = found
      ?.slice(1)
      .find((group) => group !== undefined)
      ?.trim()
    if (name !== undefined && !generic.test(name)) return name
  }
  return null
}

/** Whitfield & Sons Ltd. We …: the firm ends where the next sentence begins. */
const withoutNext = (name: string | undefined): string | undefined =>
  name?.replace(
    /(?<=\b(?:Ltd|Inc|LLC|Corp|GmbH|Co|PLC))\.? (?:We|Our|I|They|It|Please|My|The|This|Looking|Can|Could|Need)\b.*$/,
    '',
  )

/** A final full stop belongs to Ltd., Inc. and o.o., to others it does not. */
const withoutStop = (name: string): string =>
  /(?:Ltd|Inc|Co|Corp|o\.o|S\.A|S\.L|B\.V)\.$/.test(name) ? name : name.replace(/\.$/, '')

const lead =
  /^(?:yes|sure|hi|ok|it'?s|it is|we'?re|we are|for|is|called|(?-i:the)|对|嗯|是的?|我们(?:公司)?(?:是|叫)?|公司(?:是|叫)?|叫|就是|好的?|[,，:：\s])+(?![\p{L}&])/iu
const noAnswer =
  /(?:用|使用)$|^(?:先|随便|看|再|暂时|yes|no|ok|not|none|just me|myself|private|personal|later|why|对|不是|没有|个人|自己|私人|自用|无)|^(?:it's |its )?(?:for )?(?:me|myself|us|home)\b/i

/** sutherland call centre glasgow: someone who writes no capitals answers with a name and a place. */
const inSmallLetters = /^[\p{Ll}&][\p{Ll}'’&-]+(?: [\p{Ll}&'’-]+){1,3}$/u
const ordinary =
  /\b(?:one|two|three|four|five|six|all|both|every|several|many|a|an|the|i|we|our|my|your|it|its|is|are|was|am|in|at|on|to|for|from|with|just|only|not|no|yes|want|need|please|thanks|small|little|local|family|big|new|own|business|company|company's|firm|shop of|some|what|why|later|soon|private|self|home|house|friend|none|nothing|guess|think|know|sure|ok|okay|hi|hello|hey|buying|order|orders|looking|quote|price)\b/

function withoutPlace(text: string, places: readonly string[]): string {
  const place = places.find(
    (one) => text.toLowerCase().endsWith(` ${one.toLowerCase()}`) && one.length < text.length,
  )
  return place === undefined
    ? text
    : text.slice(0, -place.length - 1).replace(/ (?:in|at|near)$/, '')
}

/** The firm in an answer to "which company": the first clause, without the words around it. */
export function answeredCompany(
  clauses: readonly Clause[],
  places: readonly string[],
): string | null {
  for (const { text } of clauses.slice(0, 2)) {
    const bare = text
      .replace(lead, '')
      .replace(/(?:的|呢|哈|吧)$/, '')
      .replace(whereItStands, '')
      .trim()
    if (bare === '' || noAnswer.test(bare) || generic.test(bare)) continue
    if (/^\d|[@?？]|^\+/.test(bare) || bare.split(/\s+/).length > 6 || bare.length > 40) continue
    if (places.includes(bare)) continue
    const small = withoutPlace(bare, places)
    if (inSmallLetters.test(small) && !ordinary.test(small)) return small
    const isName =
      /^[\p{Lu}\d]/u.test(bare) ||
      (/^[\u4e00-\u9fffA-Za-z0-9·&]{3,24}$/.test(bare) && !/[要想吗么了个吧]/.test(bare))
    if (isName && !notCompanies.test(bare.replace(/^The (?=\p{Lu}\p{L}+ \p{Lu})/u, '')))
      return withoutStop(bare)
  }
  return null
}
