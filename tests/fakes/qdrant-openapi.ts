import { readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'

/** Checks requests and responses against an OpenAPI document of Qdrant, more strictly than the real server: no unknown fields. */
export interface OpenApiChecker {
  /** What is wrong with a request; undefined when nothing is. */
  request(method: string, url: URL, body: unknown): string | undefined
  /** What is wrong with an answer to it. */
  response(method: string, url: URL, status: number, body: unknown): string | undefined
}

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const object = (value: unknown): Json => (isObject(value) ? value : {})

const whole = (least: number, most: number) => ({
  type: 'number' as const,
  validate: (value: number) => Number.isInteger(value) && value >= least && value <= most,
})
const formats = {
  uint: whole(0, Number.MAX_SAFE_INTEGER),
  uint8: whole(0, 255),
  uint16: whole(0, 65_535),
  uint32: whole(0, 2 ** 32 - 1),
  uint64: whole(0, Number.MAX_SAFE_INTEGER),
  int32: whole(-(2 ** 31), 2 ** 31 - 1),
  int64: whole(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  float: { type: 'number' as const, validate: (value: number) => Math.abs(value) <= 3.4028235e38 },
  double: { type: 'number' as const, validate: Number.isFinite },
  uuid: /^[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i,
  uri: /^[a-z][a-z0-9+.-]*:\S+$/i,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
  'partial-date-time':
    /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/,
}

/** JSON Schema from OpenAPI 3.0: `nullable` becomes the type null, and objects take no fields but their own. */
function normalise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalise)
  if (!isObject(value)) return value
  const { nullable, example: _, ...rest } = value
  const schema: Json = Object.fromEntries(
    Object.entries(rest).map(([name, inner]) => [name, normalise(inner)]),
  )
  // Of a schema, not of a schema's field that is called "properties".
  if (isObject(schema['properties']) && !('additionalProperties' in schema)) {
    schema['additionalProperties'] = false
  }
  if (nullable !== true) return schema
  if (typeof schema['type'] === 'string') {
    const listed = schema['enum']
    return {
      ...schema,
      type: [schema['type'], 'null'],
      ...(Array.isArray(listed) && { enum: [...(listed as unknown[]), null] }),
    }
  }
  if (Object.keys(schema).every((key) => key === 'description')) return { type: 'null' }
  return { anyOf: [schema, { type: 'null' }] }
}

/** Reads a document; schemas are compiled when they are first needed. */
export function readOpenApi(path: string): OpenApiChecker {
  const document = object(normalise(JSON.parse(readFileSync(path, 'utf8')) as unknown))
  const ajv = new Ajv({ strict: false, formats, allowUnionTypes: true })
  ajv.addSchema(document, 'qdrant')
  const compiled = new Map<string, ValidateFunction>()
  const templates = Object.keys(object(document['paths'])).map((template) => ({
    template,
    pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`),
    // "/collections/aliases" goes before "/collections/{collection_name}".
    wild: template.split('{').length,
  }))

  function operationAt(method: string, url: URL) {
    const found = templates
      .filter(({ pattern }) => pattern.test(url.pathname))
      .sort((a, b) => a.wild - b.wild)
      .map(({ template }) => ({
        template,
        operation: object(object(document['paths'])[template])[method.toLowerCase()],
      }))
      .find(({ operation }) => operation !== undefined)
    return found && { template: found.template, operation: object(found.operation) }
  }

  function check(pointer: string[], value: unknown): string | undefined {
    const ref = `qdrant#/${pointer.map(escapePointer).join('/')}`
    let validate = compiled.get(ref)
    if (!validate) compiled.set(ref, (validate = ajv.compile({ $ref: ref })))
    if (validate(value)) return undefined
    // The deepest fault tells most: those above it only say that no branch fits.
    const faults = (validate.errors ?? []).toSorted(
      (a, b) => b.instancePath.length - a.instancePath.length,
    )
    return faults
      .slice(0, 3)
      .map(
        (fault) =>
          `${fault.instancePath || 'body'} ${fault.message} ${JSON.stringify(fault.params)}`,
      )
      .join('; ')
  }

  function parameterFault(template: string, method: string, operation: Json, url: URL) {
    const known = Array.isArray(operation['parameters']) ? operation['parameters'].map(object) : []
    for (const [name, text] of url.searchParams) {
      const at = known.findIndex((known) => known['name'] === name && known['in'] === 'query')
      if (at < 0) return `${name} is no query parameter of ${method} ${template}`
      const value: unknown = /^(?:true|false|\d+)$/.test(text) ? JSON.parse(text) : text
      const fault = check(
        ['paths', template, method.toLowerCase(), 'parameters', String(at), 'schema'],
        value,
      )
      if (fault) return `${name}: ${fault}`
    }
    return undefined
  }

  return {
    request(method, url, body) {
      const found = operationAt(method, url)
      if (!found) return `the document has no ${method} ${url.pathname}`
      const { template, operation } = found
      const fault = parameterFault(template, method, operation, url)
      if (fault) return fault
      if (!('requestBody' in operation))
        return body === undefined ? undefined : `${method} ${template} takes no body`
      return check([...bodyOf(template, method), 'requestBody', ...json], body)
    },
    response(method, url, status, body) {
      const found = operationAt(method, url)
      if (!found) return undefined
      const { template, operation } = found
      const responses = object(operation['responses'])
      const name = String(status) in responses ? String(status) : status < 500 ? '4XX' : 'default'
      if (!(name in responses)) return undefined
      if (!('content' in object(responses[name]))) return undefined
      if (!('application/json' in object(object(responses[name])['content']))) return undefined
      return check([...bodyOf(template, method), 'responses', name, ...json], body)
    },
  }
}

const json = ['content', 'application/json', 'schema']
const bodyOf = (template: string, method: string) => ['paths', template, method.toLowerCase()]
const escapePointer = (part: string) =>
  encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))
