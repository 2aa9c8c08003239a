import { expect, it } from 'vitest'
import { spelledName } from './name-spelled.ts'

it.each([
  ['我姓贺祝贺的贺', '贺'],
  ['免贵姓党，党参的党', '党'],
  ['弓长张', '张'],
  ['木子李，手机138', '李'],
])('%s spells out %s', (text, name) => expect(spelledName(text)).toBe(name))

it.each(['安静的安装环境', '我们是做水果的', '高的高，矮的矮'])('%s spells no name', (text) =>
  expect(spelledName(text)).toBeNull(),
)
