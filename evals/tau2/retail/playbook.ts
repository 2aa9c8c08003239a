import { parsePlaybook } from '../../../src/agents/playbooks/playbooks.ts'
import type { Playbook } from '../../../src/domain/playbook.ts'
import { retailTools } from './tools/all.ts'

/**
 * The benchmark's policy as one playbook that is always open: its words are the guidance, its tools those of the domain.
 * Consent is left to the policy ("obtain explicit user confirmation"), which is what the benchmark measures.
 */
export function policyPlaybook(policy: string): Playbook {
  const header = [
    'name: retail_policy',
    'title: { zh: 零售政策, en: Retail policy }',
    'intents: [order_status]',
    `tools: [${retailTools.map(({ name }) => name).join(', ')}]`,
    'steps: [{ answer: question }]',
  ]
  const parsed = parsePlaybook('policy.md', `---\n${header.join('\n')}\n---\n${policy}`)
  if ('faults' in parsed) {
    throw new Error(
      `the policy is no playbook: ${parsed.faults.map(({ what }) => what).join('; ')}`,
    )
  }
  return parsed.playbook
}
