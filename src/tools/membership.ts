import { z } from 'zod'
import type { Accounts, Membership } from '../domain/account.ts'
import type { Locale } from '../domain/locale.ts'
import { formatMoney } from '../domain/money.ts'
import { defineTool } from './tool.ts'

export const myMembership = (accounts: Pick<Accounts, 'membership'>) =>
  defineTool({
    name: 'my_membership',
    description:
      "The signed-in customer's level, points, points that lapse next, benefits and vouchers.",
    effect: 'reads',
    input: z.object({}),
    async run(_args, { identity, locale }) {
      const membership = await accounts.membership(identity)
      if (!membership)
        return {
          ok: false,
          forModel: 'The customer is not signed in, so there is no membership to look at.',
          data: { failed: 'not_found' },
        }
      const next =
        membership.toNext && membership.nextName
          ? `; ${formatMoney(membership.toNext, locale)} more this year for ${membership.nextName[locale]}`
          : ''
      return {
        ok: true,
        forModel: `Level ${membership.levelName[locale]}, ${membership.points} points${next}. Benefits: ${membership.benefits.map((it) => it[locale]).join('; ')}.`,
        data: {
          ...membership,
          benefitList: both(membership.benefits),
          couponList: membership.coupons.length > 0 ? couponsOf(membership) : null,
        },
      }
    },
  })

const couponsOf = ({ coupons }: Membership) =>
  both(
    coupons.map(({ code, amount, least, expiresAt }) => {
      const until = expiresAt.toISOString().slice(0, 10)
      const from = (locale: Locale) => least && formatMoney(least, locale)
      return {
        zh: `${code}（${formatMoney(amount, 'zh')}${from('zh') ? `，满 ${from('zh')} 可用` : ''}，${until} 到期）`,
        en: `${code} (${formatMoney(amount, 'en')}${from('en') ? ` off ${from('en')} or more` : ''}, until ${until})`,
      }
    }),
  )

const both = (words: readonly { zh: string; en: string }[]) => ({
  zh: words.map(({ zh }) => zh).join('、'),
  en: words.map(({ en }) => en).join(', '),
})
