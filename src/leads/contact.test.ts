import { expect, it } from 'vitest'
import { findContacts } from './contact.ts'

const read = (text: string, clues = text) => findContacts(text, clues).map(({ value }) => value)

it.each([
  ['+86 138 0013 8000', '+8613800138000'],
  ['微信同号 139-0013-9000', '+8613900139000'],
  ['一三九零零一三九零零一', '+8613900139001'],
  ['电话0731-88886666', '+8673188886666'],
  ['07700 900123', '+447700900123'],
  ['(212) 555-0142, New York', '+12125550142'],
  ['0412 345 678', '+61412345678'],
  ['020 7946 0102', '+442079460102'],
  ['0151 23456789, Berlin', '+4915123456789'],
  ['06 12 34 56 78, Lyon', '+33612345678'],
  ['079 123 45 67 in Geneva', '+41791234567'],
  ['+44 (0)20 7946 0000', '+442079460000'],
  ['Kevin@BrightStar-Trading.com', 'kevin@brightstar-trading.com'],
  ['hank at prairiecoop dot org', 'hank@prairiecoop.org'],
  ['微信：yiju_meijia2020', 'yiju_meijia2020'],
])('reads %s as %s', (text, normal) => expect(read(text)).toEqual([normal]))

it.each([
  '1380013800',
  '12345',
  '555-12',
  '2026-12-15',
  'VG26111842',
  '300台',
  '税号 91310115',
  '+86 1380013',
])('finds no contact in %s', (text) => expect(read(text)).toEqual([]))

it('guesses the country of a number from what else was said', () => {
  expect(read('79123 45678', 'we are in Leeds 79123 45678')).toEqual(['+447912345678'])
  expect(read('912 345 678', 'Lisbon, Portugal 912 345 678')).toEqual(['+351912345678'])
})
