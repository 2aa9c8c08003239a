const vowel = /[aeiouy]/
const doubled = /(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/
const irregular = new Map([
  ['paid', 'pay'],
  ['sent', 'send'],
  ['bought', 'buy'],
  ['sold', 'sell'],
  ['broken', 'break'],
  ['broke', 'break'],
  ['got', 'get'],
  ['gotten', 'get'],
  ['took', 'take'],
  ['taken', 'take'],
  ['given', 'give'],
  ['gave', 'give'],
  ['came', 'come'],
  ['went', 'go'],
  ['gone', 'go'],
  ['lost', 'lose'],
  ['kept', 'keep'],
  ['left', 'leave'],
  ['made', 'make'],
  ['said', 'say'],
  ['told', 'tell'],
  ['wrote', 'write'],
  ['written', 'write'],
  ['stolen', 'steal'],
  ['children', 'child'],
  ['people', 'person'],
  ['feet', 'foot'],
  ['men', 'man'],
  ['women', 'woman'],
  ['news', 'news'],
  ['customs', 'customs'],
  ['always', 'always'],
  ['during', 'during'],
  ['thing', 'thing'],
  ['bring', 'bring'],
])

const endings: readonly (readonly [RegExp, string])[] = [
  [/(ational|ation|ations)$/, 'ate'],
  [/(ization|izations|isation|isations)$/, 'ize'],
  [/(fulness|ousness|iveness)$/, ''],
  [/(ement|ements|ment|ments)$/, ''],
  [/(iveli|ively|ive)$/, ''],
  [/(bility|biliti)$/, 'ble'],
  [/(ances|ance|ences|ence|ancy|ency)$/, ''],
  [/(ically|ical|ic)$/, ''],
  [/(alities|ality|aliti|alit|al)$/, ''],
  [/(ities|iti|ity|it)$/, ''],
  [/(ness|ful|less|ous|ism|ist|ian)$/, ''],
  [/(ly|li)$/, ''],
  [/(able|ible)$/, ''],
  [/(ers|er|ors|or)$/, ''],
  [/(ions|ion)$/, ''],
]

function measure(stem: string): number {
  return (stem.match(/[aeiouy]+[^aeiouy]+/g) ?? []).length
}

function dropInflection(word: string): string {
  if (/(ss|us|is)$/.test(word)) return word
  let stem = word
  if (stem.endsWith('ies') && stem.length > 4) stem = `${stem.slice(0, -3)}y`
  else if (/(sses|xes|ches|shes|zes)$/.test(stem)) stem = stem.slice(0, -2)
  else if (stem.endsWith('s') && stem.length > 3) stem = stem.slice(0, -1)
  const past = /^(.+?)(eed|ied|ed|ing|ings)$/.exec(stem)
  if (!past) return stem
  const [, root = '', ending] = past
  if (ending === 'eed') return measure(root) > 0 ? `${root}ee` : stem
  if (ending === 'ied') return root.length > 1 ? `${root}y` : stem
  if (!vowel.test(root) || root.length < 2) return stem
  return doubled.test(root) ? root.slice(0, -1) : root
}

/**
 * The stem of a lower-case English word. A shortened relative of Porter's algorithm (Porter 1980, "An algorithm for
 * suffix stripping") that folds inflections firmly and derivations only where a long stem is left: search
 * wants "delivered", "delivery" and "deliveries" to meet, and "general" and "generator" to stay apart.
 */
export function stemEnglish(word: string): string {
  const known = irregular.get(word)
  if (known) return known
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  // "delivery", "deliver" and "delivered" lose the same end.
  let stem = dropInflection(word).replace(/(?<=[^aeioul])y$/, '')
  for (const [ending, put] of endings) {
    const root = stem.replace(ending, '')
    if (root !== stem && measure(root) > 1 && root.length >= 4) {
      stem = root + put
      break
    }
  }
  // "charge", "charged" and "charging" end alike.
  return stem.length > 3 ? stem.replace(/(?<=[^aeiou])e$/, '').replace(/ll$/, 'l') : stem
}
