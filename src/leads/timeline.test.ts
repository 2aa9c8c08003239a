import { expect, it } from 'vitest'
import { findTimelines, formatTimeline, mainTimeline, parseTimeline } from './timeline.ts'

const today = new Date('2026-11-21') // a Saturday
const read = (text: string) => {
  const main = mainTimeline(text, today)
  return main && formatTimeline(main)
}

it.each([
  ['下周三前', '2026-11-25'],
  ['月底', '2026-11-30'],
  ['下个月底', '2026-12-31'],
  ['下个月20号', '2026-12-20'],
  ['两周内', '2026-12-05'],
  ['十天内', '2026-12-01'],
  ['明年一季度', '2027-01-01/2027-03-31'],
  ['明年3月中旬', '2027-03-11/2027-03-20'],
  ['春节前', '2027-02-06'],
  ['元旦前', '2027-01-01'],
  ['2026年12月25日前', '2026-12-25'],
  ['3月5号', '2027-03-05'],
  ['by the end of next month', '2026-12-31'],
  ['in two weeks', '2026-12-05'],
  ['Q1', '2027-01-01/2027-03-31'],
  ['三个工作日内', '2026-11-25'],
  ['end of Q1', '2027-03-31'],
  ['by end of month', '2026-11-30'],
  ['next week', '2026-11-23/2026-11-29'],
  ['next Friday', '2026-11-27'],
  ['before Christmas', '2026-12-25'],
  ['by 10 January', '2027-01-10'],
  ['no later than 2026-12-18', '2026-12-18'],
  ['越快越好', '越快越好'],
  ['as soon as possible', 'as soon as possible'],
  ['Friday week', '2026-12-04'],
  ['腊月二十之前装好', '2027-01-27'],
  ['正月初八开业', '2027-02-13'],
  ['农历八月十五', '2027-09-15'],
  ['小年前', '2027-01-30'],
  ['清明前', '2027-04-05'],
  ['元宵节前装完', '2027-02-20'],
  ['婚礼是元月16号，提前一周到', '2027-01-09'],
  ['一月十号开业，货提前三天到', '2027-01-07'],
  ['We reopen January 11, need them a week before that', '2027-01-04'],
  ['two weeks before our opening on 3 March', '2027-02-17'],
  ['race day is Sunday the 13th, briefing on the Friday before', '2026-12-11'],
  ['the nineteenth of December', '2026-12-19'],
  ['first weekend in May', '2027-05-01/2027-05-02'],
  ['last Friday of January', '2027-01-29'],
  ['1月20号发，18号前要到公司', '2027-01-18'],
  ['圣诞季之前，12月15号前必须上', '2026-12-15'],
  ['原来说15号，现在提到10号', '2026-12-10'],
  ['as soon as humanly possible', 'as soon as humanly possible'],
  ['这两天就要', '这两天'],
  ['明晚要用', '2026-11-22'],
  ['元月十二号前', '2027-01-12'],
  ['12/18前', '2026-12-18'],
  ['before the year is out', '2026-12-31'],
  ['two days before Christmas', '2026-12-23'],
  ['a week before New Year', '2026-12-25'],
  ['12月内', '2026-12-01/2026-12-31'],
  ['三个月内', '2027-02-21'],
  ['过年给员工发，1月20号前寄出', '2027-01-20'],
])('reads %s as %s', (text, normal) => expect(read(text)).toBe(normal))

it.each(['做了十年', 'a 5 yr warranty', '2020-01-01', '三楼', '2月30号'])(
  'finds no time ahead in %s',
  (text) => expect(read(text)).toBeNull(),
)

it('leaves out a day that is denied', () => {
  expect(findTimelines('不是20号，25号', today).map(formatTimeline)).toEqual(['2026-11-25'])
  expect(findTimelines('not the 20th, the 25th', today).map(formatTimeline)).toEqual(['2026-11-25'])
})

it('takes a deadline before another day, and a day before words', () => {
  expect(read('用于年底奖励，12月20日前送达')).toBe('2026-12-20')
  expect(read('尽快，最晚12月1号')).toBe('2026-12-01')
})

it('reads labels, days behind today among them', () => {
  expect(parseTimeline('2026-01-01/2026-03-31', today)).toMatchObject({ from: '2026-01-01' })
  expect(parseTimeline('soon', today)).toEqual({ from: null, to: null, words: 'soon' })
})
