import { surnames } from '../../domain/surname.ts'
import type { Span } from './span.ts'
import { spansOf } from './span.ts'

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
  /^(?:Mrs?|Ms|Miss|Dr|Prof|I|The|This|That|My|Your|It|Not|Still|Very|So|Really|Looking|Trying|Waiting|Having|Order|Customer|Service|Sorry|Just|From|In|At|Calling|Writing|Contacting|Interested|Happy|Urgent|Chinese|German|French|Italian|Spanish|Dutch|English|British|American|VG\w*|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/

/** A street, a code, or whoever "the company" and "others" are. */
const noPerson =
  /\d|\b(?:Road|Street|Avenue|Lane|Square|Court|Sir|Madam|NDA)$|^[A-Z]{2,3}$|^(?:公司|别人|单位|个人|国家|方便)$/

/** Names of persons after words that announce one, as written. */
export function findPersons(text: string): Span[] {
  const name = (match: RegExpExecArray): string | null => {
    const value = (match[1] ?? '').trim()
    return notNames.test(value) || noPerson.test(value) ? null : value
  }
  const [chinese, capital] = [/[\u4e00-\u9fff]/.test(text), /[A-Z\u00c0-\u00de]/.test(text)]
  return [
    ...(chinese ? spansOf(text, 'person', chineseCue, name) : []),
    ...(text.includes('姓') ? spansOf(text, 'person', chineseTitle, name) : []),
    ...(capital ? spansOf(text, 'person', englishCue, name) : []),
    ...(/my .*name/i.test(text) ? spansOf(text, 'person', lowerCue, name) : []),
  ]
}
