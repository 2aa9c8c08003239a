import type { TurnId } from '../domain/id.ts'
import type { Live } from '../domain/live.ts'
import type { Playbook } from '../domain/playbook.ts'
import type { Queue } from '../domain/queue.ts'
import type { DeskSettings } from '../handoff/desk-settings.ts'
import type { HandoffSettings } from '../handoff/settings.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../store/db.ts'
import type { ClaimedTurn } from '../store/turns.ts'
import type { Gathered } from './gather.ts'
import type { Judged } from './judge.ts'

/** What committing a reply needs. */
export interface ReplyDeps {
  db: Db
  clock: Clock
  live: Live
  queue: Pick<Queue, 'nudge'>
  handoff: HandoffSettings
  desk: DeskSettings
  timeZone: string
  playbooks: readonly Playbook[]
}

/** A turn that was performed and judged, and is not said yet. */
export interface ReplyDraft {
  claimed: ClaimedTurn
  gathered: Gathered
  judged: Judged
  turnId: TurnId
  ms: number
  /** The newest customer message that the reply answers. */
  answeredPosition: number
  /** Hold the reply back when the customer has written since. */
  waitForNews: boolean
}
