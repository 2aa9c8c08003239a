import type { Playbook } from '../src/domain/playbook.ts'
import type { IntentName } from '../src/domain/intent.ts'
import type { Entity, Reading } from '../src/domain/reading.ts'

/** A playbook that does nothing but what a test gives it. */
export function playbookOf(name: string, change: Partial<Playbook> = {}): Playbook {
  return {
    name,
    title: { zh: name, en: name },
    intents: ['compensation_claim'],
    covers: [],
    when: {},
    facts: {},
    verify: 'none',
    tools: [],
    consent: [],
    limits: {},
    settles: [],
    explainedIn: [],
    handoff: { skill: 'general' },
    replies: {},
    steps: [{ handoff: 'policy_restricted' }],
    guidance: '',
    version: '1',
    ...change,
  }
}

/** A sure reading of these intents, most important first, and these values. */
export function readingOf(
  intents: readonly IntentName[],
  values: Partial<Record<Entity['type'], string>> = {},
): Reading {
  return {
    intents: intents.map((name) => ({ name, probability: 0.9 })),
    outOfScope: false,
    sentiment: 0,
    language: 'en',
    entities: Object.entries(values).map(([type, value]) => ({
      type: type as Entity['type'],
      value,
      start: 0,
      end: value.length,
    })),
    risks: [],
  }
}
