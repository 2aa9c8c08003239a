import type { Span } from './span.ts'
import { spansOf } from './span.ts'

const surnames =
  '欧阳|司马|上官|诸葛|皇甫|尉迟|夏侯|慕容|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公陳張劉楊黃趙吳許鄭謝韓馮葉蘇呂盧蔣羅鄧]'
const chineseCue = new RegExp(
  `(?:我(?:的)?(?:名字)?(?:叫|叫做|是)|姓名|收件人|收货人|联系人|联络人|名字|抬头写|署名|免贵)(?:是|叫|为|改成|改为|换成|填|写|:|：|\\s)*((?:${surnames})[\\u4e00-\\u9fff]{1,2})(?=[,，。.!！;；、\\s\\d]|电话|手机|地址|收|的|$)`,
  'g',
)
const chineseTitle = new RegExp(
  `(?:我姓|免贵姓|姓)((?:${surnames}))(?![\\u4e00-\\u9fff]{0,1}名)`,
  'g',
)
const englishCue =
  /(?:\b(?:my (?:full )?name is|my name's|name'?s?(?: is)?\s*[:：]|the name is|name is|(?:i am|i'm|this is|it's|its|call me|recipient(?: is|:)?|attn:?|contact(?: person)?(?: is|:)|under the name(?: of)?|in the name of|signed|regards,|cheers,|best,|mr\.?|mrs\.?|ms\.?|dr\.?)))\s+((?:[A-Z\u00c0-\u00de][\w\u00c0-\u024f'’-]+|[A-Z]\.)(?:\s+(?:(?:van|von|de|der|den|la|da|di|del|bin|al)\s+)*(?:[A-Z\u00c0-\u00de][\w\u00c0-\u024f'’-]+|[A-Z]\.)){0,3})/gu
const lowerCue =
  /\b(?:my (?:full )?name is|my name's)\s+([a-z\u00e0-\u024f'-]{2,20}(?:\s+[a-z\u00e0-\u024f'-]{2,20})?)(?=\s*(?:[,.!;]|$|and\b|from\b|my\b|order\b))/giu

/** Capitalised words that follow "I'm" or "this is" and are no names. */
const notNames =
  /^(?:I|The|This|That|My|Your|It|Not|Still|Very|So|Really|Looking|Trying|Waiting|Having|Order|Customer|Service|Sorry|Just|From|In|At|Calling|Writing|Contacting|Interested|Happy|Urgent|Chinese|German|French|Italian|Spanish|Dutch|English|British|American|VG\w*|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/

/** Names of persons after words that announce one, as written. */
export function findPersons(text: string): Span[] {
  const name = (match: RegExpExecArray): string | null => {
    const value = (match[1] ?? '').trim()
    return notNames.test(value) || /\d/.test(value) ? null : value
  }
  return [
    ...spansOf(text, 'person', chineseCue, name),
    ...spansOf(text, 'person', chineseTitle, name),
    ...spansOf(text, 'person', englishCue, name),
    ...spansOf(text, 'person', lowerCue, name),
  ]
}
