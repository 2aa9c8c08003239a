import { Session, type Profiler } from 'node:inspector/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = String(pathToFileURL(join(import.meta.dirname, '../')))

/** Where a function lives: one of our rooms, the bench, a package, or Node itself. */
function placeOf({ functionName, url }: Profiler.ProfileNode['callFrame']): string | null {
  if (functionName === '(idle)') return 'idle'
  if (functionName === '(garbage collector)') return 'garbage collector'
  if (url.startsWith(`${root}src/`)) return url.slice(root.length + 4).split(/[/.]/)[0] ?? null
  if (url.startsWith(`${root}bench/`)) return 'load generator'
  const inPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]
  if (inPackage) return inPackage.startsWith('@electric-sql') ? 'PGlite' : `package ${inPackage}`
  if (url.startsWith('wasm:')) return 'PGlite'
  return null
}

/**
 * The share of processor time of each floor while `work` runs, by sampling this thread: a sample belongs to the
 * innermost room of ours on its stack, so that a package or Node counts for the room that called it, and by itself
 * only where nobody of ours did (a socket's data, say). Idle time is a share of its own.
 */
export async function sharesOf(work: () => Promise<void>): Promise<Record<string, number>> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.start')
  await work()
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  return addUp(profile)
}

function addUp({ nodes, samples, timeDeltas }: Profiler.Profile): Record<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(
    nodes.flatMap(({ id, children }) => (children ?? []).map((child) => [child, id])),
  )
  const owners = new Map<number, string>()
  const ownerOf = (id: number): string => {
    const known = owners.get(id)
    if (known) return known
    let outside: string | null = null
    let owner: string | null = null
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const node = byId.get(at)
      const place = node ? placeOf(node.callFrame) : null
      if (place === null) continue
      if (!place.startsWith('package ')) {
        owner = place
        break
      }
      outside ??= place
    }
    const found = owner ?? outside ?? 'node'
    owners.set(id, found)
    return found
  }
  const sums = new Map<string, number>()
  let total = 0
  for (const [i, id] of (samples ?? []).entries()) {
    const delta = timeDeltas?.[i] ?? 0
    const owner = ownerOf(id)
    sums.set(owner, (sums.get(owner) ?? 0) + delta)
    total += delta
  }
  const shares = [...sums].map(([owner, sum]) => [owner, Number((sum / total).toFixed(3))] as const)
  return Object.fromEntries(shares.filter(([, share]) => share > 0).toSorted((a, b) => b[1] - a[1]))
}
