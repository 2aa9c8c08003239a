import { Socket } from 'node:net'
import pg from 'pg'

/** A statement under a name, so that a connection parses and plans it only once. */
interface NamedStatement {
  name: string
  text: string
  values: unknown[]
}

interface Lane {
  client: Promise<pg.Client>
  /** Statements that were sent to it and not answered yet. */
  unanswered: number
}

export interface Lanes {
  /** Runs a statement by itself: it commits, or fails, whatever those sent with it do. */
  query(statement: NamedStatement): Promise<Record<string, unknown>[]>
  /** Ends the connections when all statements are answered. */
  close(): Promise<void>
}

/**
 * Sends in one piece what is written in one pass of the event loop: at a busy hour a call of the operating system for
 * each statement costs more than making the statement.
 */
class GatheringSocket extends Socket {
  #gathers = false

  override cork(): void {
    super.cork()
    if (this.#gathers) return
    this.#gathers = true
    super.cork()
    setImmediate(() => {
      this.#gathers = false
      this.uncork()
    })
  }
}

/**
 * Connections on which a statement goes out without waiting for the answers to those before it (pipelining:
 * https://node-postgres.com/features/pipelining). A statement takes the connection with the fewest unanswered ones, so a
 * slow one holds up only what was already behind it. They are opened as they are needed, up to `most`; one that breaks
 * fails what it has not answered and is replaced by the next statement.
 */
export function createLanes(
  config: pg.ClientConfig,
  most: number,
  lost: (error: Error) => void,
): Lanes {
  const lanes = new Set<Lane>()

  function open(): Lane {
    const client = new pg.Client({ ...config, pipeline: true, stream: () => new GatheringSocket() })
    const lane = { client: client.connect().then(() => client), unanswered: 0 }
    lanes.add(lane)
    const leave = () => lanes.delete(lane)
    client.on('end', leave)
    client.on('error', (error) => {
      // What it has not answered fails by itself; nobody else hears of a connection that dies idle.
      if (leave()) lost(error)
    })
    lane.client.catch(leave)
    return lane
  }

  function freest(): Lane {
    let found: Lane | undefined
    for (const lane of lanes) if (!found || lane.unanswered < found.unanswered) found = lane
    return found && (found.unanswered === 0 || lanes.size >= most) ? found : open()
  }

  return {
    async query(statement) {
      const lane = freest()
      lane.unanswered++
      try {
        const client = await lane.client
        return (await client.query<Record<string, unknown>>(statement)).rows
      } finally {
        lane.unanswered--
      }
    },
    async close() {
      await Promise.all(
        [...lanes].map(({ client }) => client.then((open) => open.end()).catch(() => {})),
      )
    },
  }
}
