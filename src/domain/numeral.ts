const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  洞: 0,
  一: 1,
  幺: 1,
  壹: 1,
  二: 2,
  两: 2,
  兩: 2,
  俩: 2,
  贰: 2,
  三: 3,
  仨: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  拐: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  勾: 9,
  玖: 9,
}
const units: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }

/** Character class of the signs with which Chinese counts. */
export const numeralSigns = '零〇一二两兩三四五六七八九十百千万半'

/** Character class of the signs with which Chinese reads out digits; 幺 is one on the telephone. */
export const spokenDigits = '零〇洞一幺二两三四五六七八九拐勾'

/** Digits read out one by one: 二六一一 → `2611`. */
export function readDigits(text: string): string {
  return Array.from(text, (sign) => digits[sign]?.toString() ?? (/\d/.test(sign) ? sign : '')).join(
    '',
  )
}

/** A number in figures or Chinese numerals, 三百二十五 or 1.5万 or 12,000; null when it is none. */
export function readNumber(text: string): number | null {
  const plain = text.replace(/[,\s]/g, '')
  const figures = /^(\d+(?:\.\d+)?)([万千百kKwW]?)$/.exec(plain)
  if (figures) {
    const scale =
      { 万: 1e4, w: 1e4, 千: 1e3, k: 1e3, 百: 100 }[figures[2]?.toLowerCase() ?? ''] ?? 1
    return Number(figures[1]) * scale
  }
  if (plain === '半') return 0.5
  return readNumerals(plain)
}

function readNumerals(text: string): number | null {
  let total = 0
  let section = 0
  let digit: number | null = null
  let lastUnit = 0
  for (const sign of text) {
    const value = digits[sign]
    const unit = units[sign]
    if (value !== undefined) {
      if (digit !== null && value !== 0 && digit !== 0) return null
      digit = value
    } else if (unit !== undefined) {
      section += (digit ?? 1) * unit
      lastUnit = unit
      digit = null
    } else if (sign === '万') {
      total = (total + section + (digit ?? 0)) * 10_000
      section = 0
      digit = null
      lastUnit = 10_000
    } else return null
  }
  // 三百五 is 350: a last digit right after a unit of a hundred or more stands one place lower.
  const short = digit !== null && lastUnit >= 100 && !/[零〇]/.test(text)
  return total + section + (digit ?? 0) * (short ? lastUnit / 10 : 1)
}
