import { z } from 'zod'
import type { Accounts } from '../domain/account.ts'
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
        data: { ...membership, benefitList: both(membership.benefits) },
      }
    },
  })

const both = (words: readonly { zh: string; en: string }[]) => ({
  zh: words.map(({ zh }) => zh).join('、'),
  en: words.map(({ en }) => en).join(', '),
})
