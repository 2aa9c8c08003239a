import { describe, expect, it } from 'vitest'
import { findAddresses } from './addresses.ts'

const found = (text: string) => findAddresses(text).map(({ value }) => value)

describe('an address of the European mainland is found as it was written', () => {
  it.each([
    ['use my work address for that: Calle Mayor 5, 28013 Madrid', 'Calle Mayor 5, 28013 Madrid'],
    [
      'send it to Keizersgracht 123, 1015 CJ Amsterdam please',
      'Keizersgracht 123, 1015 CJ Amsterdam',
    ],
    ['ul. Marszałkowska 10/12, 00-590 Warszawa', 'ul. Marszałkowska 10/12, 00-590 Warszawa'],
    ['it is Via Giuseppe Verdi 14, 20121 Milano.', 'Via Giuseppe Verdi 14, 20121 Milano'],
    ['Rua das Flores 32, 4050-262 Porto', 'Rua das Flores 32, 4050-262 Porto'],
    ['12 rue de Rivoli, 75004 Paris', '12 rue de Rivoli, 75004 Paris'],
    ['5 rue de Rivoli, Paris, France', '5 rue de Rivoli, Paris, France'],
    ['to Via Roma 3, 20121 Milano, Italy please', 'Via Roma 3, 20121 Milano, Italy'],
    ['Hauptstraße 7, 10115 Berlin', 'Hauptstraße 7, 10115 Berlin'],
    ['18 Market Street, Leeds LS1 6DT', '18 Market Street, Leeds LS1 6DT'],
  ])('%s', (text, address) => expect(found(text)).toEqual([address]))
})

describe('and none where there is none', () => {
  it.each([
    'Order 2, 50000 points please',
    'I paid on November 5, 2026 In Madrid',
    'the Ridge 2, 119 dollars',
    'on 12 November, place it at the door',
    'RV-20 and 3, 45000 Pa',
  ])('%s', (text) => expect(found(text)).toEqual([]))
})
