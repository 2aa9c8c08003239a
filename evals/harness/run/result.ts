import { z } from 'zod'
import { Blame, Finding, SeenDecision } from '../finding.ts'
import { Trace, Usage } from '../trace.ts'

/** What came of one trial of one case: one line of a journal. */
export const CaseResult = z.object({
  /** Of the case, the candidate and the trial: the same work has the same key. */
  key: z.string(),
  suite: z.string(),
  case: z.string(),
  /** Of the case's content: a case that was changed is another case. */
  hash: z.string(),
  candidate: z.string(),
  trial: z.int().positive(),
  /** `error`: it could not be judged; nothing is known of the candidate. */
  status: z.enum(['passed', 'failed', 'error', 'skipped']),
  must: z.boolean(),
  tags: z.array(z.string()),
  slices: z.record(z.string(), z.string()),
  origin: z.string(),
  findings: z.array(Finding),
  decisions: z.array(SeenDecision),
  measures: z.record(z.string(), z.number()),
  usage: Usage,
  ms: z.number(),
  /** It kept the processor and ended the run: it is not begun again. */
  stuck: z.boolean().optional(),
  /** Why it could not be judged, or why it was skipped. */
  why: z.string().nullable(),
  trace: Trace.nullable(),
  /** Whose failure it is, where the task can tell; only agents are measured by a suite. */
  blame: Blame.nullish(),
})
export type CaseResult = z.infer<typeof CaseResult>
