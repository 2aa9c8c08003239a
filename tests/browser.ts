import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const executablePath = '/usr/bin/chromium'
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Tests in a browser are skipped by name where there is none. */
export const noChromium = !existsSync(executablePath)

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath, args })

/** A stranger on the landing page, with what they see and do. */
export interface Visitor {
  page: Page
  /** Errors and warnings of the browser's console. */
  complaints: string[]
  openChat: () => Promise<void>
  /** The messages of one author. */
  said: (author: 'customer' | 'agent' | 'operator') => ReturnType<Page['locator']>
  say: (text: string) => Promise<void>
  /** Says something and waits for the agent's answer to it. */
  ask: (text: string) => Promise<string>
  /** The id of the conversation that the page has opened. */
  conversationId: () => Promise<string>
}

/** Opens the landing page at `url` with a profile of its own; Chinese unless told otherwise. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ locale: 'zh-CN', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(url)
  await page.waitForSelector('html.ready')

  const said: Visitor['said'] = (author) => page.locator(`.bc-${author}[data-message]`)
  const say: Visitor['say'] = async (text) => {
    await page.locator('.bc-input').fill(text)
    await page.locator('.bc-input').press('Enter')
  }
  return {
    page,
    complaints,
    openChat: () => page.locator('.bc-launcher').click(),
    said,
    say,
    async ask(text) {
      const before = await said('agent').count()
      await say(text)
      await said('agent').nth(before).waitFor()
      return said('agent').last().innerText()
    },
    conversationId: () =>
      page.evaluate(() => {
        const kept = localStorage.getItem('baton.chat.session') ?? '{}'
        return (JSON.parse(kept) as { id: string }).id
      }),
  }
}
