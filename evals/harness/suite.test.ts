import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findSuites, loadSuite } from './load.ts'
import { readSuite, suite } from './suite.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-suites-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, text: string): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}
const load = (name: string, text: string) => loadSuite(write(name, text))
const head = 'suite: x\ntask: reading\n'

describe('a suite in TypeScript and its twin in YAML', () => {
  it('are the same suite', async () => {
    const draft = suite('refunds', [
      {
        name: 'asks for a person',
        tags: ['zh'],
        customerSays: ['转人工'],
        expect: [{ heldBy: 'desk' }],
      },
    ])
    const yaml = await load(
      'refunds.suite.yaml',
      `suite: refunds
cases:
  - name: asks for a person
    tags: [zh]
    customerSays: [转人工]
    expect:
      - heldBy: desk
`,
    )
    const typed = readSuite(draft.fields, join(folder, 'refunds.suite.ts'))
    expect(yaml.cases[0]).toEqual({
      ...typed.cases[0],
      origin: { file: yaml.file, line: 3 },
    })
  })
})

describe('a case in TypeScript', () => {
  const imports = `import { suite } from '${join(import.meta.dirname, 'suite.ts')}'
import { reading } from '${join(import.meta.dirname, 'tasks/reading.ts')}'

`
  const cases = (...lines: string[]) =>
    `${imports}const first = { name: 'apart', text: 'hi', expect: [{ intent: 'greeting' }] }
const more = [1, 2].map((n) => ({ name: \`made \${n}\`, text: 'hi', expect: [{ intent: 'greeting' }] }))
export default suite('x', [
${lines.join('\n')}
], { task: reading })
`

  it('has the line where its name stands; one that code has made, that of the call', async () => {
    const { cases: read } = await load(
      'x.suite.ts',
      cases(
        "  { name: 'it\\'s me', text: 'hi', expect: [{ intent: 'greeting' }] },",
        '  {',
        "    expect: [{ intent: 'goodbye' }],",
        "    text: 'bye',",
        '  },',
        '  ...more, first,',
        "  { name: 'bye again', text: 'bye', expect: [{ intent: 'goodbye' }] },",
      ),
    )
    expect(read.map(({ name, origin }) => [name, origin.line])).toEqual([
      ["it's me", 7],
      [expect.stringMatching(/^bye #/), 10],
      ['made 1', 6],
      ['made 2', 6],
      ['apart', 4],
      ['bye again', 13],
    ])
  })

  it.each<[string, string[], RegExp]>([
    [
      'the same name twice',
      [
        "  { name: 'a', text: 'hi', expect: [{ intent: 'greeting' }] },",
        "  { name: 'a', text: 'ho', expect: [{ intent: 'greeting' }] },",
      ],
      /x\.suite\.ts:8: the case "a" is there already, in .*x\.suite\.ts:7/,
    ],
    [
      'an unknown expectation',
      ["  { text: 'hi', expect: [{ intnt: 'greeting' }] },"],
      /x\.suite\.ts:7: expect\.0: .*did you mean intent\b/,
    ],
    ['nothing to expect', ['', "  { text: 'hi' },"], /x\.suite\.ts:8: expects nothing/],
    [
      'an unknown option of the whole',
      ["  { text: 'hi' }], { casess: 1, task: reading })", "suite('y', ["],
      /x\.suite\.ts:6: .*casess/,
    ],
  ])('with %s is named with file and line', async (_, lines, words) => {
    await expect(load('x.suite.ts', cases(...lines))).rejects.toThrow(words)
  })
})

describe('datasets', () => {
  const columns = `
  columns: { text: utterance, expect.intent: label, slices.language: lang }`

  it.each([
    ['x.csv', 'utterance,label,lang\n"谢谢, 辛苦",thanks,zh\n\nbye,goodbye,en\n'],
    ['x.tsv', 'utterance\tlabel\tlang\n谢谢, 辛苦\tthanks\tzh\nbye\tgoodbye\ten\n'],
    [
      'x.jsonl',
      '{"utterance":"谢谢, 辛苦","label":"thanks","lang":"zh"}\n{"utterance":"bye","label":"goodbye","lang":"en"}\n',
    ],
  ])('are read by a mapping of columns: %s', async (name, text) => {
    write(name, text)
    const { cases } = await load('x.suite.yaml', `${head}dataset:\n  file: ${name}${columns}\n`)
    expect(cases.map(({ input, expect, slices }) => ({ input, expect, slices }))).toEqual([
      { input: { text: '谢谢, 辛苦' }, expect: [{ intent: 'thanks' }], slices: { language: 'zh' } },
      { input: { text: 'bye' }, expect: [{ intent: 'goodbye' }], slices: { language: 'en' } },
    ])
    expect(cases[0]?.name).toMatch(/^谢谢, 辛苦 #[0-9a-f]{6}$/)
  })

  it('split a column of several values and take several files', async () => {
    write('a1.csv', 'text,intents\nhi,greeting|thanks\n')
    write('a2.csv', 'text,intents\nbye,goodbye\n')
    const { cases } = await load(
      'x.suite.yaml',
      `${head}dataset:\n  file: a*.csv\n  columns: { text: text, expect.intents: { column: intents, split: '|' } }\n`,
    )
    expect(cases.map((it) => it.expect)).toEqual([
      [{ intents: ['greeting', 'thanks'] }],
      [{ intents: ['goodbye'] }],
    ])
  })
})

describe('what is wrong in a file', () => {
  const dataset = `${head}dataset: { file: x.csv, columns: { text: text, expect.intent: label } }\n`

  it.each<[string, string, string, RegExp]>([
    ['YAML that is none', 'x.suite.yaml', 'suite: x\ncases: [\n', /x\.suite\.yaml:\d+: /],
    ['a file without a word', 'x.suite.yaml', '\n', /x\.suite\.yaml: is empty; .*suite: NAME/],
    [
      'a quote that nobody closes',
      'x.suite.yaml',
      `${head}cases:\n  - text: "hi\n    expect: [{ intent: thanks }]\n`,
      /x\.suite\.yaml:4: Missing closing/,
    ],
    [
      'a bracket that nobody closes',
      'x.suite.yaml',
      `${head}cases:\n  - text: hi\n    tags: [a\n    expect: [{ intent: thanks }]\n`,
      /x\.suite\.yaml:5: Flow sequence/,
    ],
    ['TypeScript that is none', 'x.suite.ts', 'export default suite(', /x\.suite\.ts/],
    [
      'a module that is not there',
      'x.suite.ts',
      "const a = 1\nimport { suite } from './suit.ts'\nexport default suite(a)",
      /x\.suite\.ts:2: Cannot find module/,
    ],
    ['no default export', 'x.suite.ts', 'export const a = 1', /default export/],
    ['an unknown field', 'x.suite.yaml', `${head}casess: []`, /x\.suite\.yaml:3: .*casess/],
    [
      'an unknown task',
      'x.suite.yaml',
      'suite: x\ntask: dance',
      /x\.suite\.yaml:2: .*conversation, reading/,
    ],
    ['no case', 'x.suite.yaml', head, /has no case/],
    [
      'an unknown metric',
      'x.suite.yaml',
      `${head}atLeast:\n  accuracy: 0.5\n  f2: 1`,
      /x\.suite\.yaml:5: atLeast\.f2: There is no metric called f2.*macroF1/,
    ],
    [
      'a case that expects nothing',
      'x.suite.yaml',
      `${head}cases:\n  - text: hi\n`,
      /x\.suite\.yaml:4: expects nothing/,
    ],
    [
      'an unknown expectation',
      'x.suite.yaml',
      `${head}cases:\n  - text: hi\n    expect: [{ intnt: thanks }]\n`,
      /x\.suite\.yaml:5: expect\.0: .*did you mean intent\b/,
    ],
    [
      'a field of another task',
      'x.suite.yaml',
      `${head}cases:\n  - text: hi\n    customerSays: [a]\n    expect: [{ intent: thanks }]\n`,
      /:4: .*customerSays.*task reading/,
    ],
    [
      'the same name twice',
      'x.suite.yaml',
      `${head}expect: [{ intent: thanks }]\ncases:\n  - { name: a, text: hi }\n  - { name: a, text: ho }\n`,
      /x\.suite\.yaml:6: the case "a" is there already, in .*x\.suite\.yaml:5/,
    ],
    [
      'a dataset that is not there',
      'x.suite.yaml',
      `${head}dataset: { file: none.csv }`,
      /x\.suite\.yaml:3: .*none\.csv cannot be read/,
    ],
  ])('%s is named with file and line', async (_, name, text, words) => {
    await expect(load(name, text)).rejects.toThrow(words)
  })

  it.each<[string, string, RegExp]>([
    [
      'a column is missing',
      'text,lable\nhi,greeting\n',
      /x\.csv:2: has no column label .*there are: text, lable/,
    ],
    ['a dataset is empty', 'text,label\n', /x\.suite\.yaml:3: .*x\.csv: the dataset is empty/],
    [
      'a quote is not closed',
      'text,label\nhi,greeting\n"bye,goodbye\n',
      /x\.csv:3: the quote that opens here is not closed/,
    ],
    ['a row has too many cells', 'text,label\nhi,greeting,more\n', /x\.csv:2: has 3 cells/],
    [
      'a label is none',
      'text,label\nhi,greeting\n"two\nlines",hello\n',
      /x\.csv:3: expect\.0\.intent: /,
    ],
  ])('%s: file and line', async (_, csv, words) => {
    write('x.csv', csv)
    await expect(load('x.suite.yaml', dataset)).rejects.toThrow(words)
  })

  it('a name that no suite has is told with those there are', async () => {
    write('x.suite.yaml', `${head}cases: [{ text: hi, expect: [{ intent: greeting }] }]`)
    await expect(findSuites(['y'], folder)).rejects.toThrow(
      /no suite called y\. There are: .*x\.suite\.yaml/,
    )
    await expect(findSuites(['x'], folder)).resolves.toHaveLength(1)
  })
})
