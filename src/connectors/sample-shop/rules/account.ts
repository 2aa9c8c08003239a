import type { AccountChange, PrivacyRequestKind } from '../../../domain/account.ts'
import type { Ruling, RuledOut, Words } from '../../../domain/rule.ts'
import type { Site } from '../../../domain/shop.ts'
import { afterWorkingDays } from '../working-time.ts'

/** What the rules need to know of a customer. */
export interface AccountHolder {
  site: Site
  name: string
  phone: string
  email: string
  address: string
  /** `MM-DD`, or empty where it was never told. */
  birthday: string
  /** A change of the birthday was filed in this calendar year already. */
  birthdayChangedThisYear: boolean
  marketing: boolean
  /** Orders on their way, and after-sales requests that are not settled. */
  openOrders: number
}

type Noted = { note: Words; source: Words | null }

const hourMs = 3_600_000
const personalData: Words = { zh: 'kb-zh-086', en: 'kb-en-042' }
const membership: Words = { zh: 'kb-zh-068', en: 'kb-en-032' }

function no(
  because: string,
  reason: Words,
  instead: Words | null = null,
  source: Words | null = personalData,
): RuledOut {
  return { allowed: false, because, reason, instead, source }
}
const yes = (zh: string, en: string): Ruling<Noted> => ({
  allowed: true,
  note: { zh, en },
  source: personalData,
})

const hasStreet = (text: string) =>
  /[路街巷弄道村镇]/.test(text) || (/\p{L}{3,}/u.test(text) && /\d/.test(text))

/** Whether a change to the account can be taken in, and when it takes effect: kb-zh-086, kb-en-042. */
export function ruleAccountChange(holder: AccountHolder, change: AccountChange): Ruling<Noted> {
  switch (change.field) {
    case 'phone': {
      const digits = change.value.replaceAll(/\D/g, '')
      if (digits.length < 8 || digits.length > 15)
        return no('invalid_phone', {
          zh: '这个手机号看起来不完整。',
          en: 'That phone number looks incomplete.',
        })
      if (holder.phone.endsWith(digits.slice(-8))) return alreadySo
      return yes(
        '我们会向新号码发送验证码，验证后生效；旧号码已停用、收不到验证码的，人工核验需要 1 个工作日。',
        'We send a code to the new number and it takes effect once you enter it. If the old number is dead, a colleague checks who you are within 1 working day.',
      )
    }
    case 'email':
      if (!/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(change.value))
        return no('invalid_email', {
          zh: '这个邮箱地址看起来不对。',
          en: 'That e-mail address does not look right.',
        })
      if (holder.email.toLowerCase() === change.value.toLowerCase()) return alreadySo
      return yes(
        '我们会向新邮箱发送确认链接，点开后生效。',
        'We send a link to the new address; it takes effect when you open it.',
      )
    case 'name':
      if (holder.name === change.value) return alreadySo
      return yes('立即生效。', 'It takes effect at once.')
    case 'default_address':
      if (!hasStreet(change.value))
        return no('needs_street', {
          zh: '地址里还缺少街道和门牌号。',
          en: 'The address still lacks a street and a number.',
        })
      return yes(
        '立即生效，只用于以后的订单；已下的订单不会跟着改。',
        'It takes effect at once, for future orders; orders already placed stay as they are.',
      )
    case 'birthday':
      return ruleBirthday(holder, change.value)
    case 'marketing': {
      if (holder.marketing === (change.value === 'on')) return alreadySo
      return holder.site === 'cn'
        ? yes('24 小时内生效。', 'It takes effect within 24 hours.')
        : yes('48 小时内生效。', 'It takes effect within 48 hours.')
    }
    default:
      return change satisfies never
  }
}

/** Once a year, and no more: the voucher of the month comes by it (kb-zh-068, kb-en-032). */
function ruleBirthday(holder: AccountHolder, value: string): Ruling<Noted> {
  if (holder.birthday === value) return alreadySo
  if (holder.birthdayChangedThisYear)
    return no(
      'changed_this_year',
      {
        zh: '生日每年只能改一次，今年的这一次用过了。',
        en: 'The birthday can be changed once a year, and it was changed this year already.',
      },
      {
        zh: '如果上次登记有误，我可以请同事核对证件后处理。',
        en: 'If that was entered wrongly, a colleague can check it with you.',
      },
      membership,
    )
  return {
    allowed: true,
    note: {
      zh: '立即生效；生日每年只能改一次。',
      en: 'It takes effect at once; the birthday can be changed once a year.',
    },
    source: membership,
  }
}

const alreadySo = no(
  'already_so',
  {
    zh: '账户里已经是这样了，不需要再改。',
    en: 'Your account already says so; nothing needs changing.',
  },
  null,
  null,
)

/** What happens to a request about one's own data, and by when: kb-zh-086 at home, kb-en-042 elsewhere. */
export function rulePrivacyRequest(holder: AccountHolder, kind: PrivacyRequestKind): Ruling<Noted> {
  if (kind === 'close_account' && holder.openOrders > 0) {
    return no(
      'open_orders',
      {
        zh: `账号暂时不能注销：还有 ${holder.openOrders} 笔订单或售后没有完成。`,
        en: `The account cannot be closed yet: ${holder.openOrders} orders or after-sales requests are still open.`,
      },
      {
        zh: '等它们完成、分期结清、余额和礼品卡为零之后就可以申请。',
        en: 'Once they are done, instalments are settled and no balance is left, you can ask again.',
      },
    )
  }
  const home = holder.site === 'cn'
  switch (kind) {
    case 'access':
    case 'export':
      return home
        ? yes(
            '3 个工作日内生成，我们把下载链接发到您的账户邮箱，链接 7 天有效。',
            'It is made within 3 working days; the link goes to the address of your account and is valid for 7 days.',
          )
        : yes(
            '一个月内答复，我们先向账户邮箱发一个核实链接，不需要护照复印件。',
            'You get it within 1 month. We check who you are with a link to the address of your account; no passport copy is needed.',
          )
    case 'erase':
      return home
        ? yes(
            '15 个工作日内答复；法律要求保留的订单和发票信息不能提前删除，但会停止其他用途。',
            'You hear from us within 15 working days; orders and invoices that the law makes us keep stay locked and are used for nothing else.',
          )
        : yes(
            '一个月内答复；核实后 7 天内从线上系统删除，35 天内从备份删除，依法必须保留的发票除外。积分和券会清空，不能恢复。',
            'You hear from us within 1 month; after the check we delete within 7 days, from backups after 35. Invoices we must keep stay locked. Points and vouchers are lost for good.',
          )
    case 'close_account':
      return yes(
        '提交后有 7 天反悔期，之后积分和券全部清空，不能恢复。',
        'You have 7 days to change your mind; after that points and vouchers are gone for good.',
      )
    default:
      return kind satisfies never
  }
}

/** When a request is answered at the latest. */
export function answerBy(
  holder: Pick<AccountHolder, 'site'>,
  kind: PrivacyRequestKind | AccountChange['field'],
  now: Date,
): Date {
  const home = holder.site === 'cn'
  const days = (count: number) => new Date(now.getTime() + count * 24 * hourMs)
  switch (kind) {
    case 'access':
    case 'export':
      return home ? afterWorkingDays(now, 3) : days(30)
    case 'erase':
      return home ? afterWorkingDays(now, 15) : days(30)
    case 'close_account':
      return days(7)
    case 'marketing':
      return days(home ? 1 : 2)
    case 'phone':
    case 'email':
      return afterWorkingDays(now, 1)
    case 'name':
    case 'default_address':
    case 'birthday':
      return now
    default:
      return kind satisfies never
  }
}
