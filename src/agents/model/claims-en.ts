const done =
  '(?:issued|refunded|sent|cancell?ed|urged|requested|submitted|escalated|applied|credited|changed|updated|processed|arranged|booked|created|filed|expedited|contacted|notified|informed|placed|scheduled|added|opened|reported|pushed|chased|initiated|forwarded|replaced|reshipped|upgraded|raised|registered|logged|granted|given|gave|extended|reserved|removed|activated|asked|completed|transferred|approved|compensated|reimbursed|rushed|prioriti[sz]ed|sorted|put in|made (?:the|that|this|your) change|let (?:them|the \\w+) know|spoken (?:to|with)|spoke (?:to|with)|told (?:them|the)|reached out|set up)'
const doing =
  '(?:issuing|refunding|sending|cancell?ing|urging|submitting|escalating|applying|crediting|changing|updating|processing|arranging|booking|expediting|contacting|notifying)'
const thing =
  '(?:coupon|voucher|refund|compensation|credit|request|ticket|case|cancellation|return|exchange|replacement|complaint|appointment|booking|reminder|address|invoice)'
const soon =
  '(?:just|already|now|also|successfully|since|gone ahead and|went ahead and|then|immediately|personally)'

const sources = [
  `\\b(?:i|we)(?:'ve| have|'d)?(?: ${soon})* ${done}\\b`, // I've issued, we have just sent, I urged
  `\\b(?:i'm|i am|we're|we are)(?: now| just| already)? ${doing}\\b`,
  `\\b${thing}\\b[^,]{0,40}\\b(?:has|have|was|were|is|are)(?: now| just| already)?(?: been)?(?: successfully)? (?:${done}|done|complete|confirmed)\\b`,
  `\\b(?:has|have|'ve) (?:now |just |already )?been (?:successfully )?${done}\\b`,
  `\\bit(?:'s| is) (?:already|now|just) ${done}\\b`,
  `\\byou(?:'re| are)(?: now| all| already)? (?:booked|scheduled|refunded|registered|compensated|set)\\b`,
  `\\b${thing} (?:has gone|went|is going) through\\b`,
  `\\b${thing} (?:is|are)(?: now)? (?:on its way|on the way|active|in your account)\\b`,
  `^\\W*(?:your |the )?(?:${thing}|order) ${done}\\W*$`, // Refund issued.
  `\\b(?:it'?s (?:all )?done|that'?s done|all done|all set|taken care of)\\b`,
  `^\\s*done\\b`,
]
const claims = sources.map((source) => new RegExp(source, 'g'))
/** One look that clears nearly every sentence. */
const anyClaim = new RegExp(sources.join('|'))

/** What stands before the claim, in the same clause, and makes it a condition, a wish, a denial or somebody else's. */
const open =
  /\b(?:if|once|when|whenever|while|after|until|unless|before|as soon as|whether|in case|no|not|never|none|nothing|can|could|will|would|should|may|might|to|sorry|shows?|says?|status|according|you (?:say|said|mentioned|think|told)|the (?:e-?mail|message|link|code|items?|order|parcel)(?: that)?)\b(?:(?!\b(?:and|so|but)\b)[^,:])*$/
const question =
  /^\s*(?:and |so |or )?(?:have|has|had|do|does|did|would|could|can|should|shall|may|is|are|was|were)\b.*\?\s*$/

/** What a record shows of an order is no act of ours, as long as nobody acts in it. */
const record =
  /\b(?:orders?|parcels?|packages?|shipments?|items?)\b(?!.*\b(?:i|we|i'm|i've|we've|we're|coupon|voucher|compensation)\b).{0,24}\b(?:has|have|was|were|is|are)(?: already| now)? been (?:cancell?ed|refunded|returned|sent|processed|placed|replaced)\b/

/** Whether a sentence, normalised, claims an effect in English. */
export function claimsInEnglish(sentence: string): boolean {
  if (!anyClaim.test(sentence) || question.test(sentence) || record.test(sentence)) return false
  return claims.some((pattern) =>
    [...sentence.matchAll(pattern)].some((found) => !open.test(sentence.slice(0, found.index))),
  )
}
