import type { ConsentState, HolderKind, Typist } from './wire.ts'

export type ChatLocale = 'zh' | 'en'

/** Everything the chat says itself. What the business answers comes from the server. */
export interface ChatPhrases {
  title: string
  open: string
  close: string
  unread(count: number): string
  log: string
  welcome: { title: string; text: string }
  suggestionsLabel: string
  suggestions: readonly string[]
  author: { agent: string; operator: string; system: string; customer: string }
  /** What played the agent. */
  performer: { model: string; understudy: string }
  holder: Record<HolderKind, string>
  typing: Record<Typist, string>
  placeholder: string
  compose: string
  send: string
  sending: string
  failed: string
  refused: string
  tryAgain: string
  sources: string
  attachment: string
  newest: string
  consent: {
    label: string
    yes: string
    no: string
    state: Record<Exclude<ConsentState, 'asked'>, string>
  }
  receipt: {
    title: string
    understood: string
    next: string
    correct: string
    /** What "correct this" writes into the empty input. */
    start: string
  }
  connection: { connecting: string; polling: string; offline: string }
  notice: { ended: string; not_logged_in: string }
}

export const chatPhrases: Record<ChatLocale, ChatPhrases> = {
  zh: {
    title: '远航优品客服',
    open: '咨询客服',
    close: '收起对话',
    unread: (count) => `${count} 条新消息`,
    log: '对话记录',
    welcome: {
      title: '您好，需要帮什么忙？',
      text: '这里由自动客服即时回答，可以查物流、催件、解答售后问题；随时说“转人工”，就会请同事接手。',
    },
    suggestionsLabel: '猜您想问',
    suggestions: [
      '订单卡在杭州三天了，都急死了',
      '我的订单到哪了？',
      '空气炸锅拆封了还能退吗？',
      '新疆的运费是多少？',
      '转人工',
    ],
    author: { agent: '自动客服', operator: '人工客服', system: '系统', customer: '您' },
    performer: { model: '语言模型', understudy: '标准流程' },
    holder: {
      agent: '自动客服 · 随时可转人工',
      desk: '已请人工客服，请在此稍候，您可以继续补充',
      operator: '人工客服正在为您服务',
    },
    typing: { agent: '自动客服正在处理', operator: '人工客服正在输入' },
    placeholder: '输入您的问题…',
    compose: '您的消息',
    send: '发送',
    sending: '发送中…',
    failed: '没有发出去，请检查网络。',
    refused: '这条消息无法发送，请改短或换个说法。',
    tryAgain: '重试',
    sources: '依据',
    attachment: '附件',
    newest: '查看最新消息',
    consent: {
      label: '请确认',
      yes: '好的',
      no: '不用了',
      state: { given: '您已同意', denied: '您已谢绝', expired: '已失效，需要时会再向您确认' },
    },
    receipt: {
      title: '已转给人工客服',
      understood: '我们理解到的',
      next: '同事看得到以上对话，您不用重复。',
      correct: '有误？更正一下',
      start: '更正：',
    },
    connection: {
      connecting: '正在连接…',
      polling: '实时连接不可用，正在定时刷新。',
      offline: '网络断开了，正在重新连接…',
    },
    notice: {
      ended: '之前的对话已经结束，下一条消息会开始新的对话。',
      not_logged_in: '登录已失效，正以访客身份为您服务；查订单时需要核对手机号。',
    },
  },
  en: {
    title: 'Voyager Goods support',
    open: 'Chat with us',
    close: 'Close the chat',
    unread: (count) => (count === 1 ? '1 new message' : `${count} new messages`),
    log: 'Conversation',
    welcome: {
      title: 'Hello, how can we help?',
      text: 'Our automated agent answers at once: parcels, deliveries, returns and warranty. Ask for a person at any time and a colleague takes over.',
    },
    suggestionsLabel: 'You may want to ask',
    suggestions: [
      'My parcel has been stuck in Hangzhou for days!',
      'Where is my order?',
      'Can I return an opened appliance?',
      'What does shipping to Germany cost?',
      'I want to talk to a person',
    ],
    author: {
      agent: 'Automated agent',
      operator: 'Support colleague',
      system: 'System',
      customer: 'You',
    },
    performer: { model: 'language model', understudy: 'standard procedure' },
    holder: {
      agent: 'Automated agent · a person on request',
      desk: 'Waiting for a colleague. Stay here; you can add anything you like',
      operator: 'A colleague is helping you now',
    },
    typing: { agent: 'The automated agent is working on it', operator: 'Our colleague is typing' },
    placeholder: 'Type your question…',
    compose: 'Your message',
    send: 'Send',
    sending: 'Sending…',
    failed: 'Not sent. Please check your connection.',
    refused: 'This message cannot be sent. Please shorten or rephrase it.',
    tryAgain: 'Try again',
    sources: 'Based on',
    attachment: 'Attachment',
    newest: 'Newest messages',
    consent: {
      label: 'Please confirm',
      yes: 'Yes, please',
      no: 'No, thanks',
      state: {
        given: 'You agreed',
        denied: 'You declined',
        expired: 'No longer open; we will ask again if needed',
      },
    },
    receipt: {
      title: 'Passed to a colleague',
      understood: 'What we understood',
      next: 'They can read all of the above, so there is no need to repeat it.',
      correct: 'Not right? Correct this',
      start: 'Correction: ',
    },
    connection: {
      connecting: 'Connecting…',
      polling: 'No live connection; checking for news every few seconds.',
      offline: 'Connection lost. Reconnecting…',
    },
    notice: {
      ended: 'The earlier conversation has ended. Your next message starts a new one.',
      not_logged_in:
        'Your login has expired, so we serve you as a guest. For an order we will ask for its phone number.',
    },
  },
}

/** The language a text is in, as far as the choice between our two goes. */
export const localeOfText = (text: string): ChatLocale =>
  /\p{Script=Han}/u.test(text) ? 'zh' : 'en'
