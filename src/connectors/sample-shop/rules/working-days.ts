const dayMs = 86_400_000

/** The same time of day so many working days later: Saturdays and Sundays are none. Public holidays are not known here. */
export function afterWorkingDays(from: Date, count: number): Date {
  let at = from
  for (let left = count; left > 0;) {
    at = new Date(at.getTime() + dayMs)
    if (at.getUTCDay() !== 0 && at.getUTCDay() !== 6) left--
  }
  return at
}
