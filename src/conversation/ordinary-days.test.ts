import { describe, expect, it } from 'vitest'
import { talk } from '../../tests/house.ts'
import { houseOfFile } from '../../tests/house-of-file.ts'

/** How ordinary customers talk: they describe, leave out, go on from what was said, and must not notice that it is hard. */

const house = houseOfFile()

describe('the order that is meant', () => {
  it('is the one that has not left, and no list is shown', async () => {
    const zh = await talk(house, { login: 'sc_caochen' })
    expect(await zh.say('我那个还没发货的单子能改个地址不')).toMatch(/新的完整地址/)
    expect(await zh.say('改到杭州市余杭区文一西路969号')).toMatch(/VG26104520.*文一西路969号/)
    expect(await zh.say('好')).not.toMatch(/回到刚才的事/)
    expect(await zh.effects()).toEqual(['change_address'])
    const en = await talk(house, { login: 'sc_kaya', locale: 'en' })
    expect(await en.say("can I cancel the one that hasn't shipped")).toMatch(
      /cancel order VG26116703/,
    )
  })

  it('is the last that came, though another was spoken of', async () => {
    const customer = await talk(house, { login: 'sc_johnson', locale: 'en' })
    expect(await customer.say("hey where's my stuff")).toMatch(/VG26117998/)
    expect(await customer.say('also can I return the last thing I got')).toMatch(/reason/)
  })

  it('is another, by "and my fridge?" and 「那我那个太阳能板呢」', async () => {
    const en = await talk(house, { login: 'sc_garcia', locale: 'en' })
    expect(await en.say("where's my robot vacuum")).toMatch(/VG26116999/)
    expect(await en.say('and my fridge?')).toMatch(/VG26106925/)
    const zh = await talk(house, { login: 'sc_caochen' })
    expect(await zh.say('电动车到哪了')).toMatch(/VG26104520/)
    expect(await zh.say('那我那个太阳能板呢')).toMatch(/VG26114483/)
  })

  it('was cancelled after it was paid: its money is on the way', async () => {
    const customer = await talk(house, { login: 'sc_hughes', locale: 'en' })
    expect(await customer.say('I cancelled my kettle, did I get my money back?')).toMatch(
      /refund of £39\.00 for order VG26117887/,
    )
  })
})

describe('an address sent while the order is asked', () => {
  it('is kept, also where the number stands behind the street', async () => {
    const customer = await talk(house, { login: 'sc_garcia', locale: 'en' })
    await customer.say('I need to change the address on my order')
    await customer.say('Calle de Alcalá 45, 28014 Madrid')
    expect(await customer.say('the first one')).toMatch(/VG26116999.*Calle de Alcalá 45/s)
  })
})

describe('a wish that is repeated while we ask for consent', () => {
  it('is answered with what was done about it, not as haggling', async () => {
    const customer = await talk(house, { login: 'sc_hanrui' })
    expect(await customer.say('东西到哪了')).toMatch(/已经向快递公司催查/)
    const again = await customer.say('能快点不，我后天就要用')
    expect(again).toMatch(/不能向您保证哪天到/)
    expect(again).not.toMatch(/再多我没有权限/)
    expect(await customer.effects()).toEqual(['urge_delivery'])
  })
})

describe('a question that leaves out what it is about', () => {
  it('is about the place spoken of, or the goods', async () => {
    const zh = await talk(house)
    expect(await zh.say('新疆发货要多久')).toMatch(/5–8 天/)
    expect(await zh.say('运费咋算')).toMatch(/新疆.*18 元/)
    const en = await talk(house, { locale: 'en' })
    expect(await en.say("what's the range of the E-City 20")).toMatch(/55 km/)
    expect(await en.say('how heavy is it')).toMatch(/21\.5 kg/)
  })

  it('keeps to the goods from price to stock to store', async () => {
    const customer = await talk(house)
    await customer.say('空气炸锅炸薯条要多久')
    expect(await customer.say('多少钱')).toMatch(/AF-45.*¥269/)
    expect(await customer.say('有货吗')).toMatch(/AF-45.*有货/s)
    const inStore = await customer.say('上海店有吗')
    expect(inStore).toMatch(/上海徐汇旗舰店/)
    expect(inStore).not.toMatch(/没有找到依据/)
  })
})

describe('traditional characters', () => {
  it('name goods as simplified ones do, and a quantity goes on from them', async () => {
    const customer = await talk(house, { login: 'sc_chan' })
    expect(await customer.say('我想買多部空氣炸鍋送人，有無折')).toMatch(/几个人用/)
    expect(await customer.say('要六十部')).toMatch(/空气炸锅 60 台.*9 折/)
  })
})

describe('all orders at a glance', () => {
  it('are shown with what became of each, those still to come first', async () => {
    const zh = await talk(house, { login: 'sc_sunpeng' })
    const all = await zh.say('我有几个订单啊')
    expect(all).toMatch(/5 个订单，其中 2 个还没送到：\n· VG26113114 .*待发货/)
    expect(all).toMatch(/已取消$/)
    expect(await zh.say('哪个先到')).toBe(all)
    const en = await talk(house, { login: 'sc_okafor', locale: 'en' })
    expect(await en.say('how many orders have I got open')).toMatch(
      /\(4; still to come: 1\):\n· VG26107443 .*on its way/,
    )
    expect(await zh.effects()).toEqual([])
  })
})

describe('whether it is done', () => {
  it('is not, while something is missing, and nothing else is done for the asking', async () => {
    const customer = await talk(house, { login: 'sc_zhangwei' })
    await customer.say('我想把地址改一下')
    await customer.say('改成上海市浦东新区张江路88号3栋502')
    expect(await customer.say('改完了吗')).toMatch(/^还没有，还差一步。[^]*哪一个/)
    expect(await customer.effects()).toEqual([])
  })

  it('is, and what was done is told again', async () => {
    const zh = await talk(house, { login: 'sc_gaoyuan' })
    await zh.say('我刚买的那个还没发吧？不想要了')
    const [done] = (await zh.say('对')).split('\n')
    expect(await zh.say('取消了吗')).toContain(done)
    expect(await zh.say('钱退到哪')).toMatch(/拦下后 ¥398\.00 原路退回/)
    expect(await zh.effects()).toEqual(['cancel_order'])
  })
})

describe('the wrong model ordered', () => {
  it('is told that it takes a new order, and the old one is cancelled on a yes', async () => {
    const customer = await talk(house, { login: 'sc_garcia', locale: 'en' })
    expect(
      await customer.say(
        'I ordered a robot vacuum today but I picked the wrong one, can I change it to the standard RV-20',
      ),
    ).toMatch(/cannot be changed to another product[^]*Shall I cancel order VG26116999\?/)
    await customer.say('yes')
    expect(await customer.say('is it done?')).toMatch(/VG26116999 is cancelled/)
  })
})

describe('a membership', () => {
  it('is told as far as it was asked', async () => {
    const customer = await talk(house, { login: 'sc_yanglei' })
    expect(await customer.say('会员有啥好处')).toMatch(/权益/)
    expect(await customer.say('我现在是几级')).toMatch(/^您现在是领航会员。/)
    expect(await customer.say('升下一级还差多少')).toBe('您已经是领航会员，这是最高的等级。')
    expect(await customer.say('那我积分能换啥')).toMatch(/17396 积分，下单时 100 分抵 1 元/)
  })
})

describe('goods that are talked about', () => {
  it('are what the next words are about, and nobody is sent for', async () => {
    const zh = await talk(house)
    await zh.say('你们卖帐篷吗')
    expect(await zh.say('两个人用的')).toMatch(/2 人/)
    expect(await zh.say('多少钱')).toMatch(/¥649/)
    expect(await zh.say('学生有优惠没')).toMatch(/学生认证/)
    const en = await talk(house, { locale: 'en' })
    expect(await en.say('im looking for a gift for my dad he likes camping')).toMatch(
      /sleeping bag/,
    )
    expect(await en.say('around 100 dollars')).not.toMatch(/Ridge|colleague/)
  })
})

describe('a stove that will not light', () => {
  it('is no fire: nobody is told to leave the house', async () => {
    const customer = await talk(house, { login: 'sc_limingh' })
    expect(await customer.say('我上次买的那个炉子点不着火咋整')).not.toMatch(/119/)
  })
})

describe('what is set right', () => {
  it('「不是，是…」 chooses anew and calls nothing off, and another wish for another order is no correction', async () => {
    const zh = await talk(house, { login: 'sc_liuyang' })
    await zh.say('东西坏了')
    expect(await zh.say('不是 是咖啡机')).not.toMatch(/不办了|哪一个/)
    const other = await talk(house, { login: 'sc_chenjing' })
    expect(await other.say('我前两天买的东西什么时候能到呀')).toMatch(/VG26112152/)
    expect(await other.say('我想退另外一个')).toMatch(/哪一个[^]*1\. (?!VG26112152)/)
  })

  it('is heard as said to our question, though it reads like a chat', async () => {
    const en = await talk(house, { login: 'sc_rossi', locale: 'en' })
    await en.say('the parcel says delivered but i dont have it')
    expect(await en.say('checked with neighbours too')).toMatch(/looked and asked.*money back\?/s)
    expect(await en.say('send it again')).toMatch(/Shall I report the parcel of order VG26117036/)
  })
})

describe('words that look like it', () => {
  it('「取消吧」 and 「退了吧」 ask nothing, and are done on a yes', async () => {
    const customer = await talk(house, { login: 'sc_kaya' })
    expect(await customer.say('那个冰箱取消吧')).toMatch(/要取消订单 VG26116703/)
    expect(await customer.say('退了吧')).not.toMatch(/还差一步|已经处理了/)
  })

  it('"done", after a step of ours, is no question', async () => {
    const customer = await talk(house, { locale: 'en' })
    expect(await customer.say('my coffee machine shows E04')).toMatch(/E04/)
    expect(await customer.say('done')).not.toMatch(/Not yet/)
  })

  it('a plain no turns our question down', async () => {
    const zh = await talk(house, { login: 'sc_liuyang' })
    await zh.say('东西坏了')
    expect(await zh.say('不是')).toMatch(/一切照旧/)
    const en = await talk(house, { login: 'sc_williams', locale: 'en' })
    await en.say('I want to return something')
    expect(await en.say("no it's fine")).not.toMatch(/Which one/)
  })

  it('where a parcel goes is no question about a return', async () => {
    const customer = await talk(house, { login: 'sc_caochen' })
    await customer.say('我想退货')
    expect(await customer.say('新疆包邮吗')).toMatch(/299/)
  })
})

describe('what was recommended', () => {
  it('is what is spoken of: its price, its stock, its weight, and not the fridge it is to run', async () => {
    const zh = await talk(house, {})
    expect(await zh.say('想给老爸买个扫地机，家里养了两只猫')).toMatch(/RV-20 Max/)
    expect(await zh.say('有现货吗')).toMatch(/RV-20 Max 扫拖机器人的库存/)
    const en = await talk(house, { locale: 'en' })
    expect(
      await en.say(
        'Hi! Looking for a power station for van life, running a small fridge and laptop',
      ),
    ).toMatch(/PS-600/)
    expect(await en.say('is it heavy')).toMatch(/7\.4/)
  })

  it('is narrowed by a budget that is said later', async () => {
    const customer = await talk(house, {})
    expect(await customer.say('想给老爸买个扫地机，家里养了两只猫')).toMatch(/RV-20 Max/)
    const told = await customer.say('预算两千以内')
    expect(told).toMatch(/1,299/)
    expect(told).not.toMatch(/2,999/)
  })

  it('is not its sister: the two-person tent is described by its own article', async () => {
    const customer = await talk(house, { locale: 'en' })
    expect(await customer.say('looking for a tent for two people, mostly summer')).toMatch(
      /Ridge 2 tent suits you best/,
    )
    expect(await customer.say('is it waterproof')).toMatch(/3,000/)
  })
})

describe('postage to a town', () => {
  it('is that of its region, though no article names the town', async () => {
    const customer = await talk(house, {})
    expect(await customer.say('寄到武汉要几天')).toMatch(/普通地区.*2–3 天/)
    expect(await customer.say('到乌鲁木齐运费多少')).toMatch(/18 元/)
  })
})

describe('words that fit no order', () => {
  it('since when nothing has moved is not when it was ordered', async () => {
    const customer = await talk(house, { login: 'sc_johnson', locale: 'en' })
    expect(
      await customer.say('mine says shipped but the tracking hasnt updated since tuesday'),
    ).toMatch(/Order VG26117998/)
  })

  it('of goods that are in none of them, the customer is told so', async () => {
    const customer = await talk(house, { login: 'sc_garcia', locale: 'en' })
    expect(await customer.say("and what about the jacket, where's that")).toMatch(
      /nothing like that among your orders/,
    )
  })

  it('what two wishes come to is said once', async () => {
    const customer = await talk(house, { login: 'sc_caochen' })
    await customer.say('我那辆车还没发货对吧')
    const told = await customer.say('算了不改了，直接退了吧我不想要了')
    expect(told.match(/付定金 24 小时内可以全退/g)).toHaveLength(1)
  })
})

describe('"no thanks"', () => {
  it('turns our offer down, and is not thanked for', async () => {
    const customer = await talk(house, { locale: 'en' })
    await customer.say('does your kettle sing the national anthem of Peru')
    expect(await customer.say('no thanks')).not.toMatch(/welcome|Glad/)
  })
})

describe('several questions about one thing', () => {
  it('are several questions: nobody is passed on because the price stood in the answer before', async () => {
    const customer = await talk(house, {})
    await customer.say('你们家冲锋衣防水吗')
    await customer.say('那个透气性怎么样')
    expect(await customer.say('多少钱一件')).not.toMatch(/同事/)
    expect(await customer.say('有女款不')).not.toMatch(/一直没能解决/)
  })
})
