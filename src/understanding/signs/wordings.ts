/** One expression for all of these wordings, tried in their order. */
export const anyOf = (wordings: readonly RegExp[], flags: string): RegExp =>
  new RegExp(wordings.map(({ source }) => source).join('|'), flags)
