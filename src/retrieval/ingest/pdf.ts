import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { BatonError } from '../../domain/error.ts'
import { markdownOf, type Line } from './pdf-layout.ts'

const mostPages = 2000

/**
 * The words of a PDF as Markdown: headings by the size of their letters, otherwise one for each page. Nothing of it
 * is run or fetched. Throws `invalid` with the way out: broken, protected by a password, without text.
 */
export async function readPdf(bytes: Uint8Array): Promise<{ title: string; markdown: string }> {
  const document = await openPdf(bytes)
  try {
    if (document.numPages > mostPages)
      throw new BatonError(
        'too_large',
        `it has ${document.numPages} pages, and at most ${mostPages} are read; cut it into parts`,
      )
    const pages: Line[][] = []
    for (let number = 1; number <= document.numPages; number++)
      pages.push(await linesOf(document, number))
    if (pages.every((lines) => lines.length === 0))
      throw new BatonError(
        'invalid',
        'there is no text in it, only pictures of pages; scan it again with text recognition',
      )
    return markdownOf(pages)
  } finally {
    await document.cleanup()
  }
}

async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  // Loaded when the first PDF comes: it is large, and most folders have none.
  const { getDocument, PasswordException, VerbosityLevel } =
    await import('pdfjs-dist/legacy/build/pdf.mjs')
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const folder = (name: string) => join(home, name) + sep
  try {
    return await getDocument({
      data: bytes,
      // Chinese fonts that are not embedded name their characters through these tables.
      cMapUrl: folder('cmaps'),
      cMapPacked: true,
      standardFontDataUrl: folder('standard_fonts'),
      disableFontFace: true,
      useSystemFonts: false,
      useWasm: false,
      enableXfa: false,
      verbosity: VerbosityLevel.ERRORS,
    }).promise
  } catch (cause) {
    throw cause instanceof PasswordException
      ? new BatonError('invalid', 'it is protected by a password; save it without one', { cause })
      : new BatonError('invalid', 'it is broken, or no PDF; export it again', { cause })
  }
}

/** The lines of a page in the order in which they are written, each with the size of its letters and its place. */
async function linesOf(document: PDFDocumentProxy, number: number): Promise<Line[]> {
  const page = await document.getPage(number)
  const { items } = await page.getTextContent()
  const lines: Line[] = []
  let open: Line | undefined
  for (const item of items) {
    if (!('str' in item)) continue
    const y = Number(item.transform[5])
    const x = Number(item.transform[4])
    if (item.str.trim()) {
      // A word beside the line before it belongs to it, even where the writer ended the line.
      if (!open || Math.abs(open.y - y) > Math.max(open.size, item.height) / 2) {
        open = { text: '', size: item.height, y, end: x }
        lines.push(open)
      }
      const apart = x - open.end > open.size / 5 && !/\s$/.test(open.text) && open.text !== ''
      open.text += (apart ? ' ' : '') + item.str
      open.size = Math.max(open.size, item.height)
      open.end = x + item.width
    } else if (open && item.str && !open.text.endsWith(' ')) open.text += ' '
  }
  page.cleanup()
  return lines.map((line) => ({ ...line, text: line.text.replaceAll(/\s+/g, ' ').trim() }))
}
