/** What an agent or a person in training may not promise in writing. */
const faults: readonly (readonly [string, RegExp])[] = [
  [
    'promises_without_limit',
    /一定能|保证(?!书)|百分之?百|绝对|肯定(?:能|没问题)|\b(?:guarantee[ds]?|definitely will|100 ?%|without fail|we promise)\b/i,
  ],
  [
    'offers_a_discount',
    /打[一二三四五六七八九\d]+折|优惠\d|减\d+|\d+ ?% ?(?:off|discount)|\d+% 优惠/i,
  ],
  [
    'names_a_price',
    /[¥￥$€£]\s?\d|\d+(?:\.\d+)?\s?(?:元|块|美元|欧元|英镑|eur\b|usd\b|gbp\b|euros?|dollars?|pounds?)/i,
  ],
  [
    'speaks_ill_of_others',
    /(?:他们|别家|竞品|对手)[^，。]{0,8}(?:差|烂|骗|不行)|\b(?:their|competitors?'?s?) (?:products? )?(?:are|is) (?:bad|rubbish|poor|worse)\b/i,
  ],
]

/** Which policies a reply breaks; sums that the customer named (`allowed`) may be repeated. */
export function policyFaults(text: string, allowed: readonly string[]): string[] {
  const bare = allowed.reduce(
    (rest, words) => (words === '' ? rest : rest.replaceAll(words, '')),
    text,
  )
  return faults.filter(([, broken]) => broken.test(bare)).map(([name]) => name)
}
