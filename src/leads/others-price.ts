const blank = (text: string): string => ' '.repeat(text.length)

const others =
  /(?:(?:他|她|人|别|对|另一|那)(?:们)?家|隔壁|别人|别处|同行|竞品|竞争对手|网上|(?:拼多多|京东|淘宝|天猫|抖音|亚马逊|安吉尔|戴森|小米|美的|格力|海尔|九阳|苏泊尔)(?:上|家|那边)?)[^，。,;；！？\n]{0,12}?(?:报(?:了|价|给)?|卖|要价?|只要|才|开价?|给)[^，。,;；！？\n]*|给我(?:们)?报(?:了|的是|过)[^，。,;；！？\n]*|(?:现在|目前|原来|以前|之前|上次|去年)(?:用|买|租|付|花)的?[^，。,;；！？\n]{0,6}(?:是|花了?|要)[^，。,;；！？\n]*/g
const othersEn =
  /\b(?:(?:your |a |another |the other |other )?(?:competitors?|suppliers?|vendors?|sellers?|shops?|stores?|sites?|compan(?:y|ies)|guys|place)|(?<!\bI )(?<!\b[Ww]e )(?<!\b[Yy]ou )(?:(?!I\b|We\b|You\b|The\b|My\b|Our\b)[A-Z][\w&]+|they|he|she|someone(?: else)?|somebody(?: else)?)) (?:has |have |had |just |already |only |is |are |was |were |’ve |'ve )*(?:quot(?:ed?|es|ing)|charg(?:ed?|es|ing)|offer(?:ed|s|ing)?|(?:wants?|wanted|asks?|asked)(?= [$€£]?\d)|sell(?:s|ing)?|sold|do(?:es)? (?:it|them|these))\b[^.;!?\n]*|\b(?:quoted|offered|charged) (?:me|us)\b[^.;!?\n]*|\b(?:currently|now|last year|last time|so far) (?:i |we )?(?:pay(?:ing)?|paid|spend(?:ing)?|spent)\b[^.;!?\n]*/g

/** A text without what others ask for their goods, or what was paid before: none of it is what the customer would spend. Offsets stay. */
export const withoutOthersPrices = (text: string): string =>
  text.replace(others, blank).replace(othersEn, blank)
