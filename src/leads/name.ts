import { surnames } from '../domain/surname.ts'
import { spelledName } from './name-spelled.ts'
import type { Clause } from './said.ts'

const title =
  '先生|女士|小姐|老师|园长|校长|院长|厂长|店长|会长|站长|所长|社长|医生|大夫|教授|老板娘?|阿姨|经理|总监|主任|老板|总|队长?|工|姐|哥|师傅'
const notGiven =
  '(?!是|的|要|有|在|们|想|需|买|做|管|负|先|电|手|也|就|这|那|说|能|可|急|不|于|从|到|上|下|公司|总|家|给|问|用)'
const given = `${notGiven}[\\u4e00-\\u9fff]${notGiven}?[\\u4e00-\\u9fff]?`
const end = '(?=$|[\\s,，。.!！;；、:：()（）\\d+])'

const chinese: readonly RegExp[] = [
  /(?:真名|姓名|名字|联系人|收件人|联络人)(?:是|叫|叫我|:|：|\s)*([\u4e00-\u9fff]{2,4}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?=$|[\s,，。;；、\d])/,
  new RegExp(
    `(?:联系人|收件人|联络人|对接人|负责人)(?:是|:|：|\\s)*[\\u4e00-\\u9fff]{1,6}[部科处室]\\s+((?:${surnames})${given})${end}`,
  ),
  new RegExp(`(?:找|联系)((?:${surnames})(?:${title}))(?:就|联系|$|[，,。])`),
  new RegExp(`找((?:${surnames})${given})(?:就行|就好)?${end}`),
  /叫我([小老阿][\u4e00-\u9fff])(?=$|[\s,，。.!！就吧])/,
  new RegExp(`我是(?:公司|店里)?的?[\\u4e00-\\u9fff]{2,5}([小老阿](?:${surnames}))${end}`),
  /叫我([\u4e00-\u9fff]{1,2}[^哥姐总工,，。\s])(?:就行|就好|就可以|即可)(?=$|[\s,，。!！])/,
  new RegExp(`叫我?([小老阿](?:${surnames}))(?:吧|就行|就好|即可)?${end}`),
  new RegExp(
    `(?:我叫|叫我|我是|名叫|我的名字是|这里是|本人)\\s?((?:${surnames})(?:${title}))${end}`,
  ),
  new RegExp(`(?:我叫|叫我|我的名字是|本人|鄙人)\\s?((?:${surnames})${given})${end}`),
  // 我是采购经理，叫李建国
  new RegExp(`(?:^|[，,\\s])叫((?:${surnames})${given})${end}`),
  // Whatever the family name: who says 我叫 gives a name.
  new RegExp(`(?:我叫|我的名字(?:是|叫))\\s?([\\u4e00-\\u9fff]{2,4}?)${end}`),
  /(?:叫我|喊我)\s?((?:阿|老|小)?[A-Za-z][\w'’.-]{0,15})(?:吧|就行|就好|就可以|即可|就成)?(?=$|[\s,，。.!！])/,
  new RegExp(`(?:免贵姓|我姓|姓)(?:${surnames})[，,、\\s]+((?:${surnames})(?:${title}))${end}`),
  // 我姓黄，黄海波: the name in full counts.
  new RegExp(`姓((?:${surnames}))[，,、\\s]+(?:叫)?(\\1${given})${end}`),
  new RegExp(`我是\\s?((?:${surnames})${given})(?:${title})?${end}`),
  new RegExp(`(?:免贵姓|我姓|姓)\\s?((?:${surnames})(?:${given})?)(?:${title})?${end}`),
  new RegExp(
    `(?:总监|经理|主管|负责人|主任|店长|老板|创始人|厂长|院长|校长|老师)((?:${surnames})${given})${end}`,
  ),
  // 行政负责人Tony, 采购部林静: a post or a department, and who holds it.
  /(?:总监|经理|主管|负责人|主任|店长|老板|助理|经纪人|对接人|联系人|同事|秘书)(?:叫|是)?\s?([A-Z][a-zé]+(?: [A-Z][a-z]+)?)(?=$|[\s,，。!！])/,
  new RegExp(
    `(?:采购|行政|人事|市场|销售|财务|运营|后勤|技术|总务|工程)部的?((?:${surnames})${given})${end}`,
  ),
  new RegExp(
    `我是[^，。,;；]{2,24}的(?:行政|采购|人事|财务|前台|文员|助理|秘书|会计|后勤|运营|市场|销售)?((?!经理|总监)(?:${surnames})${given})${end}`,
  ),
  /我是[\u4e00-\u9fff]{2,14}的((?!老板|老师)[小老阿][\u4e00-\u9fff])(?=$|[\s,，。!！])/,
  // 我是在 Vancouver 的 Emily
  /我是[^，。,]{1,20}的\s?([A-Z][a-zé]+(?: [A-Z][a-z]+)?)(?=$|[\s,，。!！])/,
  /(?:我叫|叫我|我是|我的名字是)\s?([A-Z][a-zé]+(?: [A-Z][a-z]+)?)(?=$|[\s,，。!！])/,
]

const cap = "[A-Z\\u00c0-\\u00de][\\p{L}'’-]+"
const full = `(?:(?:Dr|Mr|Mrs|Ms|Prof)\\.? )?(?:[A-Z]\\. ?){0,2}${cap}(?: +(?:(?:van|von|de|der|den|la|da|di|del|bin|al|el|O') +)*(?:${cap}|[A-Z]\\.)){0,3}`
const english: readonly RegExp[] = [
  // Call me Bea, Beatrice Moran: the name in full counts.
  new RegExp(`\\b[Cc]all me \\p{L}+, (${cap}(?: ${cap}){1,2})`, 'u'),
  new RegExp(
    `\\b(?:[Nn]ame|[Cc]ontact(?: person|(?=\\s*[:：]))|(?:[Bb]uyer|[Rr]equest[eo]r|[Rr]equested by|[Aa]ttention|[Aa]pprover)(?=\\s*[:：])|[Aa]ttn|ATTN)\\.?\\s*[:：]?\\s(${full})`,
    'u',
  ),
  new RegExp(
    `\\b(?:[Mm]y (?:full )?name is|[Mm]y name's|[Nn]ame's|[Nn]ame is|[Cc]all me|[Aa]sk for|[Ss]peak to)\\s+(${full})`,
    'u',
  ),
  new RegExp(
    `\\b(?:[Tt]his is|[Ii]t's|[Ii]t is|I'm|I’m|I am|i'm)\\s+(${full})(?=\\s*(?:[,.!;(]|$|\\bfrom\\b|\\bat\\b|\\bwith\\b|\\bhere\\b|\\bagain\\b|\\bspeaking\\b|\\band\\b|[-–]))`,
    'u',
  ),
  new RegExp(`(?:^|[.!?,]\\s*)(${full}) here\\b`, 'u'),
  // Sean at Doyle Brothers here, Morag from the village hall: someone and where they belong.
  new RegExp(
    `(?:^|[.!?]\\s+|^(?:[Hh]i|[Hh]ello|[Hh]iya|[Hh]ey)[,!]? (?:there[,!]? )?|[,!]\\s+)(${cap}(?: ${cap})?) (?:at|from|with|of(?= (?:the |\\p{Lu}))) (?:the |a |an )?[\\p{L}'’& ]{2,50}?(?: here\\b|[,.!]|$)`,
    'u',
  ),
  // Grace Achieng, chairlady. Ines Carvalho, Head of Procurement: someone and their post.
  // I'm the owner, Jo
  new RegExp(
    `\\b(?:I'm|I’m|I am|i'm) (?:the |an? )?(?:[\\p{Ll}-]+ ){0,2}(?:owner|founder|director|manager|buyer|chef|head(?: of \\p{Ll}+)?|coordinator|assistant|secretary|treasurer|principal|boss), (${cap}(?: ${cap})?)(?=[\\s,.!]|$)`,
    'u',
  ),
  new RegExp(
    `(?:^|[.!?:\\n]\\s*|[Rr]egards,?\\s+|[Ss]incerely,?\\s+)(${cap}(?: ${cap}){1,2}), (?:the |an? )?(?:[\\p{L}]+ )?(?:[Oo]wner|[Ff]ounder|[Dd]irector|[Mm]anager|[Bb]uyer|[Hh]ead|[Cc]hair\\w*|[Ss]ecretary|[Tt]reasurer|[Cc]oordinator|[Oo]fficer|[Ll]ead|[Pp]urchas\\w+|[Pp]rocurement|[Ff]acilities|CEO|COO|CFO|CTO)\\b`,
    'u',
  ),
  // Lena Vogt, Vogt Handel GmbH: somebody before their firm.
  new RegExp(
    `(?:^|[.!?]\\s+)(${cap} ${cap}), (?:[\\p{Lu}&][\\p{L}&'’-]* ){1,4}(?:GmbH|Ltd|LLC|Inc|Corp|BV|AB|Oy|AG|SARL|Group|Limited)\\b`,
    'u',
  ),
  new RegExp(
    `\\b(?:[Rr]egards|[Cc]heers|[Bb]est|[Tt]hanks|[Ss]incerely),?\\s*\\n\\s*(${full})\\s*$`,
    'mu',
  ),
  // Call Bex on +356…, jturner@… - Jamal Turner
  new RegExp(
    `\\b(?:[Cc]all|[Rr]ing|[Tt]ext|[Cc]ontact|[Rr]each) (${cap}(?: ${cap})?) (?:on|at|via)\\s+(?=[+(\\d]|\\w+@)`,
    'u',
  ),
  new RegExp(`@[\\w.-]+\\s*[-–—,;(]\\s*(${cap} ${cap})(?=\\s*(?:[).,;]|$))`, 'u'),
  // …, thanks, Kenji Sato: whoever signs in full at the end.
  new RegExp(
    `(?:[Rr]egards|[Cc]heers|[Bb]est|[Tt]hanks|[Tt]hank you|[Ss]incerely)[,.!]? [-–—]? ?(${cap} ${cap})\\s*[.!]?$`,
    'u',
  ),
  /\b(?:my name is|my name's|call me|i'm called)\s+([a-z'-]{2,20}(?: [a-z'-]{2,20})?)(?=\s*(?:[,.!;]|$|and\b|from\b))/iu,
]

/** Capitalised words after "this is" or "I'm" that are no names. */
const notNames =
  /^(?:By|Within|Before|Until|Since|CFO|COO|VP|HR|IT|I|The|This|That|My|Your|It|Not|Still|Very|So|Really|Looking|Trying|Waiting|Having|Order|Customer|Service|Sorry|Just|From|In|At|Calling|Writing|Interested|Happy|Urgent|Yes|No|Hi|Hello|Hey|Thanks|Thank|Please|We|Our|Budget|Company|Phone|Email|Sure|Ok|Okay|Well|Actually|Chinese|German|French|Italian|Spanish|Dutch|British|American|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|CEO|CTO|University|College|School|Bank|Council|Hotel|Institute|Academy|Head|Director|Managing|Purchasing|Owner|Founder|Dear|End|Change|Beginning|Start|Middle|Mid|Early|Late|Couple|Lots|Plenty|Most|Half|Some|Out|Kind|Type|Part|Sort|Bunch|Quote|Price|Delivery|Forward|Re|Right|Wow|Great|Good|Perfect|Exactly|Correct|Same|Both|All|Only|Any|Anything|Anywhere|Nothing|Nah|Nope|Yeah|Yep|Restaurant|Item|Target|Ship|Need|Still|Email|Mail|Phone|Tel|Mobile|Cell|Call|Text|WhatsApp|Contact|Me|Mine|Number|Address|Thx|Ta|Cheers|Regards|Best|Absolutely|Certainly|Of|Guten|Bonjour|Hola|Buenos|Buenas|Ciao|Salut|Hallo|Servus|Grüezi|Moin|Tomorrow|Today|Asap|ASAP)(?!\p{L})/u

/** Someone's own name, as stated; titles stay where only the family name was given. */
export function statedName(text: string): string | null {
  for (const pattern of english) {
    const name = tidy(pattern.exec(text)?.[1])
    if (name !== null) return inFull(name, text)
  }
  for (const pattern of chinese) {
    const name = pattern.exec(text)?.at(-1)
    if (name !== undefined && !/公司|集团|单位|[部科处室]$/.test(name)) return name
  }
  return spelledName(text)
}

/** It's Stefan. Stefan Björk: a first name that is then said in full. */
function inFull(name: string, text: string): string {
  if (/\s/.test(name)) return name
  const at = text.indexOf(name)
  const again = new RegExp(`\\b${name} (${cap})(?=[\\s,.!]|$)`, 'u').exec(
    text.slice(at + name.length),
  )
  return again?.[1] === undefined || notNames.test(again[1]) ? name : `${name} ${again[1]}`
}

/** What ends the name of a house, not of a person. */
const ofHouse =
  / (?:Nursery|Hotel|School|Clinic|Gym|Cafe|Café|Coffee|Restaurant|Bakery|Bistro|Studios?|Salon|Dental|Hospital|Church|Library|Academy|College|University|Bar|Inn|Spa|Farm|Shop|Stores?|Market|Trust|Society|Club|Association|Council|Agency|Foods?|Catering|Logistics|Interiors|Events|Media|Design|Ltd|LLC|Inc|Group)$/

function tidy(text: string | undefined): string | null {
  // A title stays where only the family name was given.
  const name = text
    ?.trim()
    .replace(/[.,]$/, '')
    .replace(/^(?:Dr|Mr|Mrs|Ms|Prof)\.? (?=\S+ )/, '')
  if (name !== undefined && ofHouse.test(name)) return null
  return name === undefined || name === '' || notNames.test(name) || /\d/.test(name) ? null : name
}

const lead =
  /^(?:嗯|哦|好的?|您?叫我|我?是|我叫|我姓|免贵姓?|姓|it'?s|it is|i'm|i am|this is|my name is|name'?s|name is|ask for|sure|yes|hi|that'?s|that would be|[,，:：\s])+/i
const wholeChinese = new RegExp(
  `^(?:(?:${surnames})(?:${given}|${title})?|(?!老板|老师)[小老阿][\\u4e00-\\u9fff])(?:吧|就行|哈|啊)?$`,
)
const wholeEnglish =
  /^(?:(?:mr|mrs|ms|dr)\.? )?[\p{Script=Latin}'’-]{2,20}(?: (?:van|von|de|der|den|la|da|di|del|bin|al|el))*(?: [\p{Script=Latin}'’.-]{1,20}){0,2}$/iu
const noAnswer =
  /^(?:yes|no|ok|okay|e?-?mail|phone|call|text|send|sure|thanks|thank you|later|not|well|none|hi|hello|why|what|we|the|an?|please|good|fine|quote first|never mind|maybe|hmm|again|both|founder|owner|i will|i am|me|myself|mine|it'?s me|yours|same|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december)\b/i

/** 大熊，微信…: what stands alone beside an address, in answer to our question. */
export function answeredNickname(clauses: readonly Clause[]): string | null {
  const [name] = clauses
    .map(({ text }) => text)
    .filter(
      (text) =>
        /^[\u4e00-\u9fff]{2,3}$/.test(text) &&
        !/^(?:好的?|可以|你好|您好|不用|谢谢|都行|稍等|没有|是的|对的|我们|就行|同上|同号|电话|手机|微信|邮箱|本人|自己|个人|公司|上海|北京|广州|深圳|杭州|成都)$/.test(
          text,
        ),
    )
  return name ?? null
}

/** The name in an answer to "what is your name": the first clause that looks like one and nothing else. */
export function answeredName(clauses: readonly Clause[]): string | null {
  for (const [i, { text }] of clauses.slice(0, 3).entries()) {
    // White, Tom White: the next clause has it whole.
    const next = clauses[i + 1]?.text ?? ''
    if (/^\p{L}+$/u.test(text) && next.endsWith(` ${text}`)) continue
    const bare = text
      .replace(lead, '')
      .replace(/\s*\(.*$| (?:from|at|with) .*$/, '')
      .replace(/^[\u4e00-\u9fff]{2,14}的(?=[\u4e00-\u9fff]{2,3}$)/, '')
      .replace(
        /^(?:人事|采购|行政|财务|前台|市场|销售|运营|后勤|总务|技术|设备|工程|助理|店长)部?的?(?!经理|主管|总监|专员|助理|主任|部)(?=[\u4e00-\u9fff]{2,3}(?:$|[，,]))/,
        '',
      )
      .trim()
    if (wholeChinese.test(bare) && !noPerson.test(bare))
      return bare
        .replace(/(?:吧|就行|哈|啊)$/, '')
        .replace(new RegExp(`^((?:${surnames})[\\u4e00-\\u9fff]{1,2})(?:先生|女士)$`), '$1')
    if (wholeEnglish.test(bare) && !noAnswer.test(bare) && !notNames.test(bare)) {
      const words = bare.split(' ')
      const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length
      const isName = words.length === 1 || (capitals >= 2 && capitals >= words.length - 2)
      if (isName) return bare
    }
  }
  return null
}

/** Words that begin like a family name and are none. */
const noPerson =
  /^(?:谢谢|马上|方[便案]|高[压端级档]|时[间候]|全[部自新]|安[装全排]|金[额色属]|[白黄蓝红][色天金]|成[本都套]|温[度控州]|水[壶杯龙池泵]|常[用见州年]|任何|何[时况]|万[一能]|石[头油]|毛[巾毯利]|花[园洒费]|[江苏杭徐郑广温常]州|江[苏西]|安徽|云南|贵[公司州]|单[位价独]|平[时台均]|同[款样时]|相[关比]|陆续|连[锁接]|能[不否]|都[是要]|和[你我]|于[是此]|要[求是]|党|政|支[持付]|年|后[天面]|明[天年]|周[边末年一二三四五六日]|元旦|房[间子]|农|项目|车[间队]|牛[奶肉]|米|游|古|易)/
const listedName = new RegExp(
  `(?:^|[，,。;；\\s])(?:联系人|找)?((?:${surnames})(?:${given}|${title}))(?=[，,。;；\\s]+(?:电话|手机|tel|微信|邮箱|[\\w.]+@|\\+?\\d{5})|[：:]?\\+?\\d{7})|(?:\\d{7,}[，,。;；\\s]*|[\\w]@[\\w.]+[，,。;；\\s]+)((?:${surnames})(?:${given}|${title})|[小老阿](?:${surnames}))(?=$|[，,。;；\\s！!])`,
)
const introducedName = new RegExp(
  `^((?:${surnames})${given})[，,](?:我?在|我们|这边|[\\u4e00-\\u9fff]{2,4}(?:这边|的|人|公司))`,
)

/** 马丽 电话…, 13611112222 何园长, 赵启明，合肥这边: a name beside a number, or one that begins. */
export function listedChineseName(text: string): string | null {
  const match = listedName.exec(text)
  const name = match?.[1] ?? match?.[2] ?? introducedName.exec(text)?.[1]
  return name === undefined || noPerson.test(name) ? null : name
}

/** 店长 葛薇，手机…, 采购经理，彭秀英，180…: a piece that is a whole Chinese name, or a family name with its title, and nothing else. */
const wholeName = new RegExp(
  `^(?:.{0,4}(?:找|打给?|联系|给))?(?:(?:总务|后勤|人事|行政|采购|财务|办公室|保卫)(?:处|科|部)?)?((?:${surnames})(?:[\\u4e00-\\u9fff]{1,2}|${title}))$`,
)
export function nameByItself(text: string, isOther: (name: string) => boolean): string | null {
  for (const piece of text.split(/[\s，,。;；:：、/|]+/)) {
    const name = wholeName.exec(piece)?.[1]
    if (name !== undefined && !noPerson.test(name) && !isOther(name)) return name
  }
  return null
}

/** Mo, 303-555-0142 and Otieno. WhatsApp +254…: one capitalised word right before an address. */
export function nameBeforeContact(text: string): string | null {
  const name = new RegExp(
    `(?:^|[.!?,;]\\s+)(${cap}(?: ${cap})?)[,.:]?\\s+(?:[Tt]el|[Pp]hone|[Mm]obile|[Cc]ell|[Ww]hats[Aa]pp|[Ee]-?mail|[Cc]all)?[:.]?\\s*(?:\\+?[\\d(][\\d ().-]{6,}|[\\w.+-]+@)`,
    'u',
  ).exec(text)?.[1]
  return name === undefined || notNames.test(name) || ofHouse.test(` ${name}`) ? null : name
}

/** A clause of two or three capitalised words and nothing else, at the head of words that go on with a contact or a role. */
export function headName(clauses: readonly Clause[]): string | null {
  const [first, second] = clauses
  if (!first || !second) return null
  const isName = new RegExp(
    `^${cap}(?: (?:van|von|de|der|la|da|di|bin|al) )?(?: ${cap}){1,2}$`,
    'u',
  ).test(first.text)
  return isName && !notNames.test(first.text) ? first.text : null
}
