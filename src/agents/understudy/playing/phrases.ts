import type { Locale } from '../../../domain/locale.ts'

/** What the Agent says on its own account, outside any playbook. */
export interface Phrases {
  greeting(name: string | null): string
  here: string
  thanks: string
  goodbye: string
  identity: string
  chitchat: string
  noted: string
  whatElse: string
  clarify: string
  clarifyBetween(titles: readonly string[]): string
  outOfScope: string
  otherLanguage: string
  proofNeeded(order: string): string
  proofFailed(order: string): string
  proofLocked: string
  personInstead: string
  signInNeeded: string
  noSuchDay(day: string): string
  whichOrder: string
  noSuchOrder: string
  noSuchGoods: string
  numberUnknown: string
  numberCutShort(said: string): string
  numberStillUnknown: string
  numberMissing: string
  leftAsItIs: string
  notAsRecorded: string
  pickOne: string
  noOrders: string
  noneSuits: string
  /** Nothing in the library answers a question about the matter in hand. */
  rulesDoNotSay: string
  backTo(title: string): string
  /** Before what is said of another order than the one just spoken of. */
  asFor(title: string, order: string): string
  /** The second of two wishes waits until the first is settled. */
  afterThis(title: string): string
  dontKnow: string
  foreignSource(language: Locale): string
  toolFailed: string
  nothingPending: string
  notYet: string
  isDone: string
  whyAsked: string
  takeYourTime: string
  howToSend: string
  cannotUndo: string
  whatOf(goods: string): string
  inHands: string
  noReceipt: string
  notedForColleague: string
}

export const phrases: Record<Locale, Phrases> = {
  zh: {
    greeting: (name) =>
      `您好${name ? `，${name}` : ''}！我是远航优品的智能客服，查订单、催物流、问规则都可以找我。请问有什么可以帮您？`,
    here: '在的，您请说。',
    thanks: '不客气，能帮上您就好。',
    goodbye: '好的，祝您生活愉快，有需要随时找我。',
    identity:
      '我是远航优品的智能客服（自动程序，不是真人），可以查订单和物流、催件、按规定补偿、回答规则和商品问题；需要的话随时可以转人工。',
    chitchat: '哈哈，聊天我可能不太在行。订单、物流和商品的问题尽管问我。',
    noted: '好的，已记下。',
    whatElse: '请问还有什么可以帮您？',
    clarify:
      '我没有完全听懂。您是想查订单或物流、办退换和退款、开发票，还是了解商品和规则？请用一句话告诉我。',
    clarifyBetween: (titles) => `我想确认一下，您是想：${titles.join('，还是')}？`,
    outOfScope:
      '这个超出了我能帮忙的范围。我可以帮您查订单和物流、催件、按规定补偿，或回答商品和规则的问题。您需要哪一样？',
    otherLanguage: '我目前只能用中文和英文沟通，请换其中一种告诉我需要什么帮助。',
    proofNeeded: (order) => `为了保护您的信息，请告诉我订单 ${order} 收件人手机号的后四位。`,
    proofFailed: (order) =>
      `您提供的信息和订单 ${order} 对不上，请再核对一下订单号和收件人手机号后四位。`,
    proofLocked: '核对的次数太多了，为了保护客户信息，这里暂时不能再试。',
    personInstead: '需要的话，我请同事帮您核实。',
    signInNeeded: '这件事需要先登录商城账号才能办理。',
    noSuchDay: (day) => `日历上没有${day}这一天，您看看是想说哪一天？`,
    whichOrder: '您名下有几个订单，请问是哪一个？',
    noSuchOrder: '您名下没有完全对得上的订单，最接近的是这些，请问是哪一个？',
    noSuchGoods:
      '您名下的订单里没有这一件。如果是用别的账号下的单，请把那个订单号发给我；如果是下面的某一单，请选：',
    numberUnknown:
      '没关系。订单号在下单后的短信、邮件和“我的订单”里，VG 开头加 8 位数字；登录商城账号后，不用订单号我也能看到您的订单。都找不到的话，回复“转人工”，我请同事帮您查。',
    numberCutShort: (said) =>
      `${said} 不是完整的订单号：VG 后面有 8 位数字。麻烦您发一下完整的订单号，以及收件人手机号的后四位。`,
    numberStillUnknown: '没有订单号，我这边看不到您的订单；登录后再来，或者让同事帮您查，都可以。',
    numberMissing: '手机号后四位收到了，还差订单号（VG 开头加 8 位数字），两样对上我就能帮您办。',
    notAsRecorded: '您说的和系统里的记录不一样，我不想随便下结论。需要我请同事帮您核实吗？',
    leftAsItIs: '好的，那就不办了，一切照旧。',
    pickOne: '不好意思，我没对上是哪一项，回复前面的数字就可以。',
    noneSuits:
      '您名下没有适合办这件事的订单，最近的是这些。说的是其中哪一个吗？也可以直接发订单号（VG 开头）。',
    noOrders:
      '您的账号下没有适合办这件事的订单。如果说的是别的订单，请告诉我订单号（VG 开头），我再查一次。',
    rulesDoNotSay: '这一点我们的规则里没有写，我不乱说；需要的话可以请同事来答。',
    backTo: (title) => `回到刚才的事（${title}）：`,
    asFor: (title, order) => `关于${title}（${order}）：`,
    afterThis: (title) => `这件办完，我接着给您办另一件（${title}）。`,
    dontKnow: '这个问题我在资料里没有找到依据，不想随便回答您。需要我请人工同事来回答吗？',
    foreignSource: (language) =>
      language === 'en' ? '（以下出自英文资料，原文如下）' : '（以下出自中文资料）',
    toolFailed: '系统暂时没有回应，我没能查到结果，请稍等再试一次。',
    nothingPending: '好的，有需要随时告诉我。',
    notYet: '还没有，还差一步。',
    isDone: '已经处理了：',
    whyAsked: '问这个是因为能怎么办要看它。',
    takeYourTime: '好的，不着急，您慢慢来。',
    howToSend:
      '在聊天软件里直接发图片或视频就行；在网页这里，请把照片或视频的链接贴在这儿，或者先用文字描述，同事都看得到。',
    whatOf: (goods) => `好的，${goods}怎么了？您说说是什么情况。`,
    noReceipt: '没有发票或小票也没关系，有订单号就可以，订单里都有记录。',
    inHands: '好的，东西到您手上就好，物流记录慢了一步，不用管它。东西有什么不对吗？',
    notedForColleague: '好的，这一点同事看得到。需要我现在请同事来吗？',
    cannotUndo: '刚才那件事已经提交了，我自己撤不回来；同事也许还来得及拦下。需要我请同事来吗？',
  },
  en: {
    greeting: (name) =>
      `Hello${name ? ` ${name}` : ''}! I'm Voyager Goods' virtual agent. I can check orders, chase parcels and answer questions about our rules and products. How can I help?`,
    here: 'I am here. What can I do for you?',
    thanks: "You're welcome. Glad I could help.",
    goodbye: 'Goodbye, and have a good day. I am here whenever you need me.',
    identity:
      "I'm Voyager Goods' virtual agent: software, not a person. I can look up orders and parcels, chase deliveries, compensate within the rules, and answer questions; and I can pass you to a person at any time.",
    chitchat: "I'm not much of a talker, I'm afraid. Orders, parcels and products are what I know.",
    noted: 'All right, noted. ',
    whatElse: 'Is there anything else I can do?',
    clarify:
      "I didn't quite get that. Is it about an order or a parcel, a return or a refund, an invoice, or a question on our products or rules? One sentence is enough.",
    clarifyBetween: (titles) => `Just to be sure, is it about ${titles.join(', or ')}?`,
    outOfScope:
      'That is outside what I can help with. I can look up orders and parcels, chase a delivery, compensate within the rules, or answer questions on products and rules. Which one do you need?',
    otherLanguage:
      'I only understand English and Chinese so far. Please tell me in one of them what you need.',
    proofNeeded: (order) =>
      `To protect your data, please give me the last four digits of the recipient's phone number for order ${order}.`,
    proofFailed: (order) =>
      `That does not match order ${order}. Please check the order number and the last four digits of the recipient's phone number.`,
    proofLocked:
      "That was too many tries; to protect customers' data I can't accept any more here for now.",
    personInstead: ' If you like, a colleague can check it for you.',
    signInNeeded: 'For this, please sign in to your shop account first.',
    noSuchDay: (day) => `There is no ${day}. Which day did you mean?`,
    whichOrder: 'You have several orders. Which one is it?',
    noSuchOrder: 'No order of yours fits all of that; these come closest. Which one is it?',
    noSuchGoods:
      "I see nothing like that among your orders. If you ordered it with another account, send me that order's number; if it is one of these, which one?",
    numberUnknown:
      'No problem. The number is in your confirmation e-mail or text and under "My orders": VG and eight digits. If you sign in to your shop account, I can see your orders without it. And if you cannot find it, just say "agent" and a colleague will look for you.',
    numberCutShort: (said) =>
      `${said} is not a whole order number: after VG there are eight digits. Please send me all of it, and the last four digits of the recipient's phone number.`,
    numberStillUnknown:
      'Without the number I cannot see your order. You can sign in and ask me again, or have a colleague look for it.',
    numberMissing:
      'Thank you, I have the digits of the phone number. Now I only need the order number (VG and eight digits).',
    notAsRecorded:
      'That is not what our records say, and I do not want to guess. Shall I have a colleague look into it?',
    leftAsItIs: 'All right, then I leave everything as it is. ',
    pickOne: "Sorry, I couldn't tell which one you mean; the number in front is enough. ",
    noneSuits:
      'None of your orders is one for this; these are the latest. Is it one of them? An order number (it starts with VG) will do, too.',
    noOrders:
      'I find no order in your account that this applies to. If you mean another one, tell me its number (it starts with VG) and I will look again.',
    rulesDoNotSay:
      "Our rules don't say that, and I won't guess; a colleague can answer it if you like.",
    backTo: (title) => `Back to ${title}: `,
    asFor: (title, order) => `As for ${title} (${order}): `,
    afterThis: (title) => `Once that is settled I go on with the other matter (${title}).`,
    dontKnow:
      "I can't find anything in our knowledge base that answers this, and I won't guess. Shall I get a colleague to answer it?",
    foreignSource: (language) =>
      language === 'zh'
        ? '(Our source for this is in Chinese, quoted below.)'
        : '(From our English articles.)',
    toolFailed:
      'The system did not answer just now, so I could not find out. Please try again in a moment.',
    nothingPending: 'All right. Just tell me when you need anything.',
    notYet: 'Not yet; one thing is still missing.',
    isDone: 'It has been dealt with: ',
    whyAsked: 'I ask because it decides what I can do for you. ',
    takeYourTime: 'Of course, take your time.',
    howToSend:
      'In a messaging app just send the photo or video like any other. Here on the web page, paste a link to it, or describe it in words first; our colleagues can see both.',
    whatOf: (goods) => `All right, the ${goods}. What is it about?`,
    noReceipt: 'No receipt is needed: the order number is enough, it is all on the order.',
    inHands:
      'Good, then it has reached you; the tracking is behind, so never mind that. Is anything wrong with it?',
    notedForColleague: 'All right, my colleague will see that. Shall I get one now?',
    cannotUndo:
      'That is on its way already and I cannot undo it myself; a colleague may still be in time to stop it. Shall I get one?',
  },
}
