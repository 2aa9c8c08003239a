import type { HandoffReason } from '../domain/handoff.ts'
import type { Tier } from '../domain/operator.ts'

/** Who should come for each reason, and who goes first among those who wait. */
export const urgency: Readonly<Record<HandoffReason, { tier: Tier; priority: number }>> = {
  legal_or_safety_risk: { tier: 'specialist', priority: 3 },
  vip: { tier: 'expert', priority: 2 },
  negative_sentiment: { tier: 'specialist', priority: 2 },
  policy_restricted: { tier: 'specialist', priority: 1 },
  repeated_failure: { tier: 'agent', priority: 1 },
  customer_request: { tier: 'agent', priority: 0 },
  low_confidence: { tier: 'agent', priority: 0 },
  tool_failure: { tier: 'agent', priority: 0 },
}
