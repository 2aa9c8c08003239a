import { z } from 'zod'

/** Text that can be kept as it came: well-formed Unicode (UTF-8 has no lone surrogates) without NUL, which PostgreSQL does not store. */
export const Text = z
  .string()
  .regex(/^[^\u0000]*$/u, 'must not contain NUL')
  .refine((text) => text.isWellFormed(), 'must be well-formed Unicode')
