import { canonicalJson } from '../../../domain/consent.ts'
import { groupOf, IntentName } from '../../../domain/intent.ts'
import type { Playbook } from '../../../domain/playbook.ts'
import { serving } from '../match.ts'
import type { BodyFinding } from './lint-body.ts'

/** A message as people have labelled it: what its reader should find in it. */
export interface LabelledMessage {
  intents: readonly string[]
}

/** What is known when a playbook is chosen: a condition on anything else never holds. */
const knownWhenMatched = new Set(['customer', 'locale'])
/** More than this share of all messages is no procedure any more. */
const mostShare = 0.5

export type MatchingFinding = BodyFinding & { playbook: Playbook | null }

/** What only the whole set shows: who matches what, and who stands in whose way. Playbooks are in the order in which they are tried. */
export function lintMatching(
  playbooks: readonly Playbook[],
  messages: readonly LabelledMessage[],
): MatchingFinding[] {
  return [
    ...playbooks.flatMap((it) => reachOf(it, playbooks, messages)),
    ...byIntent(playbooks).flatMap((it, i, those) => rivalsOf(it, those.slice(0, i))),
    ...unserved(playbooks),
  ]
}

function reachOf(
  playbook: Playbook,
  all: readonly Playbook[],
  messages: readonly LabelledMessage[],
): MatchingFinding[] {
  const impossible = Object.keys(playbook.when).find(
    (path) => !knownWhenMatched.has(path.split('.')[0] ?? ''),
  )
  if (impossible !== undefined) {
    return [
      {
        playbook,
        rule: 'never_matched',
        path: ['when', impossible],
        what: `${impossible} is not known when a playbook is chosen, so this one never is`,
        wayOut: `ask ${[...knownWhenMatched].join(' or ')}, or move the condition to a step`,
      },
    ]
  }
  const reached = messages.filter(({ intents }) =>
    intents.some((name) => playbook.intents.some((intent) => intent === name)),
  ).length
  const isEntered = all.some(({ steps }) =>
    steps.some((it) => 'go' in it && it.go === playbook.name),
  )
  if (reached === 0 && !isEntered) {
    return [
      {
        playbook,
        rule: 'never_matched',
        path: ['intents'],
        what: `none of ${messages.length} labelled messages is ${playbook.intents.join(' or ')}, and no playbook goes on in it`,
        wayOut: 'add examples to training, or serve an intent that people have',
      },
    ]
  }
  if (messages.length === 0 || reached / messages.length <= mostShare) return []
  return [
    {
      playbook,
      rule: 'always_matched',
      path: ['intents'],
      what: `${reached} of ${messages.length} labelled messages lead here`,
      wayOut: 'serve fewer intents: what always applies belongs into the rules of the prompt',
    },
  ]
}

/** Those that are chosen by what was read, and not by their own cues alone. */
const byIntent = (playbooks: readonly Playbook[]) =>
  playbooks.filter((it) => it.intents.some((intent) => serving(playbooks, intent).includes(it)))

const rulesOf = ({ steps, limits, verify, consent }: Playbook): string =>
  canonicalJson({ steps, limits, verify, consent })

/** An earlier playbook with the same conditions is chosen first, always. */
function rivalsOf(playbook: Playbook, earlier: readonly Playbook[]): MatchingFinding[] {
  const rivals = earlier.filter((it) => canonicalJson(it.when) === canonicalJson(playbook.when))
  const taken = playbook.intents.flatMap((intent) => {
    const rival = rivals.find(({ intents }) => intents.includes(intent))
    return rival ? [{ intent, rival }] : []
  })
  const [first] = taken
  if (!first) return []
  const whole = taken.length === playbook.intents.length
  const other = taken.find(({ rival }) => rulesOf(rival) !== rulesOf(playbook))
  return [
    {
      playbook,
      rule: 'shadowed',
      path: ['intents', playbook.intents.indexOf(first.intent)],
      what: `${first.rival.name} is chosen before it for ${taken.map(({ intent }) => intent).join(', ')}${whole ? ': it is never chosen' : ''}`,
      wayOut: 'give one of them a condition under when, or take the intent away from one',
    },
    ...(other
      ? [
          {
            playbook,
            rule: 'contradicting' as const,
            path: ['intents', playbook.intents.indexOf(other.intent)],
            what: `${other.rival.name} has other steps, limits, proof or consent for the same ${other.intent} under the same conditions`,
            wayOut: 'keep one procedure for it',
          },
        ]
      : []),
  ]
}

function unserved(playbooks: readonly Playbook[]): MatchingFinding[] {
  const served = new Set(byIntent(playbooks).flatMap(({ intents }) => intents))
  return IntentName.options
    .filter((intent) => groupOf(intent) !== 'conversation' && !served.has(intent))
    .map((intent) => ({
      playbook: null,
      rule: 'intent_unserved',
      path: ['intents'],
      what: `no playbook serves ${intent}`,
      wayOut: 'add it to the intents of a playbook, or write one',
    }))
}
