import { z } from 'zod'

/** Figures of a whole suite, over its cases, 0–1; those that a suite may ask to be at least something. */
export const metricNames = [
  'passed',
  'accuracy',
  'macroF1',
  /** 1 − the expected calibration error. */
  'calibrated',
  'recall@1',
  'recall@5',
  'recall@10',
  'mrr',
  'ndcg',
  'factPrecision',
  'factRecall',
  'intentPrecision',
  'intentRecall',
  /** The share of handoffs that came by the turn they were wanted. */
  'onTime',
  /** Of τ²-bench: the share of tasks whose database is as asked, and of what was to be told. */
  'database',
  'communicated',
] as const
export type MetricName = (typeof metricNames)[number]

/** Metrics and the least they may be. */
export const LeastMetrics = z
  .record(z.string(), z.number().min(0).max(1))
  .superRefine((asked, context) => {
    for (const name of Object.keys(asked)) {
      if ((metricNames as readonly string[]).includes(name)) continue
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `There is no metric called ${name}. There are: ${metricNames.join(', ')}.`,
      })
    }
  })
  .transform((asked) => asked as Partial<Record<MetricName, number>>)
