import type { Customer } from './customer.ts'

type Language = Customer['language']

/** What customers say on their own account, several ways of each. */
interface Wording {
  yes: string[]
  no: string[]
  hesitates: string[]
  unknown: string[]
  refuses: string[]
  person: string[]
  back: string[]
  thanks: string[]
  corrects(wrong: string, right: string): string
  mixes(other: string, meant: string): string
  notThat(other: string, meant: string): string
  opening: Record<Customer['temper'], string[]>
  pressing: Record<Customer['temper'], string[]>
  /** Put in beside a message in the other language. */
  switched: string[]
}

export const wording: Record<Language, Wording> = {
  zh: {
    yes: ['好的', '可以', '行', '好的，可以'],
    no: ['不用了', '不要', '算了，不用'],
    hesitates: ['等一下，我想想', '我先问问家里人', '这样划算吗'],
    unknown: ['这个我不知道', '我不清楚', '不记得了'],
    refuses: ['为什么要这个？我不想说', '这个不方便给', '不想提供'],
    person: ['转人工', '给我转人工客服', '我要找真人'],
    back: ['我回来了', '刚才有事，继续吧', '在吗'],
    thanks: ['好的谢谢', '谢谢', '谢谢你'],
    corrects: (wrong, right) => `不对，说错了，不是${wrong}，是${right}`,
    mixes: (other, meant) => `${other}，哦不对，应该是${meant}`,
    notThat: (other, meant) => `不是${other}，我说的是${meant}`,
    opening: {
      polite: ['您好，', '你好，麻烦了，'],
      calm: [''],
      hurried: ['急，', '快点，'],
      angry: ['你们怎么回事，', '真是受够了，'],
    },
    pressing: {
      polite: ['麻烦再看看，', '不好意思，'],
      calm: ['我是说，', ''],
      hurried: ['赶时间，', '快点啊，'],
      angry: ['听不懂吗？', '你到底能不能办，'],
    },
    switched: ['please', 'thank you', 'ok', 'sorry'],
  },
  en: {
    yes: ['Yes', 'Yes please', 'Yes, go ahead', 'ok'],
    no: ['No thanks', 'No', 'No, leave it'],
    hesitates: ['Hold on, let me think', 'Hmm, is that a good deal?', 'Wait a moment'],
    unknown: ["I don't know", 'No idea', "I don't remember that"],
    refuses: [
      "Why do you need that? I'd rather not say",
      "I don't want to give that",
      "I'd rather not",
    ],
    person: ['I want to speak to a human', 'Let me talk to a person', 'Human agent, please'],
    back: ["I'm back", 'Sorry, I was away. Where were we?', 'Hello?'],
    thanks: ['Thank you!', 'Thanks a lot', 'Great, thanks'],
    corrects: (wrong, right) => `Sorry, not ${wrong}, I meant ${right}`,
    mixes: (other, meant) => `${other}, oh no wait, I mean ${meant}`,
    notThat: (other, meant) => `Not ${other}, I mean ${meant}`,
    opening: {
      polite: ['Hello, ', 'Good morning, '],
      calm: [''],
      hurried: ['Quick one: ', 'In a hurry. '],
      angry: ['This is ridiculous. ', 'Seriously? '],
    },
    pressing: {
      polite: ['Could you look again? ', 'Sorry to ask again. '],
      calm: ['I mean, ', ''],
      hurried: ['I have no time. ', 'Come on. '],
      angry: ['Are you even reading this? ', 'How hard can it be? '],
    },
    switched: ['谢谢', '拜托', '好', '麻烦了'],
  },
}
