import { BatonError } from '../../domain/error.ts'
import { readHtml } from './html.ts'
import { unpackedSize } from './zip.ts'

const mostUnpacked = 200_000_000

/** The container of old Office files, which is also that of encrypted new ones. */
const oldOffice = [0xd0, 0xcf, 0x11, 0xe0]

/**
 * The words of a Word document as Markdown, headings, lists and tables by their styles; pictures are left out and
 * nothing beside the file is read. Throws `invalid` with the way out.
 */
export async function readDocx(bytes: Uint8Array): Promise<{ title: string; markdown: string }> {
  if (oldOffice.every((byte, at) => bytes[at] === byte))
    throw new BatonError(
      'invalid',
      'it is protected by a password, or an old .doc; save it as .docx without a password',
    )
  const size = unpackedSize(bytes)
  if (size === null)
    throw new BatonError('invalid', 'it is broken, or no Word document; save it again')
  if (size > mostUnpacked)
    throw new BatonError(
      'too_large',
      `it unpacks to ${Math.round(size / 1e6)} MB, and at most ${mostUnpacked / 1e6} MB are read`,
    )
  // Loaded when the first Word document comes.
  const { default: mammoth } = await import('mammoth')
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      {
        styleMap: ["p[style-name='Title'] => h1:fresh"],
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      },
    )
    return readHtml(value)
  } catch (cause) {
    throw new BatonError('invalid', 'it is broken, or no Word document; save it again', { cause })
  }
}
