import { protocol, type PGlite } from '@electric-sql/pglite'

/**
 * PGlite's own `query` hands a statement over in six pieces and has it parsed and planned anew every time, which costs several times
 * what running it does. Here a statement is prepared once, and from then on it is one call.
 */
export interface Statements {
  /** `durable: false` inside a transaction, whose end brings it to the disk. */
  run(sql: string, values: readonly unknown[], durable: boolean): Promise<Row[]>
  /** Prepares everything anew: the tables are other tables now. */
  forget(): Promise<void>
}

type Row = Record<string, unknown>

interface Prepared {
  name: string
  uses: number
  params: (((value: unknown) => string) | undefined)[]
  columns: { name: string; parse: (text: string) => unknown }[]
}

const { serialize } = protocol
type Message = Awaited<ReturnType<PGlite['execProtocolStream']>>[number]

/** A plan is made for tables as they are, and tables grow. */
const usesOfAPlan = 1000
/** Statements put together from parts could otherwise fill the memory. */
const mostKept = 500

export function createStatements(lite: PGlite): Statements {
  const known = new Map<string, Prepared>()
  let made = 0

  const send = (parts: readonly Uint8Array[], durable: boolean): Promise<Message[]> =>
    lite.execProtocolStream(Buffer.concat([...parts, serialize.sync()]), { syncToFs: durable })

  async function prepare(sql: string): Promise<Prepared> {
    const name = `s${++made}`
    const replies = await send(
      [serialize.parse({ name, text: sql }), serialize.describe({ type: 'S', name })],
      false,
    )
    const prepared = {
      name,
      uses: 0,
      params: paramsOf(replies, lite),
      columns: columnsOf(replies, lite),
    }
    known.set(sql, prepared)
    for (const oldest of known.keys()) {
      if (known.size <= mostKept) break
      await drop(oldest)
    }
    return prepared
  }

  async function drop(sql: string): Promise<void> {
    const prepared = known.get(sql)
    known.delete(sql)
    if (prepared) await send([serialize.close({ type: 'S', name: prepared.name })], false)
  }

  return {
    async run(sql, values, durable) {
      if ((known.get(sql)?.uses ?? 0) >= usesOfAPlan) await drop(sql)
      const statement = known.get(sql) ?? (await prepare(sql))
      statement.uses++
      try {
        const replies = await send(
          [
            serialize.bind({ statement: statement.name, values: bound(values, statement) }),
            serialize.execute({}),
          ],
          durable,
        )
        return rowsOf(replies, statement)
      } catch (error) {
        // It may be the plan that no longer fits; who asks again has it prepared again.
        await drop(sql)
        throw error
      }
    },
    async forget() {
      for (const sql of known.keys()) await drop(sql)
    },
  }
}

const bound = (values: readonly unknown[], { params }: Prepared): (string | null)[] =>
  values.map((value, i) =>
    value === null || value === undefined ? null : textOf(value, params[i]),
  )

function textOf(value: unknown, serializer: Prepared['params'][number] | undefined): string {
  if (serializer) return serializer(value)
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint') return value.toString()
  throw new TypeError(`A value of the type ${typeof value} has no text that this column takes.`)
}

function paramsOf(replies: readonly Message[], { serializers }: PGlite): Prepared['params'] {
  const described = replies.find(
    (it) => it instanceof protocol.messages.ParameterDescriptionMessage,
  )
  return (described?.dataTypeIDs ?? []).map((type) => serializers[type])
}

function columnsOf(replies: readonly Message[], { parsers }: PGlite): Prepared['columns'] {
  const described = replies.find((it) => it instanceof protocol.messages.RowDescriptionMessage)
  return (described?.fields ?? []).map(({ name, dataTypeID }) => {
    const parser = parsers[dataTypeID]
    return { name, parse: parser ? (text) => parser(text, dataTypeID) : (text) => text }
  })
}

const rowsOf = (replies: readonly Message[], { columns }: Prepared): Row[] =>
  replies.flatMap((it) => {
    if (!(it instanceof protocol.messages.DataRowMessage)) return []
    const row: Row = {}
    for (const [i, { name, parse }] of columns.entries()) {
      const text = it.fields[i] ?? null
      row[name] = text === null ? null : parse(text)
    }
    return [row]
  })
