import type { Catalog, Product } from '../domain/catalog.ts'
import { plain } from '../domain/plain-text.ts'
import { createGoodsSpotter } from '../understanding/recogniser/goods.ts'
import { modelPattern } from './model-pattern.ts'

const mostLooked = 12
export const isPart = ({ category }: Product): boolean =>
  category === 'part' || category === 'consumable'

const spotGoods = createGoodsSpotter()

/** Words without the devices that they name: of 「净化器的滤芯」 what is left is the filter. */
function withoutDevices(words: string, devices: readonly Product[]): string {
  const spots = spotGoods(words).toReversed()
  const rest = spots.reduce(
    (text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`,
    words,
  )
  return devices.reduce((text, { sku }) => text.replace(modelPattern(sku), ' '), plain(rest))
}

/**
 * The parts and accessories that words name beside the device they are for: the filters that fit the purifier, and not the
 * purifier. `device` is what was told of it elsewhere. None where the device itself is meant.
 */
export async function namedParts(
  catalog: Pick<Catalog, 'find'>,
  words: string,
  device = '',
): Promise<Product[]> {
  const found = await catalog.find(`${device} ${words}`.slice(0, 400), mostLooked)
  const devices = found.filter((product) => !isPart(product))
  const named = devices.filter(({ sku }) => modelPattern(sku).test(plain(`${device} ${words}`)))
  const rest = withoutDevices(words, devices).trim()
  if (rest === '' || devices.length === 0) return []
  const left = await catalog.find(rest.slice(0, 400), mostLooked)
  const [best] = left
  if (!best || !isPart(best)) return []
  const skus = new Set((named.length > 0 ? named : devices).map(({ sku }) => sku))
  return left.filter(
    (part) =>
      isPart(part) && part.kind.zh === best.kind.zh && part.fits.some((sku) => skus.has(sku)),
  )
}
