import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { BatonError, type ErrorCode } from '../domain/error.ts'

/** Every code's HTTP status: a new code does not compile until it has one. */
const statusOf = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  turn_lost: 409,
  bad_signature: 401,
  upstream_failed: 502,
  engine_unreachable: 503,
  unavailable: 503,
} satisfies Record<ErrorCode, number>

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Internal error',
  502: 'Upstream failed',
  503: 'Unavailable',
}

export interface ProblemDocument {
  type: string
  title: string
  status: number
  detail: string
  field?: string
}

const problem = (
  status: number,
  type: string,
  detail: string,
  field?: string,
): ProblemDocument => ({
  type: `urn:baton:problem:${type}`,
  title: titles[status] ?? 'Error',
  status,
  detail,
  ...(field ? { field } : {}),
})

/** Any failure as an RFC 9457 problem document; what was not foreseen says nothing of its inside. */
export function problemOf(error: unknown): ProblemDocument {
  if (error instanceof BatonError)
    return problem(statusOf[error.code], error.code, error.message, error.field)
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [first] = error.validation
    const field = first?.instancePath.split('/').filter(Boolean).join('.') || undefined
    const place = field ? `${field}: ` : ''
    return problem(
      400,
      'invalid',
      `${place}${first?.message ?? 'the request does not fit its schema'}`,
      field,
    )
  }
  const { statusCode = 500, code = '', message = '' } = (error ?? {}) as Partial<FastifyError>
  if (statusCode >= 400 && statusCode < 500) {
    const type =
      { 413: 'too_large', 415: 'invalid', 429: 'too_many', 404: 'not_found' }[statusCode] ??
      'invalid'
    const detail =
      code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? 'The body is larger than this route takes.' : message
    return problem(statusCode, type, detail)
  }
  return problem(500, 'internal', 'Something failed on our side. It has been logged; try again.')
}

/** Answers with the problem document and logs what was not foreseen, once. */
export function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const document = problemOf(error)
  if (document.status >= 500)
    request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed')
  if (document.status === 401) void reply.header('www-authenticate', 'Bearer')
  void reply.code(document.status).type('application/problem+json').send(document)
}
