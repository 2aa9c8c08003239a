import { crc32 } from 'node:zlib'

/** A small real Word document: paragraphs with a style, and what else is given as WordprocessingML. */
export function docxOf(body: readonly (string | { style: string; text: string })[]): Buffer {
  const content = body.map((block) =>
    typeof block === 'string' ? block : paragraph(block.text, block.style),
  )
  const styles = ['Title', 'heading 1', 'heading 2'].map(
    (name) =>
      `<w:style w:type="paragraph" w:styleId="${name.replace(' ', '')}"><w:name w:val="${name}"/></w:style>`,
  )
  const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const office = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
  return zipOf({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${office}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${office}.styles+xml"/></Types>`,
    '_rels/.rels': relations({ officeDocument: 'word/document.xml' }),
    'word/_rels/document.xml.rels': relations({ styles: 'styles.xml' }),
    'word/document.xml': `<w:document ${word}><w:body>${content.join('')}</w:body></w:document>`,
    'word/styles.xml': `<w:styles ${word}>${styles.join('')}</w:styles>`,
  })
}

/** A table as Word writes it. */
export const wordTable = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows
    .map((row) => `<w:tr>${row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`)
    .join('')}</w:tbl>`

function paragraph(text: string, style = ''): string {
  const named = style && `<w:pPr><w:pStyle w:val="${style.replace(' ', '')}"/></w:pPr>`
  return `<w:p>${named}<w:r><w:t>${text}</w:t></w:r></w:p>`
}

function relations(targets: Record<string, string>): string {
  const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const all = Object.entries(targets).map(
    ([type, target]) => `<Relationship Id="${type}" Type="${types}/${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`
}

/** A zip archive of stored files; `claiming` is the size that each says it unpacks to. */
export function zipOf(
  files: Record<string, string>,
  { claiming }: { claiming?: number } = {},
): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)]
    // Version, flags, method, time, date, checksum, packed size, size, length of the name, none of extra fields.
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(claiming ?? data.length, 18)
    common.writeUInt16LE(path.length, 22)
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, data])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, rest, path]))
    bodies.push(body)
    at += body.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, listed, end])
}
