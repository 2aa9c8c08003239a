import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import websocket from '@fastify/websocket'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import type { Channel } from '../channels/channel.ts'
import { BatonError } from '../domain/error.ts'
import type { OrderBook } from '../domain/shop.ts'
import type { Log } from '../platform/log.ts'
import { conversationRoutes } from './conversations.ts'
import { deskRoutes } from './desk.ts'
import { deskActs } from './desk-acts.ts'
import { deskClocks } from './desk-clocks.ts'
import { deskOutgoing } from './desk-outgoing.ts'
import { deskOperators } from './desk-operators.ts'
import { deskPromises } from './desk-promises.ts'
import { answerError } from './errors.ts'
import { eventRoutes } from './events.ts'
import type { FeedDeps } from './feed.ts'
import { healthRoutes, type HealthDeps } from './health.ts'
import type { DeskDeps } from '../conversation/at-desk.ts'
import type { InboxDeps } from '../conversation/inbox.ts'
import { leadRoutes } from './leads.ts'
import { pageRoutes } from './pages.ts'
import { socketRoute } from './socket.ts'
import { webhookRoutes } from './webhooks.ts'

export interface AppDeps extends InboxDeps, FeedDeps, HealthDeps {
  log: Log
  desk: DeskDeps
  orders: OrderBook
  shopSecret: string
  channels: ReadonlyMap<string, Channel>
  corsOrigins: readonly string[]
  ratePerMinute: number
  webFolder: string
}

/** The largest JSON body: a message of the greatest length, several times over. */
const bodyLimit = 64 * 1024

const openapi = {
  openapi: '3.1.0',
  info: { title: 'Baton', version: '1', description: 'Runs a business’s customer conversations.' },
  components: {
    securitySchemes: {
      conversation: {
        type: 'http' as const,
        scheme: 'bearer',
        description: 'The token of POST /v1/conversations',
      },
      operator: {
        type: 'http' as const,
        scheme: 'bearer',
        description: 'The token of `baton operator add`',
      },
    },
  },
}

/** The HTTP face: routes, their documents, limits, and errors as RFC 9457 problems. Thin: the work is in `conversation`. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: deps.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    forceCloseConnections: true,
    return503OnClosing: true,
    routerOptions: { maxParamLength: 200 },
    // A path that cannot be decoded reaches no route, and so no error handler.
    frameworkErrors: answerError,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerError)
  acceptJson(app)

  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    // Whether to insist on HTTPS is for whatever terminates it.
    strictTransportSecurity: false,
  })
  await app.register(cors, { origin: deps.corsOrigins.length > 0 ? [...deps.corsOrigins] : false })
  await app.register(rateLimit, {
    max: deps.ratePerMinute,
    timeWindow: '1 minute',
    errorResponseBuilder: (_request, { after }) =>
      new BatonError('too_many', `Too many requests; try again in ${after}.`),
  })
  await app.register(swagger, { openapi, transform: jsonSchemaTransform })
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true })
  await app.register(websocket, { options: { maxPayload: bodyLimit, perMessageDeflate: false } })

  await app.register(async (routes) => {
    healthRoutes(routes, deps)
    conversationRoutes(routes, deps)
    eventRoutes(routes, deps)
    socketRoute(routes, deps)
    deskRoutes(routes, deps.desk)
    deskActs(routes, deps.desk)
    deskOperators(routes, deps.desk)
    deskPromises(routes, deps.desk)
    deskClocks(routes, deps.desk)
    leadRoutes(routes, deps)
    deskOutgoing(routes, deps.desk)
    await webhookRoutes(routes, deps)
    await pageRoutes(routes, deps.webFolder)
  })
  app.setNotFoundHandler((request) => {
    throw new BatonError(
      'not_found',
      `There is nothing at ${request.method} ${request.url.split('?')[0]}.`,
    )
  })
  return app
}

/** JSON in strict UTF-8: bytes that are not are refused, and never stored as replacement characters. */
function acceptJson(app: FastifyInstance): void {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  // Fastify takes text/plain too, as a string that fits no schema: better said as what it is, a wrong content type.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    const bytes = body as Buffer
    if (bytes.length === 0) return done(null, undefined)
    let text: string
    try {
      text = utf8.decode(bytes)
    } catch (cause) {
      return done(new BatonError('invalid', 'The body is not valid UTF-8.', { cause }))
    }
    try {
      return done(null, JSON.parse(text))
    } catch (cause) {
      return done(new BatonError('invalid', 'The body is not valid JSON.', { cause }))
    }
  })
}
