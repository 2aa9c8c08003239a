import type { ProofLedger } from '../src/tools/proof.ts'

/** Tries counted in memory, as the table counts them within one conversation and one day. */
export function proofTries(): ProofLedger {
  const tried = new Map<string, boolean>()
  const failed = (of: string) =>
    [...tried].filter(([key, proven]) => !proven && key.startsWith(of)).length
  return {
    tries: (reference, valueHash) =>
      Promise.resolve({
        inConversation: failed(''),
        onOrder: failed(`${reference} `),
        earlier: tried.get(`${reference} ${valueHash}`) ?? null,
      }),
    record: (reference, valueHash, proven) => {
      tried.set(`${reference} ${valueHash}`, proven)
      return Promise.resolve()
    },
  }
}
