/** What someone wants, in their own words cut to the point, with the number of goods where one was said. */
export interface Need {
  readonly phrase: string
  readonly quantity: number | null
}
