/** The sample shop's office hours: Monday to Friday, nine to six, in China, which has no summer time. */

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const chinaMs = 8 * hourMs
const opens = 9 * hourMs
const closes = 18 * hourMs

/** Local midnight of the day a moment lies in, as a number of local milliseconds. */
const midnight = (local: number) => Math.floor(local / dayMs) * dayMs
const isWorkingDay = (local: number) => ![0, 6].includes(new Date(local).getUTCDay())

/** The moment so many working hours later: the clock stands still outside office hours. */
export function afterWorkingHours(from: Date, hours: number): Date {
  let local = from.getTime() + chinaMs
  let left = hours * hourMs
  for (;;) {
    const day = midnight(local)
    const begin = Math.max(local, day + opens)
    const open = isWorkingDay(local) ? Math.max(0, day + closes - begin) : 0
    if (left <= open) return new Date(begin + left - chinaMs)
    left -= open
    local = day + dayMs
  }
}

/** The close of business so many working days later; the day itself does not count. */
export function afterWorkingDays(from: Date, days: number): Date {
  let day = midnight(from.getTime() + chinaMs)
  for (let left = days; left > 0;) {
    day += dayMs
    if (isWorkingDay(day)) left -= 1
  }
  return new Date(day + closes - chinaMs)
}
