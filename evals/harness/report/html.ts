/** Text that may stand anywhere in HTML, attributes included. */
export const esc = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** A table with a head; cells are HTML already. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  caption: string,
): string {
  if (rows.length === 0) return ''
  const cells = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? `<th scope="row">${cell}</th>` : `<td>${cell}</td>`)).join('')
  return `<div class="wide" tabindex="0" role="region" aria-label="${esc(caption)}"><table><caption>${esc(caption)}</caption><thead><tr>${head
    .map((cell) => `<th scope="col">${cell}</th>`)
    .join(
      '',
    )}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table></div>`
}

/** Something to be opened. */
export const fold = (summary: string, body: string, open = false): string =>
  body === '' ? '' : `<details${open ? ' open' : ''}><summary>${summary}</summary>${body}</details>`
