import { z } from 'zod'
import { OperatorId } from './id.ts'
import { Text } from './text.ts'

/** How far an operator's authority goes. An expert also serves VIPs. */
export const tiers = ['agent', 'specialist', 'expert'] as const
export const Tier = z.enum(tiers)
export type Tier = z.infer<typeof Tier>

/** A skill as playbooks name it (`handoff.skill`). */
export const Skill = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a short lower-case name such as after_sales')

/** 1 can, 3 does it daily, 5 is who others ask. */
export const SkillLevel = z.int().min(1).max(5)

/** The level that somebody of a tier has in a skill of theirs when none is named. */
export const levelOfTier: Readonly<Record<Tier, number>> = { agent: 1, specialist: 3, expert: 5 }

/** What an operator can take, as it is set. */
export const OperatorProfile = z.object({
  /** By level; without any they are a generalist, who can all of it at level 1. */
  skills: z.record(Skill, SkillLevel),
  tier: Tier,
  /** Without any, all. */
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/, 'must be a language such as zh')),
  /** Conversations at a time. */
  capacity: z.int().min(1).max(50),
  /** Share of the turns among equals, from conversion. */
  weight: z.number().min(0.1).max(10),
})
export type OperatorProfile = z.infer<typeof OperatorProfile>

/** Here and taking conversations, here and not taking any, or not seen lately. */
export const Presence = z.enum(['online', 'away', 'offline'])
export type Presence = z.infer<typeof Presence>

/** A person who answers at the desk. */
export const Operator = z.object({ id: OperatorId, name: Text.trim().min(1).max(80) })
export type Operator = z.infer<typeof Operator>
