import type { HandoffReason } from '../domain/handoff.ts'
import type { Locale } from '../domain/locale.ts'

/** What the customer hears when the baton passes. */
interface Phrases {
  announce: Record<HandoffReason, string>
  /** What to do at once when something may hurt somebody. */
  wait(minutes: number): string
  nobodyOnline(due: string): string
  understood(needs: readonly string[]): string
  correctThis: string
  offerPerson: string
  /** To who writes while they wait: once. */
  stillWaiting(minutes: number | null, due: string | undefined): string
  /** The operator who had them is not there any more. */
  operatorGone(minutes: number | null): string
  failedTurn: string
}

export const phrases: Record<Locale, Phrases> = {
  zh: {
    announce: {
      customer_request: '好的，已为您转接人工客服。',
      negative_sentiment: '非常抱歉让您这么生气，已经请一位同事亲自来处理。',
      low_confidence: '这件事我没有把握，已经请一位同事来帮您。',
      repeated_failure: '我一直没能解决您的问题，已经请一位同事来接手。',
      tool_failure: '系统多次没有回应，已经请一位同事来帮您处理。',
      policy_restricted: '这件事超出了我的权限，已经请一位同事来处理。',
      legal_or_safety_risk: '这件事很重要，已经请负责的同事马上来处理。',
      vip: '已经请您的专属顾问来接待您。',
    },
    wait: (minutes) => `预计等待约 ${minutes} 分钟。`,
    nobodyOnline: (due) =>
      `现在没有同事在线，我们会在 ${due} 前在这里回复您；也可以留下手机号或邮箱。`,
    understood: (needs) =>
      `同事会看到您说的：${needs.map((need) => `“${need}”`).join('、')}，不用再重复。`,
    correctThis: '如有不对，直接在这里更正即可。',
    offerPerson: '如果您愿意，我可以请人工同事接手，需要吗？',
    stillWaiting: (minutes, due) =>
      `收到，同事接手时会看到这条消息。${
        minutes === null
          ? due
            ? `现在没有同事在线，最晚 ${due} 前在这里回复您。`
            : '现在没有同事在线，有人上线会马上回复您。'
          : `您还在排队，预计还要约 ${minutes} 分钟。`
      }`,
    operatorGone: (minutes) =>
      `抱歉，刚才接待您的同事暂时不在了，已经请另一位同事接手${
        minutes === null ? '，有人上线会马上回复您。' : `，预计约 ${minutes} 分钟。`
      }您说过的不用再重复。`,
    failedTurn: '抱歉，我这边出了点问题，没能处理好您的消息。',
  },
  en: {
    announce: {
      customer_request: "Of course. I've passed you to a person.",
      negative_sentiment:
        "I'm very sorry about this. I've asked a colleague to take it from here personally.",
      low_confidence: "I'm not sure enough about this one, so I've asked a colleague to help you.",
      repeated_failure:
        "I haven't managed to solve this for you, so I've asked a colleague to take over.",
      tool_failure:
        "Our system keeps failing on this, so I've asked a colleague to take care of it.",
      policy_restricted: "This is beyond what I may do, so I've asked a colleague to handle it.",
      legal_or_safety_risk:
        "This is important. I've asked the responsible colleague to come in right away.",
      vip: "I've asked your personal adviser to come in.",
    },
    wait: (minutes) =>
      `The wait should be about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    nobodyOnline: (due) =>
      `No colleague is online right now; we will answer you here by ${due}. You may also leave a phone number or e-mail address.`,
    understood: (needs) =>
      `They can see what you told me (${needs.map((need) => `“${need}”`).join(', ')}), so there is no need to repeat it.`,
    correctThis: 'If any of it is wrong, just correct it here.',
    offerPerson: 'If you like, I can pass you to a colleague. Shall I?',
    stillWaiting: (minutes, due) =>
      `Got it; whoever takes over will see this too. ${
        minutes === null
          ? due
            ? `Nobody is online right now; we will answer you here by ${due}.`
            : 'Nobody is online right now; you will be answered as soon as somebody is.'
          : `You are still in the queue: about ${minutes} more ${minutes === 1 ? 'minute' : 'minutes'}.`
      }`,
    operatorGone: (minutes) =>
      `I'm sorry, the colleague who was with you has had to leave. I've asked another to take over${
        minutes === null
          ? '; you will be answered as soon as somebody is online'
          : `; it should take about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
      }. There is no need to repeat anything.`,
    failedTurn: "I'm sorry, something went wrong on my side and I could not handle your message.",
  },
}
