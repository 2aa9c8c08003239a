/** Keeps a value under its key, and of all that is kept the newest: a Map keeps the order in which keys came. Returns the value. */
export function keepNewest<K, V>(kept: Map<K, V>, key: K, value: V, most: number): V {
  kept.set(key, value)
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break
    kept.delete(oldest)
  }
  return value
}
