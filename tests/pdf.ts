import { createHash } from 'node:crypto'

/** What stands on a page: text at a size, so far from the upper edge. */
export interface Printed {
  text: string
  size: number
  down: number
}

const pageHeight = 842

/**
 * A small real PDF. Text is set in Helvetica, or, where it has Chinese, in a font that is not embedded and named by its
 * character table alone, as Chinese report writers do.
 */
export function pdfOf(pages: readonly (readonly Printed[])[], { password = '' } = {}): Buffer {
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '']
  const add = (body: string) => `${objects.push(body)} 0 R`
  const latin = add(
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  )
  const described = add(
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 752 /Descent -271 /CapHeight 737 /StemV 58 >>',
  )
  const cid = add(
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor ${described} /DW 1000 >>`,
  )
  const chinese = add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [${cid}] >>`,
  )
  const kids = pages.map((page) => {
    const drawn = page.map(draw).join('\n')
    const content = add(`<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`)
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 ${pageHeight}] /Contents ${content} /Resources << /Font << /L ${latin} /C ${chinese} >> >> >>`,
    )
  })
  objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`
  return written(objects, password ? locked(password) : '')
}

function draw({ text, size, down }: Printed): string {
  const isLatin = /^[\x20-\x7e]*$/.test(text)
  const shown = isLatin
    ? `(${text.replaceAll(/[()\\]/g, '\\$&')})`
    : `<${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`
  return `BT /${isLatin ? 'L' : 'C'} ${size} Tf 1 0 0 1 72 ${pageHeight - down} Tm ${shown} Tj ET`
}

function written(objects: readonly string[], trailer: string): Buffer {
  let out = '%PDF-1.4\n'
  const places = objects.map((body, i) => {
    const at = out.length
    out += `${i + 1} 0 obj\n${body}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const table = out.length
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  out += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(out, 'latin1')
}

const padding = Buffer.from(
  '28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A',
  'hex',
)
const md5 = (...parts: Buffer[]) => createHash('md5').update(Buffer.concat(parts)).digest()

/** The dictionary of the oldest of PDF's locks (40-bit RC4), enough to ask for a password. */
function locked(password: string): string {
  const padded = Buffer.concat([Buffer.from(password, 'latin1'), padding]).subarray(0, 32)
  const id = md5(Buffer.from('a test'))
  const owner = rc4(md5(padded).subarray(0, 5), padded)
  const permissions = Buffer.alloc(4)
  permissions.writeInt32LE(-4)
  const user = rc4(md5(padded, owner, permissions, id).subarray(0, 5), padding)
  const hex = (bytes: Buffer) => `<${bytes.toString('hex')}>`
  return `/ID [${hex(id)} ${hex(id)}] /Encrypt << /Filter /Standard /V 1 /R 2 /O ${hex(owner)} /U ${hex(user)} /P -4 >>`
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const box = Uint8Array.from({ length: 256 }, (_, i) => i)
  const swap = (a: number, b: number) => {
    ;[box[a], box[b]] = [box[b] ?? 0, box[a] ?? 0]
  }
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (box[i] ?? 0) + (key[i % key.length] ?? 0)) & 255
    swap(i, j)
  }
  let i = 0
  let j = 0
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 255
      j = (j + (box[i] ?? 0)) & 255
      swap(i, j)
      return byte ^ (box[((box[i] ?? 0) + (box[j] ?? 0)) & 255] ?? 0)
    }),
  )
}
