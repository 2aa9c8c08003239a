import { both, no } from './ruling.ts'
import type { RuledOut } from '../../../domain/rule.ts'

/** Countries and regions by the names people write into an address. Chinese provinces are China. */
const countryNames: readonly (readonly [RegExp, string])[] = [
  [/香港|hong\s?kong|九龙|新界/i, 'HK'],
  [/澳门|macau|macao/i, 'MO'],
  [/台湾|台北|taiwan|taipei/i, 'TW'],
  [/德国|germany|deutschland/i, 'DE'],
  [/法国|france/i, 'FR'],
  [/荷兰|netherlands/i, 'NL'],
  [/波兰|poland/i, 'PL'],
  [/捷克|czech/i, 'CZ'],
  [/奥地利|austria/i, 'AT'],
  [/西班牙|spain/i, 'ES'],
  [/意大利|italy/i, 'IT'],
  [/瑞士|switzerland/i, 'CH'],
  [/挪威|norway/i, 'NO'],
  [/英国|united kingdom|england|scotland|wales\b|\bUK\b/i, 'GB'],
  [/美国|united states|\bUSA\b/i, 'US'],
  [/加拿大|canada/i, 'CA'],
  [/日本|japan/i, 'JP'],
  [/韩国|korea/i, 'KR'],
  [/新加坡|singapore/i, 'SG'],
  [/澳大利亚|australia/i, 'AU'],
  [/新西兰|new zealand/i, 'NZ'],
  [/中国|\bchina\b/i, 'CN'],
]

/** The country an address names; null when it names none. */
export const countryIn = (address: string): string | null =>
  countryNames.find(([pattern]) => pattern.test(address))?.[1] ?? null

const street =
  /[路街道巷弄胡同村镇乡里园苑庄寨坊城].*[\d一二三四五六七八九十]|\d+\s*(?:号|弄|栋|幢|室|楼|单元)|\d.*\p{Script=Latin}{3,}|\p{Script=Latin}{3,}.*\d/u
const poBox = /\bp\.?\s?o\.?\s?box\b|邮政信箱|postfach/i
const island =
  /canar(?:y|ias)|azores|açores|madeira|puerto rico|\bguam\b|加那利|亚速尔|马德拉|波多黎各|关岛/i
const locker = /packstation|parcel locker|自提柜|快递柜|丰巢/i

/** A street and a number in English, and not a word of where that street is. */
const streetAlone =
  /^\d+\p{L}?,?\s+[\p{L}' .-]*\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|way|close|court|terrace|crescent|square|place|gardens)\.?$/iu

/** What is wrong with an address as it was written; null when a parcel could go there. */
export function faultIn(
  address: string,
  { largeBattery }: { largeBattery: boolean },
): RuledOut | null {
  const text = address.normalize('NFKC').trim()
  if (poBox.test(text))
    return no(
      'po_box',
      both('我们不能寄到邮政信箱。', 'We cannot deliver to a P.O. box.'),
      both(
        '请给我一个有街道和门牌号的地址。',
        'Please give me an address with a street and number.',
      ),
      both('kb-zh-004', 'kb-en-001'),
    )
  if (island.test(text))
    return no(
      'not_served',
      both('这个地区我们暂时不配送。', 'We do not deliver there.'),
      both('可以换一个配送范围内的地址。', 'Another address within our delivery area would work.'),
      both('kb-zh-004', 'kb-en-001'),
    )
  if (largeBattery && locker.test(text))
    return no(
      'locker_battery',
      both(
        '含大容量电池的包裹要成年人当面签收，不能放自提柜。',
        'A parcel with a large battery has to be signed for by an adult and cannot go to a parcel locker.',
      ),
      both('请给我一个有人签收的地址。', 'Please give me an address where someone can sign.'),
      both('kb-zh-008', 'kb-en-003'),
    )
  if (!street.test(text))
    return no(
      'needs_street',
      both(
        '这个地址还不完整，没有街道和门牌号。',
        'The address is not complete: street and number are missing.',
      ),
      both(
        '请把完整地址发给我，比如“南京市鼓楼区中山路 18 号 3 栋 502”。',
        'Please send me the whole address, e.g. "18 Market Street, Leeds LS1 6DT".',
      ),
      both('kb-zh-013', 'kb-zh-013'),
    )
  if (streetAlone.test(text))
    return no(
      'needs_town',
      both('这个地址还缺城市和邮编。', 'The town is missing from this address.'),
      both(
        '请把完整地址发给我，街道、门牌号、城市和邮编写在一起。',
        'Please send me the whole address, with town and postcode.',
      ),
      both('kb-zh-013', 'kb-zh-013'),
    )
  return null
}
