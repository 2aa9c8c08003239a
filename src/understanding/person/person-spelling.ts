/** How people in haste spell the words by which a person is asked for; each with what it stands for. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/\bthr(?:u|ough)\b/, 'through'],
  [/\b(?:some?1|sum ?1|som[eo]ne?|sombody|smbody|somone)\b/, 'someone'],
  [/\b(?:any1|ani1|anyon)\b/, 'anyone'],
  [/\bur\b/, 'your'],
  [/\b(?:tra?ns?f(?:e|re|er|r)|tranfer|trasnfer|transfr|trnsfr|tranfser)\b/, 'transfer'],
  [/\b(?:conect|connct|conncet|cnnect)\b/, 'connect'],
  [/\b(?:agnet|agnt|agetn|agant|ajent|agent?s?t)\b/, 'agent'],
  [
    /\b(?:rep?r?e?se?n?tat?[ai]?ve?|reprsentative|represenative|representitive|rep)\b/,
    'representative',
  ],
  [/\b(?:hu?man?n?|hooman|humna|huamn|hmuan|hyuman|humen)\b/, 'human'],
  [/\b(?:persn|preson|perosn|persson|pearson|prson|persno|pe?rson)\b/, 'person'],
  [/\b(?:manger|mananger|managr|maneger|mgr)\b(?= |$|[.!?,])/, 'manager'],
  [/\b(?:supervisr|superviser|supervisior|supe?r?viso?r)\b/, 'supervisor'],
  [/\b(?:operater|opperator|oprator)\b/, 'operator'],
  [/\b(?:custmer|costumer|custumer|cusotmer) (?=service|care|support)/, 'customer '],
  [/\b(?:tlk|tallk|takl|tlak|tak)(?= (?:to|2|with|w)\b)/, 'talk'],
  [/\b(?:spk|speek|speack|spaek)(?= (?:to|2|with|w)\b)/, 'speak'],
  [/\b2(?= (?:a|an|the|your|someone|anyone|human|person|people|agent|manager|real)\b)/, 'to'],
  [/\bppl\b/, 'people'],
]

const anySpelling = new RegExp(spellings.map(([{ source }]) => `(${source})`).join('|'), 'g')

/** A folded text with those words spelt as they are meant, in one pass. */
export function plainSpelling(folded: string): string {
  return folded.replace(anySpelling, (word, ...groups: unknown[]) => {
    const at = groups.findIndex((group) => group !== undefined)
    return spellings[at]?.[1] ?? word
  })
}
