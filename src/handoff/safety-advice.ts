import type { Locale } from '../domain/locale.ts'

/** Words of somebody who is hurt or unwell, rather than of a thing that is dangerous. */
const hurt =
  /[割划夹砸烫烧摔扎刺]伤|受伤|流血|骨折|过敏|中毒|拉肚子|腹泻|呕吐|吐了|起疹|肚子[疼痛]|头晕|误食|误吞|吞[了下进]|急诊|医院|\b(?:hurt|injur\w+|cut|bleeding|stitches|blister\w*|scald\w*|concussion|allergic|poison\w*|sick|vomit\w*|threw up|swallow\w*|chok\w+|hospital|ambulance|emergency room|burn(?:ed|t) (?:my|his|her|me))\b/i
/** Words of power, heat or fire. */
const burns =
  /火|烟|爆炸|漏电|触电|短路|鼓包|焦|电池|充电|\b(?:fire|smok\w+|explod\w+|explosion|shock\w*|spark\w*|melt\w*|battery|charg\w+|overheat\w*|burning)\b/i

const words: Record<Locale, { hurt: string; burns: string; stop: string }> = {
  zh: {
    hurt: '请先停用这件商品。有人受伤或不舒服的话，请先就医，情况紧急请拨打 120；商品和包装请留着，不要丢。',
    burns:
      '请先停止使用：断开电源和充电器，不要再充电、不要拆开；能移动的话放到室外空旷处，离可燃物 2 米以上。已经冒烟起火请先撤离并拨打 119。',
    stop: '请先停止使用这件商品。',
  },
  en: {
    hurt: 'Please stop using it. If anybody is hurt or unwell, see a doctor first, or call an ambulance (120 in China, 112 in the EU) if it is serious; keep the article and its packaging.',
    burns:
      'Please stop using it first: unplug it and the charger, do not charge or open it, and if you safely can, put it outdoors, 2 metres from anything that burns. If it smokes or burns, leave and call the fire brigade (119 in China, 112 in the EU).',
    stop: 'Please stop using it for now.',
  },
}
const line: Record<Locale, string> = {
  zh: '安全专线 400-555-0199 全天有人接听。',
  en: ' Our safety line 400-555-0199 answers day and night.',
}

/** What somebody who reports a danger or an injury is told before anything else; the person who takes over comes after it. */
export function safetyAdvice(texts: readonly string[], locale: Locale): string {
  const said = texts.join('\n')
  const advice = words[locale]
  const parts = [hurt.test(said) ? advice.hurt : '', burns.test(said) ? advice.burns : '']
  const spoken = parts.filter((part) => part !== '').join(locale === 'en' ? ' ' : '')
  return `${spoken || advice.stop}${line[locale]}`
}
