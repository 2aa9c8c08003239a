import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { canonicalJson } from '../domain/consent.ts'
import type { Effect, ToolResult } from '../domain/effect.ts'
import { BatonError } from '../domain/error.ts'
import { EffectId } from '../domain/id.ts'
import type { Refusal } from '../domain/proposal.ts'
import type { Scope } from '../domain/scope.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { NewEffect } from '../store/effects.ts'
import { authorise } from './authorise.ts'
import { mayClaim, type ProofLedger } from './proof.ts'
import type { Tool, ToolCall, WriteTool } from './tool.ts'

/** Where intents and outcomes are written down. */
export interface EffectLedger {
  begin(effect: NewEffect): Promise<'lost' | { effect: Effect; isNew: boolean }>
  settle(id: EffectId, status: 'done' | 'failed', result: ToolResult, at: Date): Promise<void>
}

export type CallOutcome =
  | { kind: 'result'; result: ToolResult; args: Record<string, unknown>; effectId: EffectId | null }
  | { kind: 'refused'; refusal: Refusal }

export interface Toolbox {
  readonly tools: ReadonlyMap<string, Tool>
  /** Arguments as the tool's schema has them, or a refusal that names the fields at fault. */
  parse(
    name: string,
    args: unknown,
  ): { ok: true; tool: Tool; args: Record<string, unknown> } | { ok: false; refusal: Refusal }
  /**
   * The only door to effects. What the scope does not allow is refused in words; what the business system
   * cannot do comes back as `ok: false`.
   * @throws BatonError `turn_lost` when another worker or a person has the conversation: nothing was done.
   */
  call(name: string, args: unknown, scope: Scope): Promise<CallOutcome>
}

export interface ToolboxDeps {
  tools: readonly Tool[]
  ledger: EffectLedger
  /** Where tries to claim something by digits are counted. */
  proofs: (scope: Pick<Scope, 'conversationId' | 'now'>) => ProofLedger
  clock: Clock
  log: Log
}

const guessing: Refusal = {
  code: 'proof_locked',
  forModel: 'Too many digits were tried. Do not try others; offer a person.',
}

const faults = (error: z.ZodError) =>
  error.issues.map((issue) => `${issue.path.join('.') || 'arguments'}: ${issue.message}`).join('; ')

/** A failure in words that leak nothing: no message of a system behind a port reaches the model. */
function inWords(error: unknown): ToolResult {
  if (error instanceof BatonError && ['conflict', 'not_found', 'invalid'].includes(error.code)) {
    return { ok: false, forModel: error.message, data: { failed: error.code } }
  }
  return {
    ok: false,
    forModel: 'The system behind this did not answer. Say so honestly; it can be tried again.',
    data: { failed: 'upstream_failed' },
  }
}

/**
 * One effect, one key: bound to the consent where there is one, and else to the message that began the turn,
 * so that a turn taken again after a crash, or by the other performer, finds what was done.
 */
function keyOf(tool: WriteTool, args: unknown, scope: Scope, consentId: string | null): string {
  const about = consentId ?? `${scope.basis} ${canonicalJson(tool.sameAs(args))}`
  return createHash('sha256').update(`${scope.conversationId} ${tool.name} ${about}`).digest('hex')
}

export function createToolbox({ tools, ledger, proofs, clock, log }: ToolboxDeps): Toolbox {
  const byName = new Map(tools.map((tool) => [tool.name, tool]))

  function parse(name: string, args: unknown): ReturnType<Toolbox['parse']> {
    const tool = byName.get(name)
    if (!tool) {
      return {
        ok: false,
        refusal: {
          code: 'unknown_tool',
          forModel: `There is no tool called ${name.slice(0, 64)}.`,
        },
      }
    }
    const parsed = tool.input.safeParse(args)
    if (!parsed.success) {
      return {
        ok: false,
        refusal: {
          code: 'invalid_arguments',
          forModel: `The arguments do not fit: ${faults(parsed.error)}.`,
        },
      }
    }
    return { ok: true, tool, args: parsed.data as Record<string, unknown> }
  }

  async function run(tool: Tool, args: unknown, call: ToolCall): Promise<ToolResult> {
    try {
      return await tool.run(args, call)
    } catch (error) {
      log.warn(
        { tool: tool.name, reason: error instanceof Error ? error.name : 'unknown' },
        'a tool failed',
      )
      return inWords(error)
    }
  }

  async function write(
    tool: WriteTool,
    args: Record<string, unknown>,
    scope: Scope,
    consent: NewEffect['consent'],
  ): Promise<CallOutcome> {
    const idempotencyKey = keyOf(tool, args, scope, consent?.id ?? null)
    const begun = await ledger.begin({
      id: EffectId.make(),
      conversationId: scope.conversationId,
      turnId: scope.turnId,
      fence: scope.fence,
      tool: tool.name,
      args,
      idempotencyKey,
      consent,
      at: clock(),
    })
    if (begun === 'lost')
      throw new BatonError('turn_lost', `${tool.name} was not run: the turn is no longer ours.`)
    const { effect } = begun
    if (effect.status !== 'intended' && effect.result) {
      return { kind: 'result', result: effect.result, args: effect.args, effectId: effect.id }
    }
    const result = await run(tool, effect.args, {
      identity: scope.identity,
      conversationId: scope.conversationId,
      locale: scope.locale,
      now: scope.now,
      idempotencyKey,
    })
    await ledger.settle(effect.id, result.ok ? 'done' : 'failed', result, clock())
    return { kind: 'result', result, args: effect.args, effectId: effect.id }
  }

  return {
    tools: byName,
    parse,
    async call(name, rawArgs, scope) {
      const parsed = parse(name, rawArgs)
      if (!parsed.ok) return { kind: 'refused', refusal: parsed.refusal }
      const { tool, args } = parsed
      const verdict = authorise(tool, args, scope)
      if (!verdict.allowed) return { kind: 'refused', refusal: verdict.refusal }
      const claim = tool.claim?.(args)
      if (claim && !(await mayClaim(proofs(scope), scope.conversationId, claim))) {
        return { kind: 'refused', refusal: guessing }
      }
      if (tool.effect === 'writes') {
        const given = verdict.consent
        const consent = given?.answeredBy ? { id: given.id, answeredBy: given.answeredBy } : null
        return write(tool, args, scope, consent)
      }
      const result = await run(tool, args, {
        identity: scope.identity,
        conversationId: scope.conversationId,
        locale: scope.locale,
        now: scope.now,
        idempotencyKey: '',
      })
      return { kind: 'result', result, args, effectId: null }
    },
  }
}
