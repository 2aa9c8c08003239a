import type { Confusion } from '../../../src/measure/classification.ts'
import { percent } from '../gate/words.ts'
import { esc, table } from './html.ts'

const cellPx = 15
const labelPx = 150

/** Who was taken for whom: rows are what was true; the diagonal is right. */
export function confusionMap({ names, counts }: Confusion): string {
  const most = names.map((_, row) =>
    Math.max(
      1,
      (counts[row] ?? []).reduce((sum, one) => sum + one, 0),
    ),
  )
  const cells = counts.flatMap((row, r) =>
    row.flatMap((count, c) => {
      if (count === 0) return []
      const share = count / (most[r] ?? 1)
      const opacity = Math.min(1, 0.18 + share * 0.82).toFixed(2)
      return `<rect class="${r === c ? 'right' : 'wrong'}" x="${labelPx + c * cellPx}" y="${labelPx + r * cellPx}" width="${cellPx - 1}" height="${cellPx - 1}" opacity="${opacity}"><title>${esc(names[r] ?? '')} taken for ${esc(names[c] ?? '')}: ${count} (${percent(share, 0)})</title></rect>`
    }),
  )
  const labels = names.map((name, i) => {
    const middle = labelPx + i * cellPx + cellPx / 2
    return `<text class="tick" x="${labelPx - 5}" y="${middle}" text-anchor="end" dominant-baseline="middle">${esc(name)}</text><text class="tick" transform="translate(${middle} ${labelPx - 5}) rotate(-60)">${esc(name)}</text>`
  })
  // Labels on top lean out to the right.
  const width = labelPx + names.length * cellPx + 90
  const height = labelPx + names.length * cellPx + 4
  return `<figure class="map"><figcaption>Confusion: rows are true, columns guessed</figcaption><div class="wide" tabindex="0" role="region" aria-label="Confusion heat map"><svg style="width:${width}px" viewBox="0 0 ${width} ${height}" role="img" aria-label="Confusion of ${names.length} classes">${labels.join('')}${cells.join('')}</svg></div></figure>`
}

const mostPairs = 12

/** The pairs that are mixed up most, in words: the map's colours cannot be read aloud, nor hovered over on a phone. */
export function mixedUp({ names, counts }: Confusion): string {
  const pairs = counts.flatMap((row, r) => {
    const all = row.reduce((sum, one) => sum + one, 0)
    return row.flatMap((count, c) =>
      r === c || count === 0
        ? []
        : [{ truth: names[r] ?? '', guess: names[c] ?? '', count, share: count / all }],
    )
  })
  return table(
    ['True', 'Guessed', 'Cases'],
    pairs
      .toSorted((a, b) => b.count - a.count || b.share - a.share)
      .slice(0, mostPairs)
      .map(({ truth, guess, count, share }) => [
        esc(truth),
        esc(guess),
        `${count} (${percent(share, 0)})`,
      ]),
    'Mixed up most',
  )
}
