import type { Session } from '../session.ts'

export const reportHtml = (session: Session): string =>
  `<!doctype html><title>${session.run}</title>`
