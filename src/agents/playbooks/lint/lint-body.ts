import type { Playbook, Step } from '../../../domain/playbook.ts'
import type { Tool } from '../../../tools/tool.ts'
import type { Path } from '../front-matter.ts'
import type { LintRule } from './lint-finding.ts'

/** A finding in one playbook, by its field. */
export interface BodyFinding {
  rule: LintRule
  path: Path
  what: string
  wayOut: string
}

/**
 * Writes that bind the customer to nothing and take nothing from them, and what must hold for that: a carrier is urged
 * for an order that is proved to be theirs, and sales is given a contact that they were asked for.
 */
const harmlessWhere: Readonly<Record<string, (playbook: Playbook) => boolean>> = {
  open_case: () => true,
  capture_lead: ({ facts }) =>
    Object.values(facts).some(({ type }) => /^(?:phone|email)$/.test(type)),
  urge_delivery: ({ verify }) => verify !== 'none',
}

/** How else such a write becomes harmless. */
const waysOut: Readonly<Record<string, string>> = {
  capture_lead: ', or ask for a phone number or e-mail address as a fact',
  urge_delivery: ', or ask for proof: verify: order',
}

/** What one playbook shows by itself. */
export function lintBody(playbook: Playbook, tools: ReadonlyMap<string, Tool>): BodyFinding[] {
  return [
    ...unreachedTools(playbook, tools),
    ...missingConsents(playbook, tools),
    ...oddFacts(playbook),
    ...missingLanguages(playbook),
  ]
}

/** A model may look something up whenever it helps; what changes something is reached by a step, or by words that say when. */
function unreachedTools(
  { tools, steps, guidance }: Playbook,
  all: ReadonlyMap<string, Tool>,
): BodyFinding[] {
  const used = new Set(steps.flatMap((it) => ('write' in it ? it.write : [])))
  return tools.flatMap((tool, i): BodyFinding[] =>
    all.get(tool)?.effect !== 'writes' || used.has(tool) || guidance.includes(tool)
      ? []
      : [
          {
            rule: 'tool_not_reached',
            path: ['tools', i],
            what: `no step calls ${tool} and the prose does not name it`,
            wayOut: 'call it in a step, tell the model when to, or take it off the list',
          },
        ],
  )
}

function missingConsents(playbook: Playbook, all: ReadonlyMap<string, Tool>): BodyFinding[] {
  const { tools, consent } = playbook
  return tools.flatMap((name, i): BodyFinding[] => {
    const tool = all.get(name)
    const harmless = harmlessWhere[name]
    if (tool?.effect !== 'writes' || consent.includes(name) || harmless?.(playbook)) return []
    return [
      {
        rule: 'consent_missing',
        path: ['tools', i],
        what: `${name} changes something and nobody is asked first`,
        wayOut: `add it: consent: [${[...consent, name].join(', ')}]${waysOut[name] ?? ''}`,
      },
    ]
  })
}

/** Everything in a playbook that is filled from what is known: templates, arguments, conditions. */
function mentioned({ replies, facts, steps, when }: Playbook): Set<string> {
  const texts = [...Object.values(replies), ...Object.values(facts).map(({ ask }) => ask)]
  const roots = new Set<string>()
  const add = (path: string) => roots.add(path.split('.')[0] ?? path)
  for (const { zh, en } of texts)
    for (const [, path = ''] of `${zh} ${en}`.matchAll(/\{([\w.]+)\}/g)) add(path)
  for (const path of Object.keys(when)) add(path)
  for (const step of steps) {
    for (const path of Object.keys(step.when ?? {})) add(path)
    const given = 'with' in step ? Object.values(step.with ?? {}) : 'to' in step ? [step.to] : []
    for (const value of given)
      if (typeof value === 'string' && value.startsWith('$')) add(value.slice(1))
  }
  return roots
}

const factOf = (step: Step): string | null =>
  'need' in step ? step.need : 'again' in step ? step.again : 'set' in step ? step.set : null

function oddFacts(playbook: Playbook): BodyFinding[] {
  const used = mentioned(playbook)
  const asked = new Set(playbook.steps.map(factOf))
  return Object.entries(playbook.facts).flatMap(([fact, { optional }]): BodyFinding[] => {
    const path: Path = ['facts', fact]
    if (!used.has(fact) && !playbook.guidance.includes(fact)) {
      // What is only asked for still stands in the brief of whoever takes over.
      return asked.has(fact) && playbook.steps.some((it) => 'handoff' in it)
        ? []
        : [
            {
              rule: 'fact_never_used',
              path,
              what: `${fact} is in no argument, condition or reply`,
              wayOut: 'use it, or take it away: customers are not asked for what serves nothing',
            },
          ]
    }
    if (asked.has(fact) || optional) return []
    return [
      {
        rule: 'fact_never_asked',
        path,
        what: `${fact} is used, and no step asks for it`,
        wayOut: `add a step - need: ${fact}, or say optional: true`,
      },
    ]
  })
}

const bare = (text: string): string => text.replaceAll(/\{[\w.]+\}/g, '').trim()

function missingLanguages({ title, facts, replies }: Playbook): BodyFinding[] {
  const texts: [Path, { zh: string; en: string }][] = [
    [['title'], title],
    ...Object.entries(facts).map(([name, { ask }]): [Path, typeof ask] => [
      ['facts', name, 'ask'],
      ask,
    ]),
    ...Object.entries(replies).map(([name, text]): [Path, typeof text] => [
      ['replies', name],
      text,
    ]),
  ]
  return texts.flatMap(([path, { zh, en }]): BodyFinding[] => {
    const wrong = [
      ...(bare(zh) !== '' && !/\p{Script=Han}/u.test(zh) ? ['zh'] : []),
      ...(/\p{Script=Han}/u.test(en) ? ['en'] : []),
    ]
    return wrong.map((language) => ({
      rule: 'missing_language',
      path: [...path, language],
      what: `the words under ${language} are in another language`,
      wayOut: `write them in ${language === 'zh' ? 'Chinese' : 'English'}`,
    }))
  })
}
