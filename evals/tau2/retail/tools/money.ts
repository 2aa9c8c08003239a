import { toCents } from '../rounding.ts'
import type { PaymentMethod } from '../store.ts'
import { ToolFault } from './tool.ts'

/** Adds to a gift card's balance at once; what goes to a card or PayPal is settled elsewhere. */
export function credit(method: PaymentMethod, amount: number): void {
  if (method.source === 'gift_card') method.balance = toCents((method.balance ?? 0) + amount)
}

/** Takes from a gift card's balance. */
export function debit(method: PaymentMethod, amount: number): void {
  if (method.source === 'gift_card') method.balance = toCents((method.balance ?? 0) - amount)
}

/** @throws ToolFault when a gift card does not cover the amount */
export function mustCover(method: PaymentMethod, amount: number, what: string): void {
  if (method.source === 'gift_card' && (method.balance ?? 0) < amount) {
    throw new ToolFault(`Insufficient gift card balance to pay for ${what}`)
  }
}
