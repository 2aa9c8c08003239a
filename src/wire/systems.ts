import type { LeadBriefWriter } from '../agents/lead-brief-writer.ts'
import type { Performer } from '../agents/performer.ts'
import { createShopClient } from '../connectors/http/client.ts'
import { httpShop } from '../connectors/http/shop.ts'
import type { McpTools } from '../connectors/mcp/tools.ts'
import { seedSampleShop } from '../connectors/sample-shop/seed.ts'
import { sampleShop } from '../connectors/sample-shop/shop.ts'
import type { BusinessSystems } from '../domain/business.ts'
import type { HandoffSettings } from '../handoff/settings.ts'
import { createBreaker } from '../platform/breaker.ts'
import type { Clock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import type { Log } from '../platform/log.ts'
import { loadArticles, type Knowledge } from '../retrieval/knowledge.ts'
import { articleVersion } from '../retrieval/passages.ts'
import { allArticles, saveArticles } from '../store/articles.ts'
import type { Db } from '../store/db.ts'
import type { Tool } from '../tools/tool.ts'

/** The business's systems: its own shop over HTTP where one is configured, else the sample shop, filled at first start. */
export async function openShop(
  { shop }: Config,
  { db, clock, log, onStep }: { db: Db; clock: Clock; log: Log; onStep: (step: string) => void },
): Promise<BusinessSystems> {
  if (shop) {
    const client = createShopClient({ ...shop, clock, log, breaker: createBreaker({ clock }) })
    return httpShop({ client, log })
  }
  if (await db.transaction((tx) => seedSampleShop(tx, clock()))) onStep('filled the sample shop')
  return sampleShop(db, clock)
}

/** Tools of MCP servers, where some are configured; the SDK is loaded only then. */
export async function openOutside({ mcpFile }: Config, log: Log): Promise<McpTools> {
  if (mcpFile === undefined) return { tools: [], close: () => Promise.resolve() }
  const [{ readMcpSettings }, { connectMcp }] = await Promise.all([
    import('../connectors/mcp/settings.ts'),
    import('../connectors/mcp/tools.ts'),
  ])
  return connectMcp(await readMcpSettings(mcpFile), log)
}

/** The knowledge base from the database; from the sample file when the database has none. */
export async function fillKnowledge(
  knowledge: Knowledge,
  db: Db,
  { knowledgeFile }: Config,
  clock: Clock,
): Promise<void> {
  const kept = await allArticles(db)
  const articles = kept.length > 0 ? kept : await loadArticles(knowledgeFile)
  if (kept.length === 0) {
    await saveArticles(
      db,
      articles.map((article) => ({ article, contentHash: articleVersion(article) })),
      clock(),
    )
  }
  await knowledge.importArticles(articles)
}

/** The model as performer, where one is configured; LangChain is loaded only then. */
export async function modelPerformer(
  { model, timeZone }: Config,
  tools: ReadonlyMap<string, Tool>,
  clock: Clock,
  handoff: HandoffSettings,
): Promise<Performer | null> {
  if (!model) return null
  const [{ createModelPerformer }, { createModel }] = await Promise.all([
    import('../agents/model/model.ts'),
    import('../agents/model/models.ts'),
  ])
  return createModelPerformer({
    model: createModel({ baseUrl: model.baseUrl, apiKey: model.apiKey, model: model.name }),
    name: model.name,
    tools: () => [...tools.values()],
    limits: { totalMs: model.timeoutMs ?? handoff.modelMs, totalTokens: model.tokensPerTurn },
    timeZone,
    breaker: createBreaker({ clock }),
  })
}

/** The most that a brief may be long. */
const briefTokens = 2000

/** The model as writer of lead briefs, where one is configured; else the understudy writes them. */
export async function modelBriefWriter({ model }: Config): Promise<LeadBriefWriter | null> {
  if (!model) return null
  const [{ createModelBriefWriter }, { createModel }] = await Promise.all([
    import('../agents/lead-brief-writer.ts'),
    import('../agents/model/models.ts'),
  ])
  const { baseUrl, apiKey, name } = model
  return createModelBriefWriter({
    model: createModel({ baseUrl, apiKey, model: name, maxOutputTokens: briefTokens }),
    name,
  })
}
