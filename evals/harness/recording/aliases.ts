/**
 * Ids and codes are drawn anew in every run, so a request that names one never comes again. Each is replaced by its
 * place among those of its kind (`§code-1§`), in what is hashed and in what is kept; an answer gets back the ones of
 * the request that it answers.
 */
const volatile: readonly (readonly [string, RegExp])[] = [
  ['id', /\b(?:cnv|msg|cus|opr|trn|cst|eff|prm|drf)_[0-9a-z]{26}\b/g],
  // Codes with eight random hexadecimal digits, such as a coupon's; an order number is not drawn anew.
  ['code', /\b(?!VG\d{8}\b)[A-Z]{2,4}-?[0-9A-F]{8}\b/g],
  // The sample shop's references: of a request to a carrier, and of an appointment.
  ['urged', /\bCX\d{8,}\b/g],
  ['booked', /\bAP[0-9A-Z]{6}\b/g],
]

export interface Aliases {
  /** Replaces what is volatile; what was not seen before gets the next place. */
  hide(text: string): string
  /** Puts back what was hidden. */
  show(text: string): string
}

export function createAliases(): Aliases {
  const aliases = new Map<string, string>()
  const originals = new Map<string, string>()
  const places = new Map<string, number>()
  return {
    hide(text) {
      let hidden = text
      for (const [kind, pattern] of volatile) {
        hidden = hidden.replace(pattern, (found) => {
          const known = aliases.get(found)
          if (known) return known
          const place = (places.get(kind) ?? 0) + 1
          places.set(kind, place)
          const alias = `§${kind}-${place}§`
          aliases.set(found, alias)
          originals.set(alias, found)
          return alias
        })
      }
      return hidden
    },
    show: (text) => text.replace(/§[a-z]+-\d+§/g, (alias) => originals.get(alias) ?? alias),
  }
}
