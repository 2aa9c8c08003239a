import { z } from 'zod'
import type { Scope } from '../../domain/scope.ts'

/** A tool as a model is told of it. */
export interface ToolForModel {
  readonly name: string
  readonly description: string
  readonly input: z.ZodType
  /** A result of a tool that only reads confirms no claim of an effect. Absent: it may write. */
  readonly effect?: 'reads' | 'writes' | 'hands_over'
}

/** The definition that goes over the wire, in the form that every LangChain model takes. */
export interface ToolDefinition {
  type: 'function'
  function: { name: string; description: string; parameters: Record<string, unknown> }
}

/** Only the tools that a matching playbook lists, each once: least privilege per turn. */
export function toolsInScope(tools: readonly ToolForModel[], scope: Scope): ToolForModel[] {
  const listed = new Set(scope.playbooks.flatMap((playbook) => playbook.tools))
  return tools.filter((tool) => listed.delete(tool.name))
}

const schemas = new WeakMap<z.ZodType, Record<string, unknown>>()

/** A JSON schema costs more than all the rest of a step, so each is made once. */
function schemaOf(input: z.ZodType): Record<string, unknown> {
  const known = schemas.get(input)
  if (known) return known
  // `input`: what the model has to write, before the schema's own transforms.
  const { $schema: _, ...schema } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
  schemas.set(input, schema)
  return schema
}

export const definitionOf = ({ name, description, input }: ToolForModel): ToolDefinition => ({
  type: 'function',
  function: { name, description, parameters: schemaOf(input) },
})
