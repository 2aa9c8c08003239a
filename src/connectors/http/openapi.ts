import { z } from 'zod'
import { Appointment } from '../../domain/calendar.ts'
import { Product } from '../../domain/catalog.ts'
import { Case } from '../../domain/crm.ts'
import { Money } from '../../domain/money.ts'
import { RuledOut, Words } from '../../domain/rule.ts'
import { Order, Parcel } from '../../domain/shop.ts'
import { contract, Who, type Operation } from './contract.ts'

type Json = Record<string, unknown>

/** Schemas that many operations share, by the name they have in the document. */
const named = z.registry<{ id: string }>()
for (const [id, schema] of Object.entries({
  Money,
  Words,
  RuledOut,
  Who,
  Order,
  Parcel,
  Product,
  Appointment,
  Case,
}))
  named.add(schema, { id })

/** A schema as JSON Schema; what it shares goes to `components`. */
function schemaOf(schema: z.ZodType, components: Json): Json {
  const {
    $schema: _dialect,
    $defs,
    ...rest
  } = z.toJSONSchema(schema, {
    io: 'input',
    metadata: named,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type !== 'date') return
      jsonSchema.type = 'string'
      jsonSchema.format = 'date-time'
    },
  })
  const moved = (value: unknown) =>
    JSON.parse(JSON.stringify(value).replaceAll('#/$defs/', '#/components/schemas/')) as Json
  for (const [id, definition] of Object.entries($defs ?? {})) components[id] = moved(definition)
  return moved(rest)
}

const problem = (description: string): Json => ({
  description,
  content: {
    'application/json': {
      schema: { type: 'object', properties: { message: { type: 'string' } } },
    },
  },
})

function operationOf(system: string, name: string, operation: Operation, components: Json): Json {
  return {
    operationId: `${system}_${name}`,
    tags: [system],
    summary: operation.summary,
    parameters: operation.writes
      ? [
          {
            name: 'idempotency-key',
            in: 'header',
            required: true,
            description: 'The same key twice is one effect and one answer.',
            schema: { type: 'string' },
          },
        ]
      : [],
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: schemaOf(z.object({ ...operation.params }), components) },
      },
    },
    responses: {
      200: {
        description: 'Done',
        content: { 'application/json': { schema: schemaOf(operation.output, components) } },
      },
      400: problem('The request does not fit the contract'),
      404: problem('There is no such thing for this customer'),
      409: problem('The rules or the state of things forbid it'),
    },
  }
}

/** The shop's side of the contract as an OpenAPI 3.1 document: what a shop implements so that Baton can work for it. */
export function shopOpenApi(): Json {
  const components: Json = {}
  const paths = Object.entries(contract).flatMap(([system, operations]) =>
    Object.entries(operations).map(([name, operation]): [string, Json] => [
      `/v1/${system}/${name}`,
      { post: operationOf(system, name, operation, components) },
    ]),
  )
  return {
    openapi: '3.1.0',
    info: {
      title: "Baton's shop contract",
      version: '1',
      description:
        'What a shop implements so that Baton can work for it. Every request is signed as Standard Webhooks has it (headers webhook-id, webhook-timestamp, webhook-signature over id.timestamp.body). `who` says for whom: an order of somebody else does not exist.',
    },
    paths: Object.fromEntries(paths),
    components: { schemas: components },
  }
}
