/** A SKU as people write it, with or without spaces and hyphens, and not as a part of a longer one. */
export function modelPattern(sku: string): RegExp {
  const runs = sku.toLowerCase().match(/[a-z]+|\d+/g) ?? []
  return new RegExp(`(?<![a-z0-9])${runs.join(String.raw`[\s\p{Pd}]*`)}(?![a-z0-9])`, 'u')
}
