type Attributes = Record<string, string | number | boolean>

/**
 * An element with attributes and children. Strings become text nodes, never markup: whatever a customer, an operator or
 * a model wrote stays words. `false` leaves an attribute out.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string | null)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (value !== false) element.setAttribute(name, value === true ? '' : String(value))
  element.append(...children.filter((child) => child !== null))
  return element
}

/** A button that does something; never a form's submit. */
export function button(
  attributes: Attributes,
  pressed: () => void,
  ...children: readonly (Node | string | null)[]
): HTMLButtonElement {
  const element = h('button', { type: 'button', ...attributes }, ...children)
  element.addEventListener('click', pressed)
  return element
}

const svg = 'http://www.w3.org/2000/svg'

const shapes = {
  chat: 'M4 5.5h16v10.2H10.4L6 19.4v-3.7H4z',
  close: 'M6 6l12 12M18 6 6 18',
  send: 'M5 12.2 19.2 5l-4.4 14-3.2-5.6zM19.2 5l-7.6 8.4',
  down: 'M12 5v13m0 0-5.5-5.5M12 18l5.5-5.5',
  /** The baton passing from hand to hand: our sign for the automated agent, deliberately no face. */
  baton: 'M5 16.5 16.5 5M7.6 19 19 7.6M5 16.5 7.6 19M16.5 5 19 7.6M9.2 12.3l2.6 2.6',
  person:
    'M12 12.2a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2zM4.8 19.6c.8-3.6 3.6-5.4 7.2-5.4s6.4 1.8 7.2 5.4',
} as const

/** A line drawing of 24 × 24 in the text's colour. Says nothing to a screen reader: its button does. */
export function icon(name: keyof typeof shapes): SVGSVGElement {
  const drawing = document.createElementNS(svg, 'svg')
  drawing.setAttribute('viewBox', '0 0 24 24')
  drawing.setAttribute('class', 'bc-icon')
  drawing.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(svg, 'path')
  path.setAttribute('d', shapes[name])
  drawing.append(path)
  return drawing
}
