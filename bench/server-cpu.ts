import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts processor time in hundredths of a second for user space, whatever the kernel's own tick. */
const tickMs = 10

/** The fields of /proc/PID/stat after the name, which may itself hold spaces and brackets; null when it is gone. */
function statOf(pid: string): number[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
  } catch {
    return null
  }
}

/**
 * Processor time that a PostgreSQL server and its backends, ended ones included, have used so far, in milliseconds.
 * Null without a server and where there is no /proc.
 */
export function serverCpuMs(pid: number | null): number | null {
  const own = pid === null ? null : statOf(String(pid))
  if (!own) return null
  const [utime = 0, stime = 0, ofEnded = 0, ofEndedInKernel = 0] = own.slice(11)
  let ticks = utime + stime + ofEnded + ofEndedInKernel
  for (const entry of readdirSync('/proc')) {
    const stat = /^\d+$/.test(entry) ? statOf(entry) : null
    if (stat?.[1] === pid) ticks += (stat[11] ?? 0) + (stat[12] ?? 0)
  }
  return ticks * tickMs
}
