import { readdirSync, statSync, watch, type FSWatcher } from 'node:fs'
import { join } from 'node:path'

/**
 * Tells of every file that is written, replaced or removed in a folder or below it, with its path. Folders are watched
 * and not files, as Node's own `recursive` does on Linux: it loses a file that an editor replaces by another of its name.
 */
export function watchFolder(folder: string, onFile: (path: string) => void): { close(): void } {
  const watchers = new Map<string, FSWatcher>()
  function add(path: string, isNew: boolean): void {
    if (watchers.has(path)) return
    const watcher = watch(path, (_, name) => {
      if (name === null) return
      const changed = join(path, name)
      if (statSync(changed, { throwIfNoEntry: false })?.isDirectory()) add(changed, true)
      else onFile(changed)
    })
    // A folder that is removed is no fault.
    watcher.on('error', () => {
      watcher.close()
      watchers.delete(path)
    })
    watchers.set(path, watcher)
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.isDirectory()) add(join(path, entry.name), isNew)
      // It was written before anybody watched.
      else if (isNew) onFile(join(path, entry.name))
    }
  }
  add(folder, false)
  return {
    close() {
      for (const watcher of watchers.values()) watcher.close()
    },
  }
}
