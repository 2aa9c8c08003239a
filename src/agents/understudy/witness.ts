import type { Locale } from '../../domain/locale.ts'

/** Sees which steps and replies of playbooks are played, for whoever measures what is tried of them. */
export interface Witness {
  /** A step whose condition held was begun; `index` counts from 0. */
  step(playbook: string, index: number): void
  /** A reply was said. */
  reply(playbook: string, key: string, locale: Locale): void
}
