import type { Wish } from '../../../domain/agenda.ts'

/** A wish as it begins: open, nothing asked and nothing said for it yet. */
export const newWish = (
  wish: Pick<Wish, 'playbook' | 'intent' | 'words' | 'messageId' | 'facts'> &
    Pick<Partial<Wish>, 'topic' | 'carried' | 'guessed'>,
): Wish => ({ ...wish, status: 'open', asked: null, timesAsked: {}, said: [], unmetTurns: 0 })
