import { expect, it } from 'vitest'
import type { IntentName } from './intent.ts'
import { isSure } from './reading.ts'

const reading = (name: IntentName, probability: number, group?: number) => ({
  intents: [{ name, probability }],
  ...(group !== undefined && { group: { name: 'order' as const, probability: group } }),
})

it('is sure of a first intent that is likely', () => {
  expect(isSure(reading('chitchat', 0.4))).toBe(true)
  expect(isSure(reading('chitchat', 0.3))).toBe(false)
})

it('is sure of neighbours that are likely together', () => {
  expect(isSure(reading('track_shipment', 0.2, 0.7))).toBe(true)
  expect(isSure(reading('track_shipment', 0.2, 0.3))).toBe(false)
})

it('is not sure of groups that are no procedure', () => {
  const presales = { name: 'presales' as const, probability: 0.9 }
  expect(isSure({ ...reading('product_info', 0.2), group: presales })).toBe(false)
})
