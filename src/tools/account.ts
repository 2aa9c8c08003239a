import { z } from 'zod'
import { AccountChange, PrivacyRequestKind, type Accounts } from '../domain/account.ts'
import type { Locale } from '../domain/locale.ts'
import { rulingWords } from './ruling.ts'
import { defineTool, fence } from './tool.ts'

const fields: Record<AccountChange['field'], Record<Locale, string>> = {
  phone: { zh: '手机号', en: 'phone number' },
  email: { zh: '邮箱', en: 'e-mail address' },
  name: { zh: '姓名', en: 'name' },
  default_address: { zh: '默认收货地址', en: 'default delivery address' },
  birthday: { zh: '生日', en: 'birthday' },
  marketing: { zh: '营销短信和邮件', en: 'marketing messages' },
}

const months =
  'January February March April May June July August September October November December'.split(' ')

/** The change as one flat object, which is what a model fills in best. */
const Change = z
  .object({
    field: z.enum(['phone', 'email', 'name', 'default_address', 'birthday', 'marketing']),
    value: z
      .string()
      .min(1)
      .max(300)
      .describe("The new value; for a birthday MM-DD, for marketing 'on' or 'off'"),
  })
  .transform(({ field, value }) => ({
    field,
    // A full date is a birthday without its year.
    value: field === 'birthday' ? value.replace(/^\d{4}-(?=\d{2}-\d{2}$)/, '') : value,
  }))
  .pipe(AccountChange)

export const ruleAccountChange = (accounts: Pick<Accounts, 'ruleChange'>) =>
  defineTool({
    name: 'rule_account_change',
    description:
      "Whether a change to the signed-in customer's account is possible, and when it takes effect. Look here before change_account.",
    effect: 'reads',
    input: Change,
    async run(change, { identity, locale }) {
      const ruling = await accounts.ruleChange(identity, change)
      return { ok: true, forModel: rulingWords(ruling, locale), data: ruling }
    },
  })

export const changeAccount = (accounts: Pick<Accounts, 'change'>) =>
  defineTool({
    name: 'change_account',
    description:
      "Change the signed-in customer's phone, e-mail, name, default address, birthday, or stop marketing.",
    effect: 'writes',
    input: Change,
    sameAs: (change) => change,
    consentQuestion: ({ field, value }, locale) => {
      if (field === 'marketing') {
        const on = value === 'on'
        return locale === 'zh'
          ? `我为您${on ? '开启' : '关闭'}营销短信和邮件，可以吗？`
          : `Shall I switch marketing messages ${on ? 'on' : 'off'}?`
      }
      if (field === 'birthday') {
        const [month = '', day = ''] = value.split('-').map(Number)
        return locale === 'zh'
          ? `我把账户的生日改为 ${month}月${day}日，可以吗？`
          : `Shall I change the birthday of your account to ${day} ${months[Number(month) - 1]}?`
      }
      return locale === 'zh'
        ? `我把账户的${fields[field].zh}改为「${value}」，可以吗？`
        : `Shall I change the ${fields[field].en} of your account to "${value}"?`
    },
    async run(change, { identity, idempotencyKey, locale }) {
      const done = await accounts.change(identity, change, idempotencyKey)
      return {
        ok: true,
        forModel: `Registered as ${done.reference}. ${done.note[locale]}\n${fence(change.value)}`,
        data: done,
      }
    },
  })

const requests: Record<PrivacyRequestKind, Record<Locale, string>> = {
  access: { zh: '查询您的个人信息', en: 'look up your data' },
  export: { zh: '导出您的个人信息', en: 'export your data' },
  erase: { zh: '删除您的个人信息', en: 'erase your data' },
  close_account: { zh: '注销账号', en: 'close your account' },
}
const DataRequest = z.object({ kind: PrivacyRequestKind })

export const ruleDataRequest = (accounts: Pick<Accounts, 'rulePrivacy'>) =>
  defineTool({
    name: 'rule_data_request',
    description:
      'What happens to a request about personal data (access, export, erase, close_account), and by when.',
    effect: 'reads',
    input: DataRequest,
    async run({ kind }, { identity, locale }) {
      const ruling = await accounts.rulePrivacy(identity, kind)
      return { ok: true, forModel: rulingWords(ruling, locale), data: ruling }
    },
  })

export const requestData = (accounts: Pick<Accounts, 'requestPrivacy'>) =>
  defineTool({
    name: 'request_data',
    description:
      "File the signed-in customer's request to access, export or erase their data, or to close the account.",
    effect: 'writes',
    input: DataRequest,
    sameAs: ({ kind }) => kind,
    consentQuestion: ({ kind }, locale) =>
      locale === 'zh'
        ? `我现在为您提交“${requests[kind].zh}”的申请，可以吗？`
        : `Shall I file the request to ${requests[kind].en} now?`,
    async run({ kind }, { identity, idempotencyKey, locale }) {
      const done = await accounts.requestPrivacy(identity, kind, idempotencyKey)
      return {
        ok: true,
        forModel: `Filed as ${done.reference}, answered by ${done.answerBy.toISOString().slice(0, 10)}. ${done.note[locale]}`,
        data: done,
      }
    },
  })
