// Takes the pictures of this folder from a real server: `node docs/pictures/take.ts`. Needs Chromium and a CJK font.
import { join } from 'node:path'
import { openBrowser, visit } from '../../tests/browser.ts'
import { startServer } from '../../tests/server.ts'

interface Listed {
  id: string
  orders: { number: string; status: string; proof: { phoneTail: string } }[]
}

const server = await startServer()
const browser = await openBrowser()
try {
  const listed = await server.run('shop', 'list', '--json')
  const { customers } = JSON.parse(listed.out) as { customers: Listed[] }
  /** The order whose parcel is stuck, as its customer would name it. */
  const stuck = (customer: string) => {
    const orders = customers.find(({ id }) => id === customer)?.orders
    const order = orders?.find(({ status }) => status === 'shipped')
    if (!order) throw new Error(`${customer} has no order on its way`)
    return { number: order.number, tail: order.proof.phoneTail }
  }
  const lin = stuck('sc_lin')
  const anna = stuck('sc_anna')
  const words = {
    zh: ['订单卡在杭州三天了，都急死了', `${lin.number}，手机尾号 ${lin.tail}`],
    en: [
      'My parcel has been stuck in Hangzhou for days!',
      `${anna.number}, my phone ends in ${anna.tail}`,
    ],
    person: { zh: '转人工', en: 'I want to talk to a person' },
  }
  const sizes = {
    desktop: { viewport: { width: 1280, height: 800 } },
    phone: { viewport: { width: 390, height: 844 }, hasTouch: true, deviceScaleFactor: 1.5 },
  }
  const file = (name: string) => join(import.meta.dirname, `${name}.png`)

  for (const locale of ['zh', 'en'] as const)
    for (const size of ['desktop', 'phone'] as const) {
      const options = { ...sizes[size], locale: locale === 'zh' ? 'zh-CN' : 'en-GB' }
      const come = await visit(browser, server.url, options)
      // Lets the picture of the shop's front finish its way in.
      await come.page.waitForTimeout(600)
      await come.page.screenshot({ path: file(`landing-${size}-${locale}`) })
      await come.openChat()
      for (const text of words[locale]) await come.ask(text)
      await come.page.waitForTimeout(600)
      await come.page.screenshot({ path: file(`chat-${size}-${locale}`) })
      if (size === 'phone') {
        await come.ask(words.person[locale])
        await come.page.locator('.bc-receipt').waitFor()
        await come.page.waitForTimeout(600)
        await come.page.screenshot({ path: file(`handoff-${size}-${locale}`) })
      }
      await come.page.context().close()
    }
} finally {
  await browser.close()
  await server.stop()
}
