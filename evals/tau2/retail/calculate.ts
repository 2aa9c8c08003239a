import { toCents } from './rounding.ts'
import { ToolFault } from './tools/tool.ts'

type Tokens = { list: string[]; at: number }

const fault = () => new ToolFault('Invalid expression')

const peek = ({ list, at }: Tokens): string | undefined => list[at]

function take(tokens: Tokens, ...wanted: string[]): string | null {
  const token = peek(tokens)
  if (token === undefined || !wanted.includes(token)) return null
  tokens.at++
  return token
}

function sum(tokens: Tokens): number {
  let value = product(tokens)
  for (;;) {
    const sign = take(tokens, '+', '-')
    if (sign === null) return value
    const next = product(tokens)
    value = sign === '+' ? value + next : value - next
  }
}

function product(tokens: Tokens): number {
  let value = signed(tokens)
  for (;;) {
    const sign = take(tokens, '*', '/', '//')
    if (sign === null) return value
    const next = signed(tokens)
    if (sign !== '*' && next === 0) throw new ToolFault('division by zero')
    value = sign === '*' ? value * next : sign === '/' ? value / next : Math.floor(value / next)
  }
}

function signed(tokens: Tokens): number {
  const sign = take(tokens, '+', '-')
  if (sign === null) return power(tokens)
  const value = signed(tokens)
  return sign === '-' ? -value : value
}

/** Binds tighter than a sign before it, looser than one after it, and to the right. */
function power(tokens: Tokens): number {
  const base = atom(tokens)
  return take(tokens, '**') === null ? base : base ** signed(tokens)
}

function atom(tokens: Tokens): number {
  if (take(tokens, '(') !== null) {
    const value = sum(tokens)
    if (take(tokens, ')') === null) throw fault()
    return value
  }
  const token = peek(tokens)
  if (token === undefined || !/\d/.test(token)) throw fault()
  tokens.at++
  return Number(token)
}

const deepest = 200

/**
 * Works out an expression of numbers, `+ - * / // **` and parentheses, to two decimals and with at least one, as the
 * benchmark prints it. @throws ToolFault
 */
export function calculate(expression: string): string {
  if (!/^[-0-9+*/(). ]*$/.test(expression)) throw new ToolFault('Invalid characters in expression')
  const list = expression.match(/\d+\.?\d*|\.\d+|\*\*|\/\/|[-+*/()]|\./g) ?? []
  if (list.length > deepest) throw fault()
  const tokens = { list, at: 0 }
  const value = toCents(sum(tokens))
  if (tokens.at < list.length || !Number.isFinite(value)) throw fault()
  return Number.isInteger(value) ? value.toFixed(1) : String(value)
}
