import { describe, expect, it } from 'vitest'
import { foldText } from '../fold.ts'
import { readHumanRequest } from './human-request.ts'

/** Who asks for a person in so many words, and who only speaks of one. */

const read = (text: string) => readHumanRequest(foldText(text))

describe('a person is asked for', () => {
  it.each([
    // misspelt, or in the letters of another script
    'zhuan ren gong',
    'tranfer me to an agnet',
    'put me thru to some1 real',
    'spk 2 a hooman pls',
    // in a language that the shop does not serve
    'quiero hablar con una persona',
    'Je voudrais parler à un conseiller',
    'Ich möchte mit einem Mitarbeiter sprechen',
    'オペレーターと話したいです',
    '상담원 연결해 주세요',
    // by telephone
    '约个时间通话可以吗',
    '电话里说行吗',
    'please call my mobile',
    // whoever knows the matter, or was there before
    '帮我转给上次那位客服',
    'can I have the same lady who helped me',
    'just hand me over to whoever deals with refunds',
    // looked at by a person
    '要求人工复核我的申请',
    // where is everybody
    'where are the people?',
    '难道就没有一个活的客服',
    // plainly
    '我要跟真人说话',
    '想和人工聊聊',
  ])('%s', (text) => {
    expect(read(text)).toBe('asked')
  })
})

describe('nobody is asked for', () => {
  it.each([
    // declined
    '先不找你们主管了，你把单号发我',
    '人工就免了，你说就行',
    "I'd rather not talk to anyone",
    "I don't want to trouble your staff",
    "I'm not after a person, just the link",
    // reported of others
    '我妈非让我找人工，我先问问你',
    'my friend said I should ask for a manager, but you have sorted it',
    // set beneath us
    '比排队等人工强',
    'you are quicker than any human',
    // of goods, or of the customer
    '有真人试穿图吗',
    'does the manager chair come in black',
    '我是负责人，怎么开企业账户',
    'let me speak to my partner and come back',
    "it shows someone else's name",
    // what is bumped up is no complaint
    'will buying two bump me up a level',
  ])('%s', (text) => {
    expect(read(text)).not.toBe('asked')
  })
})
