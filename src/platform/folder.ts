import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { BatonError } from '../domain/error.ts'

/** When a process began, where the system tells (Linux): a pid alone may have been given to another process since. */
function bornAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Makes the folder, for its owner alone. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new BatonError(
      'invalid',
      `The data folder ${folder} cannot be made (${why}). Set BATON_DATA to a folder you may write to.`,
      { cause },
    )
  }
}

/**
 * Takes the folder for this process alone, until the returned function is called or the process ends.
 * A lock whose owner has died is taken over. Null while another process holds it.
 */
export function lockFolder(folder: string): (() => void) | null {
  const path = join(folder, 'lock')
  const mine = `${process.pid} ${bornAt(process.pid)}\n`
  for (let tries = 0; tries < 3; tries++) {
    try {
      const file = openSync(path, 'wx', 0o600)
      writeSync(file, mine)
      closeSync(file)
      return () => {
        if (existsSync(path) && readFileSync(path, 'utf8') === mine) rmSync(path)
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const [pid = '', born = ''] = readLock(path)
    const holder = Number(pid)
    if (holder > 0 && isAlive(holder) && (born === '' || born === bornAt(holder))) return null
    rmSync(path, { force: true })
  }
  return null
}

const readLock = (path: string): string[] => {
  try {
    return readFileSync(path, 'utf8').trim().split(' ')
  } catch {
    return []
  }
}

/** A secret of the embedded run: made at first start, kept in the folder with mode 0600. */
export function keptSecret(
  folder: string,
  name: string,
  make: () => string = () => randomBytes(32).toString('base64url'),
): string {
  const path = join(folder, name)
  try {
    writeFileSync(path, make(), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    chmodSync(path, 0o600)
  }
  return readFileSync(path, 'utf8')
}
