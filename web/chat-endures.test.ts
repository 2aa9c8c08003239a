import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { noChromium, openBrowser, visit, type Visitor } from '../tests/browser.ts'
import { startServer, type TestServer } from '../tests/server.ts'

describe.skipIf(noChromium)('what the chat endures in Chromium', () => {
  let server: TestServer
  let browser: Browser
  let visitors: Visitor[] = []

  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
  }, 240_000)
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })
  afterEach(async () => {
    for (const { page } of visitors) await page.context().close()
    visitors = []
  })

  async function visitor(options: BrowserContextOptions = {}, hash = ''): Promise<Visitor> {
    const come = await visit(browser, `${server.url}/${hash}`, options)
    visitors.push(come)
    return come
  }

  it('keeps the history and the open window over a reload', async () => {
    const { page, openChat, ask, said, complaints } = await visitor()
    await openChat()
    const answer = await ask('空气炸锅拆封了还能退吗？')
    await page.reload()
    await said('agent').first().waitFor()
    expect(await said('customer').count()).toBe(1)
    expect(await said('agent').last().innerText()).toBe(answer)
    expect(await page.locator('.bc-window').isVisible()).toBe(true)
    expect(complaints).toEqual([])
  })

  it('finds back to a server that was killed, and says what was written meanwhile', async () => {
    const { page, openChat, ask, say, said } = await visitor()
    await openChat()
    await ask('你好')
    await server.kill('SIGKILL')
    await page.getByText('正在重新连接').waitFor()
    await say('新疆的运费是多少？')
    const port = Number(new URL(server.url).port)
    server = await startServer({ dataFolder: server.dataFolder, port })
    // The outbox tries for about ten seconds; where the start takes longer, it is the customer's button.
    const answered = said('agent').nth(1).waitFor({ timeout: 60_000 })
    const retry = page.getByRole('button', { name: '重试' })
    await Promise.race([answered, retry.click({ timeout: 60_000 }).catch(() => answered)])
    await answered
    expect(await said('customer').count()).toBe(2)
    expect(await said('agent').nth(1).innerText()).toContain('18')
    await page.getByText('正在重新连接').waitFor({ state: 'hidden' })
  }, 120_000)

  it('needs no mouse: opens, sends, breaks lines, leaves an input method its Enter, closes', async () => {
    const { page, said, complaints } = await visitor()
    const input = page.locator('.bc-input')
    await page.locator('.bc-launcher').focus()
    await page.keyboard.press('Enter')
    await page.locator('.bc-input:focus').waitFor()
    await page.keyboard.type('第一行')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('第二行')
    await input.dispatchEvent('keydown', { key: 'Enter', isComposing: true })
    await expect.poll(() => input.inputValue()).toBe('第一行\n第二行')
    await page.keyboard.press('Enter')
    await said('customer').waitFor()
    expect(await said('customer').innerText()).toContain('第一行\n第二行')
    await expect.poll(() => input.inputValue()).toBe('')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.bc-window').isVisible()).toBe(false)
    await expect.poll(() => page.locator('.bc-launcher:focus').count()).toBe(1)
    expect(complaints).toEqual([])
  })

  it('fits a screen of 320 pixels, whatever is said', async () => {
    const { page, openChat, ask } = await visitor({ viewport: { width: 320, height: 640 } })
    const pageWidth = () => page.evaluate(() => document.documentElement.scrollWidth)
    expect(await pageWidth()).toBe(320)
    await openChat()
    await ask(`https://example.com/${'a'.repeat(400)} 你好`)
    expect(await pageWidth()).toBe(320)
    const [inside, room] = await page
      .locator('.bc-scroll')
      .evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])
    expect(inside).toBe(room)
    const box = await page.locator('.bc-window').boundingBox()
    expect(box).toEqual({ x: 0, y: 0, width: 320, height: 640 })
  })

  it('starts anew when its conversation is not known any more', async () => {
    const { page, openChat, ask } = await visitor()
    await page.evaluate(() =>
      localStorage.setItem('baton.chat.session', '{"id":"cnv_0","token":"of another life"}'),
    )
    await page.reload()
    await openChat()
    await page.getByText('之前的对话已经结束').waitFor()
    await ask('你好')
    expect(await page.locator('.bc-banner').isVisible()).toBe(false)
  })

  it('serves the bearer of a bad login as a guest', async () => {
    const { page, openChat, ask } = await visitor({}, '#token=not-a-login')
    await openChat()
    await ask('你好')
    expect(await page.locator('.bc-banner').innerText()).toContain('登录已失效')
  })
})
