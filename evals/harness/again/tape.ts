import type { TurnDeps } from '../../../src/conversation/turn.ts'
import type { Scope } from '../../../src/domain/scope.ts'
import type { Queryable } from '../../../src/store/db.ts'
import { createAliases } from '../recording/aliases.ts'

/** What a turn put to everything outside itself, in order, and what it was told. */
export interface Tape {
  readonly conversation: string
  readonly at: Date
  readonly heard: Heard[]
}

/** `put` has no id in it that is drawn anew in every run. */
type Heard = { readonly put: string } & ({ readonly told: unknown } | { readonly threw: unknown })

/** Stands between a turn and what is outside it. */
interface Ear {
  hear<T>(put: readonly unknown[], ask: () => Promise<T>): Promise<T>
  /** Carries out a transaction, or only its questions. */
  transaction: TurnDeps['db']['transaction']
}

/** The same turn, with everything it asks and is told written down. */
export function recordOnto({ heard }: Tape, deps: TurnDeps): TurnDeps {
  const plain = plainWords()
  return through(deps, {
    async hear(question, ask) {
      const put = plain(question)
      try {
        const told = await ask()
        heard.push({ put, told })
        return told
      } catch (error) {
        heard.push({ put, threw: error })
        throw error
      }
    },
    transaction: (work) => deps.db.transaction(work),
  })
}

/** A turn that is told what stands on a tape, as long as it asks what stands there. */
export interface Playback {
  deps: TurnDeps
  /** It has asked all of it, and nothing else. */
  isTheSame(): boolean
}

/** The turn of a tape once more: nothing outside it is asked. */
export function playFrom({ at, heard }: Tape, deps: TurnDeps): Playback {
  const plain = plainWords()
  let next = 0
  let differs = false
  const playing = through(
    { ...deps, clock: () => new Date(at) },
    {
      hear(question) {
        const line = heard[next++]
        differs ||= line?.put !== plain(question)
        if (differs || !line) return Promise.reject(new Error('not on the tape'))
        // What it is told is its own: the tape stays as it was.
        if ('told' in line) return Promise.resolve(structuredClone(line.told) as never)
        return Promise.reject(line.threw)
      },
      // Its questions find the tape; there is nothing to commit.
      transaction: (work) => work(noDatabase),
    },
  )
  return { deps: playing, isTheSame: () => !differs && next === heard.length }
}

const noDatabase: Queryable = {
  query: () => Promise.reject(new Error('there is no database behind a tape')),
}

/** Questions as text, without what no two runs have alike: ids by their place, and no measured time. */
function plainWords(): (question: readonly unknown[]) => string {
  const aliases = createAliases()
  return (question) =>
    aliases.hide(JSON.stringify(question)).replaceAll(/(\\*"ms\\*":)\d+/g, (_, name) => `${name}0`)
}

/** Puts an ear between the turn and the tables, the shop and the tools. */
function through(deps: TurnDeps, { hear, transaction }: Ear): TurnDeps {
  const { db, orders, accounts, agent } = deps
  const listened = (on: Queryable, where: string): Queryable => ({
    query: (sql, values = []) => hear([where, sql, values], () => on.query(sql, values)),
  })
  return {
    ...deps,
    db: {
      ...db,
      ...listened(db, 'db'),
      transaction: (work) => transaction((tx) => work(listened(tx, 'tx'))),
    },
    orders: {
      find: (...it) => hear(['order', ...it], () => orders.find(...it)),
      list: (...it) => hear(['orders', ...it], () => orders.list(...it)),
      prove: (...it) => hear(['proof', ...it], () => orders.prove(...it)),
    },
    accounts: {
      ...accounts,
      membership: (...it) => hear(['membership', ...it], () => accounts.membership(...it)),
    },
    agent: {
      ...agent,
      toolbox: {
        ...agent.toolbox,
        call: (name, args, scope) =>
          hear(['tool', name, args, termsOf(scope)], () => agent.toolbox.call(name, args, scope)),
      },
    },
  }
}

/** What a tool's call is judged by; of playbooks that is what they allow, and not their words. */
const termsOf = ({ playbooks, ...scope }: Scope) => ({
  ...scope,
  playbooks: playbooks.map(({ name, tools, consent, limits, verify }) => ({
    name,
    tools,
    consent,
    limits,
    verify,
  })),
})
