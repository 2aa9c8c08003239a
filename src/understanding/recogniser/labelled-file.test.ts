import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readLabelledFile } from './labelled-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'baton-labelled-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileOf(content: string): string {
  const path = join(folder, 'file')
  writeFileSync(path, content)
  return path
}

it.each([
  ['CSV with text,category', 'text,category\n"a, ""b""\nc",x\nd,y\n'],
  [
    'CSV with sentence,label and Windows line ends',
    'sentence,label,\r\n"a, ""b""\nc",x,\r\nd,y,\r\n',
  ],
  ['JSONL', '{"text":"a, \\"b\\"\\nc","label":"x"}\n\n{"text":"d","category":"y"}\n'],
])('reads %s', (_, content) => {
  expect(readLabelledFile(fileOf(content))).toEqual([
    { text: 'a, "b"\nc', label: 'x' },
    { text: 'd', label: 'y' },
  ])
})

it('reads a table without a head, and other columns in any order', () => {
  expect(readLabelledFile(fileOf('say "hi"\tgreet\n'))).toEqual([
    { text: 'say "hi"', label: 'greet' },
  ])
  expect(readLabelledFile(fileOf('id\tintent\tutterance\n1\tgreet\thi\n'))).toEqual([
    { text: 'hi', label: 'greet' },
  ])
})

it('names file and line of what does not fit', () => {
  expect(() => readLabelledFile(fileOf('{"text":"a"}\n{"label":"x"}\n'))).toThrow(
    /file:2: has no field text/,
  )
  expect(() => readLabelledFile(fileOf('{"text":"a"}\nnonsense\n'))).toThrow(/file:2: is not JSON/)
  expect(() => readLabelledFile(join(folder, 'absent'))).toThrow(/cannot be read/)
})
