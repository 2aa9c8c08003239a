import type { LeadGrade } from '../domain/lead.ts'
import type { Locale } from '../domain/locale.ts'

interface Phrases {
  greeting(name: string | null): string
  /** Offer now: what was understood, and that the quote is being made. */
  solve(need: string | null, timeline: string | null, source: string | null): string
  askedBefore: string
  /** Calm what holds them back, within what we may say. */
  reassure(objection: string | null, passage: string | null): string
  ifSolve: string
  ifAsk(level: number): string
  ifNothingToAsk: string
  ifReassure: string
  next: Record<LeadGrade, string>
}

/** The words of the lead brief, for the customer (replies) and for the operator (the rest). */
export const phrases: Record<Locale, Phrases> = {
  zh: {
    // A family name alone is no way to address somebody.
    greeting: (name) => (name === null || name.length === 1 ? '您好，' : `${name}您好，`),
    solve: (need, timeline, source) =>
      `${need === null ? '您的需求' : `您要的${need}`}我记下了${timeline === null ? '' : `，时间是${timeline}`}。${source === null ? '' : `${source} `}我这就请同事核实库存和交期，出一份报价给您看。`,
    askedBefore: '还有什么需要我一并准备的吗？资料齐了，报价就能一次给全。',
    reassure: (objection, passage) =>
      objection === null
        ? '您先放心比较，不合适也没关系。需要样品、资料或者找人聊聊，我都可以安排。'
        : `您提到“${objection}”，这个顾虑很实在。${passage === null ? '' : `${passage} `}我把相关的条款和资料整理给您，您看过再决定，不着急。`,
    ifSolve: '客户会等报价：请按时给出，否则要主动说明。',
    ifAsk: (level) => `客户若回答，核实等级可以升到 ${level}。`,
    ifNothingToAsk: '不再追问，客户可以自己补充。',
    ifReassure: '不作任何承诺，把资料发给客户后等对方决定。',
    next: { hot: '马上联系客户', warm: '发资料并约时间', cold: '稍后问候一次' },
  },
  en: {
    greeting: (name) => (name === null ? 'Hello, ' : `Hello ${name}, `),
    solve: (need, timeline, source) =>
      `I have noted ${need === null ? 'what you need' : `“${need}”`}${timeline === null ? '' : `, for ${timeline}`}. ${source === null ? '' : `${source} `}I'm having stock and delivery checked now and will send you a quote.`,
    askedBefore: 'Is there anything else I should include, so that the quote has it all at once?',
    reassure: (objection, passage) =>
      objection === null
        ? "Take your time to compare, there's no obligation. I can arrange a sample, the papers or a call, whichever helps."
        : `You mentioned “${objection}”, and that's a fair point. ${passage === null ? '' : `${passage} `}Let me put the terms and papers together for you, so you can decide in your own time.`,
    ifSolve: 'The customer will wait for a quote: send it in time, or say so first.',
    ifAsk: (level) => `If the customer answers, the lead can rise to level ${level}.`,
    ifNothingToAsk: 'Nothing more is asked; the customer may add what is missing.',
    ifReassure: 'Promises nothing: send the papers and let the customer decide.',
    next: {
      hot: 'Contact the customer now',
      warm: 'Send the papers and agree a time',
      cold: 'Say hello once, later',
    },
  },
}
