import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { noChromium, openBrowser, visit, type Visitor } from '../tests/browser.ts'
import { startFakeOpenAI } from '../tests/fakes/openai.ts'
import { startServer, type TestServer } from '../tests/server.ts'

interface Listed {
  id: string
  orders: { number: string; status: string; proof: { phoneTail: string } }[]
}

describe.skipIf(noChromium)('what a customer sees in Chromium', () => {
  let server: TestServer
  let browser: Browser
  let operator: string
  let shop: Listed[]
  let visitors: Visitor[] = []

  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
    operator = await server.operatorToken()
    const { out } = await server.run('shop', 'list', '--json')
    shop = (JSON.parse(out) as { customers: Listed[] }).customers
  }, 240_000)
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })
  afterEach(async () => {
    const complaints = visitors.flatMap((visitor) => visitor.complaints)
    for (const { page } of visitors) await page.context().close()
    visitors = []
    expect(complaints, 'the console is clean').toEqual([])
  })

  async function visitor(locale: string, hash = ''): Promise<Visitor> {
    const come = await visit(browser, `${server.url}/${hash}`, { locale })
    visitors.push(come)
    return come
  }
  /** The customer's order that is on its way, and what proves it. */
  function shipped(customer: string): { number: string; tail: string } {
    const orders = shop.find(({ id }) => id === customer)?.orders
    const order = orders?.find(({ status }) => status === 'shipped')
    return { number: order!.number, tail: order!.proof.phoneTail }
  }
  /** An operator does something about a conversation. */
  async function atDesk(path: string, body?: unknown): Promise<void> {
    const response = await fetch(`${server.url}/v1/desk/conversations/${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${operator}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    expect(response.ok, await response.text()).toBe(true)
  }

  it('answers a suggestion, says who answered, and names what the answer stands on', async () => {
    const { page, openChat, said } = await visitor('zh-CN')
    await openChat()
    await page.getByRole('button', { name: '新疆的运费是多少？' }).click()
    await said('agent').first().waitFor()
    expect(await said('customer').innerText()).toContain('新疆的运费是多少？')
    expect(await said('agent').innerText()).toMatch(/自动客服 · 标准流程[^]*18/)
    expect(await page.locator('.bc-sources').innerText()).toContain('国内运费与配送时效')
    expect(await page.locator('.bc-chips').isVisible()).toBe(false)
  })

  it('speaks the language of the visitor, then the one they choose, also after a reload', async () => {
    const { page, openChat, ask } = await visitor('en-GB')
    expect(await page.locator('h1').innerText()).toBe('Good things, taken further')
    await openChat()
    expect(await ask('What does shipping to Germany cost?')).toMatch(/€6\.90/)
    await page.getByRole('button', { name: 'Close the chat' }).click()
    await page.getByRole('button', { name: '中文' }).click()
    expect(await page.locator('.bc-launcher').innerText()).toBe('咨询客服')
    await page.reload()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
  })

  it('asks for a yes by button, sends it once, and shows that it was given', async () => {
    const { page, openChat, ask, say, said } = await visitor('zh-CN')
    const { number, tail } = shipped('sc_lin')
    await openChat()
    await ask('订单卡在杭州三天了，都急死了')
    await say(`订单号 ${number}，手机尾号 ${tail}`)
    const yes = page.getByRole('button', { name: '好的' })
    await yes.waitFor()
    const before = await said('agent').count()
    await yes.focus()
    await page.keyboard.press('Enter')
    await page.getByText('您已同意').waitFor()
    await said('agent').nth(before).waitFor()
    expect(await page.locator('.bc-consent').count()).toBe(0)
    expect(await said('customer').last().innerText()).toContain('好的')
  })

  it('closes the buttons when the customer speaks of something else', async () => {
    const { page, openChat, say } = await visitor('en-GB')
    const { number, tail } = shipped('sc_anna')
    await openChat()
    await say(`My parcel ${number} is stuck in Hangzhou, phone ends in ${tail}. Do something!`)
    await page.getByRole('button', { name: 'Yes, please' }).waitFor()
    await say('Where exactly is it now?')
    await page.getByText('No longer open').waitFor()
  })

  it('passes to a person with a receipt that can be corrected, and shows that a person answers', async () => {
    const { page, openChat, ask, said, conversationId } = await visitor('zh-CN')
    await openChat()
    await ask('转人工')
    await page.locator('.bc-receipt').waitFor()
    expect(await page.locator('.bc-holder').innerText()).toContain('已请人工客服')
    await page.getByRole('button', { name: '更正' }).click()
    expect(await page.locator('.bc-input:focus').inputValue()).toBe('更正：')

    const id = await conversationId()
    await atDesk(`${id}/take`)
    await page.getByText('人工客服正在为您服务').waitFor()
    await atDesk(`${id}/reply`, { text: '您好，我是小周。\n<b>请稍等</b>' })
    await said('operator').waitFor()
    const words = await said('operator').innerText()
    expect(words).toMatch(/人工客服[^]*我是小周。\n<b>请稍等<\/b>/)
  })

  it('counts what was said while the window was closed', async () => {
    const { page, openChat, ask, conversationId } = await visitor('zh-CN')
    const badge = page.locator('.bc-badge')
    await openChat()
    await ask('转人工')
    await page.keyboard.press('Escape')
    const id = await conversationId()
    await atDesk(`${id}/take`)
    await atDesk(`${id}/reply`, { text: '在的' })
    await badge.waitFor()
    expect(await badge.innerText()).toBe('1')
    await openChat()
    await page.keyboard.press('Escape')
    expect(await badge.isVisible()).toBe(false)
  })

  it('takes a shop login from the address, serves its owner without proof, and leaves it nowhere', async () => {
    const token = (await server.run('shop', 'login', 'sc_chan')).out.trim()
    const { page, openChat, ask } = await visitor('zh-CN', `#token=${token}`)
    expect(page.url()).toBe(`${server.url}/`)
    await openChat()
    expect(await ask('我的订单到哪了？')).toContain(shipped('sc_chan').number)
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(token)
  })
})

describe.skipIf(noChromium)('what a customer sees in Chromium while a model answers', () => {
  it('is the words as they come, then the message in their place', async () => {
    const text = 'Hello and welcome to Voyager Goods. What would you like to know today?'
    const model = await startFakeOpenAI(() => ({ text, tokenMs: 120 }))
    const endpoint = { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey }
    const server = await startServer({ env: { ...endpoint, BATON_MODEL: 'fake-1' } })
    const browser = await openBrowser()
    try {
      const { page, openChat, say, said } = await visit(browser, server.url, { locale: 'en-GB' })
      await openChat()
      await say('hello')
      const draft = page.locator('.bc-draft')
      await draft.waitFor()
      const early = await draft.innerText()
      expect(text.startsWith(early.trim())).toBe(true)
      expect(early.length).toBeLessThan(text.length)
      await said('agent').waitFor()
      expect(await draft.count()).toBe(0)
      expect(await said('agent').innerText()).toContain(text)
      expect(await said('agent').innerText()).toContain('language model')
    } finally {
      await browser.close()
      await server.stop()
      await model.close()
    }
  }, 120_000)
})
