/** Keeps the `size` largest numbers; `least` is the smallest of them, 0 until there are so many. */
export function createHeap(size: number): { push(value: number): void; least(): number } {
  const values = new Float64Array(size)
  let length = 0
  function sink(): void {
    for (let at = 0; ;) {
      const left = 2 * at + 1
      if (left >= length) return
      const right = left + 1
      const child = right < length && (values[right] ?? 0) < (values[left] ?? 0) ? right : left
      if ((values[at] ?? 0) <= (values[child] ?? 0)) return
      swap(at, child)
      at = child
    }
  }
  function rise(): void {
    for (let at = length - 1; at > 0;) {
      const parent = (at - 1) >> 1
      if ((values[parent] ?? 0) <= (values[at] ?? 0)) return
      swap(at, parent)
      at = parent
    }
  }
  function swap(a: number, b: number): void {
    const value = values[a] ?? 0
    values[a] = values[b] ?? 0
    values[b] = value
  }
  return {
    push(value) {
      if (length < size) {
        values[length++] = value
        rise()
      } else if (value > (values[0] ?? 0)) {
        values[0] = value
        sink()
      }
    },
    least: () => (length < size ? 0 : (values[0] ?? 0)),
  }
}
