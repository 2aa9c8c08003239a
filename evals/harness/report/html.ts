/** Text that may stand anywhere in HTML, attributes included. */
export const esc = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/**
 * A table with a head; cells are HTML already. `stacks`: on a phone a row is a list of its cells, each under its head;
 * `even`: all columns but the first are of one width.
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  caption: string,
  { stacks = false, even = false }: { stacks?: boolean; even?: boolean } = {},
): string {
  if (rows.length === 0) return ''
  const cells = (row: readonly string[]) =>
    row
      .map((cell, i) => {
        const under = stacks && head[i] ? ` data-head="${head[i]}"` : ''
        return i === 0 ? `<th scope="row"${under}>${cell}</th>` : `<td${under}>${cell}</td>`
      })
      .join('')
  return `<div class="wide" tabindex="0" role="region" aria-label="${esc(caption)}"><table class="${[stacks && 'stacks', even && 'even'].filter(Boolean).join(' ')}"><caption>${esc(caption)}</caption><thead><tr>${head
    .map((cell) => `<th scope="col">${cell}</th>`)
    .join(
      '',
    )}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table></div>`
}

/** Something to be opened. */
export const fold = (summary: string, body: string, open = false): string =>
  body === '' ? '' : `<details${open ? ' open' : ''}><summary>${summary}</summary>${body}</details>`
