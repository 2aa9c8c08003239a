/** Now, as everyone is told: passed in, so that tests can drive it. */
export type Clock = () => Date

/** The machine's clock. */
export const systemClock: Clock = () => new Date()
