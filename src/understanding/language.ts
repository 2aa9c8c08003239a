/** Characters that Cantonese writes and Mandarin does not. */
const cantonese = /[嘅咗喺嚟啲佢咁嗰冇哋畀嘢唔揾攞睇咩乜諗谂嬲係噉]/g
/** What Mandarin writes where Cantonese would not. */
const mandarin = /[的了吗么这那没是在们]/g

/** Frequent short words of languages in Latin script. */
const stopWords: Record<string, ReadonlySet<string>> = {
  en: new Set(
    'the is are i you my to of and a it in for not do does can was have has when where what how with this that please want need order your me be on no yes hi hello thanks thank ok'.split(
      ' ',
    ),
  ),
  de: new Set(
    'der die das ist nicht ich sie und mein meine meinem wo wann wie bitte danke mit für auf ein eine habe hat kann wurde noch bestellung paket zurück'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'le la les est je vous et mon ma mes où quand comment merci avec pour sur un une des pas ai colis commande bonjour suis ce que du au puis'.split(
      ' ',
    ),
  ),
  es: new Set(
    'el la los las es yo usted y mi mis dónde donde cuándo cómo gracias con para por un una no pedido hola está estoy quiero que del al mi puedo'.split(
      ' ',
    ),
  ),
  it: new Set(
    'il lo la gli è io mio mia dove quando come grazie con per un una non ordine ciao sono vorrei che del della ho posso pacco'.split(
      ' ',
    ),
  ),
  nl: new Set(
    'de het een is ik u mijn waar wanneer hoe bedankt met voor op niet heb kan bestelling pakket graag dat van wil nog maar'.split(
      ' ',
    ),
  ),
}

/**
 * The language of a text as a BCP 47 tag, from script and frequent words. `hint` answers where the
 * text itself does not tell (a number, an emoji); without one, `und`.
 */
export function detectLanguage(text: string, hint?: string): string {
  // 「税号91510100MA6C…」: letters among digits are a code, and of no language.
  const sample = text.slice(0, 600).replaceAll(/[a-zA-Z]*\d[a-zA-Z\d]*/g, ' ')
  const kana = count(sample, /[\u3040-\u30ff]/g)
  const han = count(sample, /\p{Script=Han}/gu)
  const hangul = count(sample, /[\uac00-\ud7af]/g)
  const cyrillic = count(sample, /[\u0400-\u04ff]/g)
  const letters = count(sample, /[a-zA-Z\u00c0-\u024f]/g)
  if (kana > 0 && kana * 5 >= han) return 'ja'
  // One ideograph says as much as a short Latin word, hence the weight.
  const widest = Math.max(han * 3, hangul * 3, cyrillic, letters)
  if (widest === 0) return hint ?? 'und'
  if (widest === han * 3) return isCantonese(sample) ? 'yue' : 'zh'
  if (widest === hangul * 3) return 'ko'
  if (widest === cyrillic) return 'ru'
  return latinLanguage(sample, hint)
}

function isCantonese(text: string): boolean {
  const yes = count(text, cantonese)
  return yes > 0 && yes * 2 > count(text, mandarin)
}

function latinLanguage(text: string, hint: string | undefined): string {
  const words = text.toLowerCase().match(/[a-z\u00c0-\u024f]+/g) ?? []
  let best = ''
  let most = 0
  for (const [language, stops] of Object.entries(stopWords)) {
    const hits = words.filter((word) => stops.has(word)).length
    if (hits > most) [best, most] = [language, hits]
  }
  if (most > 0) return best
  // A code or a name: letters that say nothing about the language.
  if (hint !== undefined && words.join('').length < 12) return hint
  return /[a-z]{3}/i.test(text.replace(/\S*\d\S*/g, '')) ? 'en' : (hint ?? 'und')
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
