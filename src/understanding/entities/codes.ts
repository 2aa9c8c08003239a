import { readDigits, spokenDigits } from '../../domain/numeral.ts'
import type { Span } from './span.ts'
import { spansOf } from './span.ts'

const spoken = `[${spokenDigits}]`

/** The month in an order number, `2401` … `2812`: what tells a bare number from any eight digits. */
function isMonth(digits: string): boolean {
  const year = Number(digits.slice(0, 2))
  const month = Number(digits.slice(2, 4))
  return year >= 24 && year <= 28 && month >= 1 && month <= 12
}

const spokenOrder = new RegExp(
  `(?:vg[\\s-]*)?(?<!${spoken})(?:${spoken}[\\s,、-]?){7}${spoken}(?!${spoken})`,
  'gi',
)

/** Order numbers `VG` + yymm + serial, however they are spaced, spoken or shortened → `VG26111842`. */
export function findOrderNumbers(text: string): Span[] {
  return [
    ...spansOf(
      text,
      'order_number',
      /(?<![a-z])v\s?g[\s#:.\-_]*(?:\d[\s.\-_]?){7}\d(?!\d)/gi,
      ([all]) => `VG${all.replace(/\D/g, '')}`,
    ),
    ...spansOf(
      text,
      'order_number',
      /(?<![\d.+\-a-z])(?<!\+\d{1,3}[ -]?)\d{4}[ -]?\d{4}(?![\d-]|\.\d|[ ]\d)/gi,
      ([all]) => {
        const digits = all.replace(/\D/g, '')
        return isMonth(digits) ? `VG${digits}` : null
      },
    ),
    ...spansOf(text, 'order_number', spokenOrder, ([all]) => {
      const digits = readDigits(all.replace(/vg/i, ''))
      return isMonth(digits) ? `VG${digits}` : null
    }),
  ]
}

const trackingForms = [
  // BeiChen Express; the postal partner; large carriers of China; UPS; the Universal Postal Union's S10.
  /(?<![a-z\d])bc[\s-]?(?:\d[\s-]?){11}\d(?!\d)/gi,
  /(?<![a-z\d])nl[\s-]?(?:\d[\s-]?){9}\d(?:[\s-]?[a-z]{2})?(?![a-z\d])/gi,
  /(?<![a-z\d])(?:sf|yt|jt|zt|st|yd|ems|dp)[\s-]?\d{12,15}(?!\d)/gi,
  /(?<![a-z\d])jd[a-z]{0,2}\d{11,15}(?!\d)/gi,
  /(?<![a-z\d])1z[\da-z]{16}(?![a-z\d])/gi,
  /(?<![a-z\d])[a-z]{2}\d{9}[a-z]{2}(?![a-z\d])/gi,
]

/** Parcel numbers by their carriers' forms, and whatever is called one → capitals without spaces. */
export function findTrackingNumbers(text: string): Span[] {
  const byForm = trackingForms.flatMap((form) =>
    spansOf(text, 'tracking_number', form, ([all]) => compact(all)),
  )
  const cue =
    /(?:运单号?|快递单号?|物流单号?|快递号|tracking(?: number| no\.?| id| code)?|waybill|awb)\s*(?:是|为|is|:|#|：)*\s*([a-z]{0,4}\d[a-z\d]{7,20})(?![a-z\d])/gi
  return [...byForm, ...spansOf(text, 'tracking_number', cue, (match) => compact(match[1] ?? ''))]
}

/** Numbers of cases, `TS` and digits → `TS26110001`. */
export function findCaseNumbers(text: string): Span[] {
  return spansOf(text, 'case_number', /(?<![a-z\d])ts[\s-]?\d{4,12}(?!\d)/gi, ([all]) =>
    compact(all),
  )
}

function compact(code: string): string {
  return code.replace(/[\s-]/g, '').toUpperCase()
}

/** Error codes as devices show them → `E07`. A single digit counts only beside a word for a fault. */
export function findErrorCodes(text: string): Span[] {
  const pad = (digits: string): string => `E${digits.padStart(2, '0')}`
  return [
    ...spansOf(
      text,
      'error_code',
      /(?<![a-z\d-])e[\s-]?(0\d|1[0-2])(?![\d-]|\s*(?:€|eur))/gi,
      (match) => pad(match[1] ?? ''),
    ).map((span) => widen(span, text)),
    ...spansOf(
      text,
      'error_code',
      /(?:error(?: code)?|fault(?: code)?|code|shows?|showing|displays?|says|报错?|故障码?|错误码?|代码|显示|跳|出现|提示)[\s:：是了个]{0,4}(e-?\d)(?!\d)/gi,
      (match) => pad((match[1] ?? '').replace(/\D/g, '')),
    ),
    ...spansOf(
      text,
      'error_code',
      /(?:error(?: code)?|fault code|报错|故障码|错误码|故障代码|错误代码)[\s:：是]{0,4}([a-df-z]-?\d{1,4})(?![a-z\d])/gi,
      (match) => (match[1] ?? '').replace('-', '').toUpperCase(),
    ),
  ]
}

/** Takes the letter before the digits into the span. */
function widen(span: Span, text: string): Span {
  let start = span.start
  while (start > 0 && !/e/i.test(text.charAt(start))) start--
  return { ...span, start }
}
