/** What may be wrong with a playbook although it loads. */
export const lintRules = [
  'faulty',
  'never_matched',
  'always_matched',
  'shadowed',
  'contradicting',
  'tool_not_reached',
  'missing_language',
  'consent_missing',
  'fact_never_used',
  'fact_never_asked',
  'intent_unserved',
] as const
export type LintRule = (typeof lintRules)[number]

/** One thing that is wrong, where it stands, and the way out. */
export interface LintFinding {
  rule: LintRule
  file: string
  line: number
  field: string
  what: string
  wayOut: string
}
