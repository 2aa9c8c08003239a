import { constants } from 'node:fs'
import { lstat, open, readdir, realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { BatonError } from '../../domain/error.ts'
import { tooLarge } from './formats.ts'

/** A file below the folder, by its path there; or why it is passed over. */
export type Found = { path: string; name: string } | { name: string; why: string }

/** Every file at or below a path, in order of names. Hidden ones are left out; a link is named and not followed. */
export async function filesBelow(root: string): Promise<Found[]> {
  const folder = (await lstat(root)).isDirectory() ? root : join(root, '..')
  const nameOf = (path: string) => relative(folder, path).split(sep).join('/')
  const look = async (path: string): Promise<Found[]> => {
    const stat = await lstat(path)
    if (stat.isSymbolicLink())
      return [{ name: nameOf(path), why: await whyNotFollowed(path, root) }]
    if (stat.isFile()) return [{ path, name: nameOf(path) }]
    if (!stat.isDirectory()) return [{ name: nameOf(path), why: 'it is no ordinary file' }]
    const names = (await readdir(path)).filter((name) => !name.startsWith('.')).toSorted()
    const found: Found[] = []
    for (const name of names) found.push(...(await look(join(path, name))))
    return found
  }
  return look(root)
}

async function whyNotFollowed(link: string, root: string): Promise<string> {
  const target = await realpath(link).catch((error: NodeJS.ErrnoException) => error)
  if (target instanceof Error)
    return target.code === 'ELOOP'
      ? 'it is a link that leads in a circle'
      : 'it is a link that leads nowhere'
  const within = (path: string, whole: string) => path === whole || path.startsWith(whole + sep)
  if (within(link, target)) return 'it is a link that leads in a circle'
  return within(target, root)
    ? 'it is a link; what it leads to is read in its own place'
    : 'it is a link that leads out of the folder; copy the file into it'
}

/** The bytes of a plain file, at most so many. Whatever was put in its place since it was listed, no link is followed. */
export async function readPlainFile(path: string, mostBytes: number): Promise<Uint8Array> {
  const file = await open(
    path,
    constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
  )
  try {
    const stat = await file.stat()
    if (!stat.isFile()) throw new BatonError('invalid', 'it is no ordinary file')
    if (stat.size === 0) throw new BatonError('invalid', 'the file is empty')
    if (stat.size > mostBytes) throw new BatonError('too_large', tooLarge(mostBytes))
    return new Uint8Array(await file.readFile())
  } finally {
    await file.close()
  }
}
