import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BatonError } from '../../../domain/error.ts'
import type { Locale } from '../../../domain/locale.ts'
import type { Playbook } from '../../../domain/playbook.ts'
import type { Tool } from '../../../tools/tool.ts'
import type { FrontMatter } from '../front-matter.ts'
import { acrossPlaybooks, parsePlaybook } from '../playbooks.ts'
import { playbookText } from '../../model/prompt.ts'
import { countTokens } from '../../model/tokens.ts'
import { lintBody } from './lint-body.ts'
import type { LintFinding } from './lint-finding.ts'
import { lintMatching, type LabelledMessage } from './lint-matching.ts'

/** What a playbook's part of the system prompt costs in every turn in which it applies. */
export interface PlaybookCost {
  name: string
  file: string
  tokens: Record<Locale, number>
}

export interface Lint {
  findings: LintFinding[]
  costs: PlaybookCost[]
}

const wayOutOfFault = 'mend it: until then Baton does not start'

type Read = { file: string; playbook: Playbook; lineOf: FrontMatter['lineOf'] }

/**
 * Looks through a folder of playbooks for what would go wrong in use. Messages are labelled ones, to see who is matched at all.
 * @throws BatonError `not_found` for a folder that cannot be read, `invalid` for one without playbooks
 */
export async function lintPlaybooks(
  folder: string,
  tools: ReadonlyMap<string, Tool>,
  messages: readonly LabelledMessage[],
): Promise<Lint> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new BatonError('not_found', `The playbooks folder ${folder} cannot be read.`, { cause })
  })
  const files = names.filter((name) => name.endsWith('.md') && name !== 'README.md').toSorted()
  if (files.length === 0) throw new BatonError('invalid', `There is no playbook in ${folder}.`)
  const findings: LintFinding[] = []
  const read: Read[] = []
  for (const file of files) {
    const result = parsePlaybook(file, await readFile(join(folder, file), 'utf8'))
    if ('faults' in result) {
      findings.push(
        ...result.faults.map((it) => ({
          rule: ruleOf(it.what, it.field),
          ...it,
          wayOut: wayOutOfFault,
        })),
      )
    } else read.push({ file, ...result })
  }
  findings.push(
    ...acrossPlaybooks(read, tools).map((it) => ({
      rule: ruleOf(it.what, it.field),
      ...it,
      wayOut: wayOutOfFault,
    })),
  )
  for (const { file, playbook, lineOf } of read) {
    for (const { path, ...it } of lintBody(playbook, tools))
      findings.push({ ...it, file, line: lineOf(path), field: path.join('.') })
  }
  for (const { playbook, path, ...it } of lintMatching(
    read.map((one) => one.playbook),
    messages,
  )) {
    const owner = read.find((one) => one.playbook === playbook)
    findings.push({
      ...it,
      file: owner?.file ?? '.',
      line: owner?.lineOf(path) ?? 1,
      field: owner ? path.join('.') : '',
    })
  }
  const costs = read.map(({ file, playbook }) => ({
    name: playbook.name,
    file,
    tokens: {
      zh: countTokens(playbookText(playbook, 'zh')),
      en: countTokens(playbookText(playbook, 'en')),
    },
  }))
  return { findings, costs }
}

/** What the loader finds, by the name under which people look for it. */
function ruleOf(what: string, field: string): LintFinding['rule'] {
  if (/\.(?:zh|en)$/.test(field)) return 'missing_language'
  if (/no tool called|not among the tools/.test(what)) return 'tool_not_reached'
  return 'faulty'
}
