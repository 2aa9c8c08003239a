import type { Blame } from '../finding.ts'
import { faultOfJudge } from './audit-judge.ts'
import { faultOfSimulator } from './audit-simulator.ts'
import { faultOfTask } from './audit-task.ts'
import type { Evidence } from './evidence.ts'
import type { Simulation } from './simulation.ts'

/**
 * Whose failure it is, by rules over plain data: of the task (nobody could do it), of the simulator (it played badly), of a
 * judge (it denies what stands in the tables), and else of the agent.
 */
export function auditSimulation(evidence: Evidence): Blame {
  const { simulation } = evidence.trace
  if (!simulation) return { on: 'simulator', why: 'there is no record of what it did' }
  const found: [Blame['on'], string | null][] = [
    ['task', faultOfTask(evidence, simulation)],
    ['simulator', faultOfSimulator(evidence, simulation)],
    ['judge', faultOfJudge(evidence)],
  ]
  for (const [on, why] of found) if (why !== null) return { on, why }
  return { on: 'agent', why: whyAgent(evidence, simulation) }
}

function whyAgent({ findings }: Evidence, { stopped, moves }: Simulation): string {
  const broken = findings.find(({ ok }) => !ok)
  const what = broken
    ? `${broken.expectation}: found ${broken.found || 'nothing'}`
    : 'nothing failed'
  return `${what}; the customer ${stopped.replaceAll('_', ' ')} after ${moves.length} messages`
}
