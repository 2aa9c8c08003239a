import type { Reading } from '../../domain/reading.ts'
import { readHumanRequest } from './human-request.ts'
import type { PersonMargins } from './person.ts'

/** How sure a wish for a person is that only the families or the learned lines tell. */
const sureOfPerson = 0.6
/** And one that is said in so many words. */
const inSoManyWords = 0.97

/**
 * From where on learned lines decide. `alone`: they tell a wish by themselves. `despite`: even of one who said courtesies
 * only, or whose words seem to speak of a person. `against`: they undo a guess, and what families of words tell;
 * `againstPlain`: even what is said in so many words, if it is read as spoken of.
 */
const learned = {
  alone: -0.1,
  despite: { asked: 0.5, spokenOf: -1 },
  against: -0.9,
  againstPlain: { asked: -1.8, spokenOf: -0.3 },
}

/** A greeting, thanks or a goodbye read this surely, and nothing else, asks for nobody, whatever stands beside it: 「你好 0」. */
const sureOfCourtesy = 0.95
const isBareCourtesy = ({ intents: [top, ...others] }: Pick<Reading, 'intents'>): boolean =>
  top !== undefined &&
  others.length === 0 &&
  ['greeting', 'thanks', 'goodbye'].includes(top.name) &&
  top.probability >= sureOfCourtesy

/** How sure the wish for a person is in what was read. */
const known = ({ intents }: Pick<Reading, 'intents'>): number =>
  intents.find(({ name }) => name === 'human_request')?.probability ?? 0

/** Whether a wish for a person that was read is none after all, as the learned lines tell. */
export function asksNobody(read: Pick<Reading, 'intents'>, margins: PersonMargins): boolean {
  const { against, againstPlain } = learned
  if (known(read) === 0) return false
  if (known(read) < inSoManyWords) return margins.asked < against
  return margins.asked < againstPlain.asked && margins.spokenOf > againstPlain.spokenOf
}

/** What was read, with the wish for a person where it was not heard: by families of words (`bySigns`), or by the learned lines. */
export function withPerson<Read extends Pick<Reading, 'intents' | 'outOfScope'>>(
  read: Read,
  folded: string,
  { margins, bySigns }: { margins: PersonMargins; bySigns: boolean },
): Read {
  if (known(read) >= sureOfPerson) return read
  const { asked, spokenOf } = margins
  const clearly = asked > learned.despite.asked && spokenOf < learned.despite.spokenOf
  const said = bySigns ? asked > learned.against : asked > learned.alone && !isBareCourtesy(read)
  if (!clearly && (!said || readHumanRequest(folded) === 'mentioned')) return read
  const wish = { name: 'human_request' as const, probability: sureOfPerson }
  const others = read.intents.filter(({ name }) => name !== wish.name && name !== 'out_of_scope')
  return { ...read, outOfScope: false, intents: [wish, ...others.slice(0, 3)] }
}
