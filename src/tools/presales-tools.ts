import type { BusinessSystems } from '../domain/business.ts'
import type { Knowledge } from '../retrieval/knowledge.ts'
import { join } from 'node:path'
import { loadAdviceBook, type AdviceBook } from './advice-book.ts'
import { bookAppointment, ruleAppointment } from './book-appointment.ts'
import { businessPapers } from './business-papers.ts'
import { captureLead } from './capture-lead.ts'
import {
  cancelAppointment,
  moveAppointment,
  myAppointments,
  ruleAppointmentChange,
} from './change-appointment.ts'
import { checkStock } from './check-stock.ts'
import { compareProducts } from './compare-products.ts'
import { diagnose } from './diagnose.ts'
import { loadFaultBook, type FaultBook } from './fault-book.ts'
import { findProduct } from './find-product.ts'
import { freeSlots } from './free-slots.ts'
import { nearestStore } from './nearest-store.ts'
import { quoteBulk } from './quote-bulk.ts'
import { recommendProducts } from './recommend-products.ts'
import type { Tool } from './tool.ts'

/** What the tools before a sale, and for a first diagnosis, stand on. */
export interface PresalesSystems extends Pick<BusinessSystems, 'catalog' | 'calendar' | 'crm'> {
  knowledge: Pick<Knowledge, 'cite'>
  faults: FaultBook
  advice: AdviceBook
}

/** The books that lie beside the articles in a knowledge folder: faults and advice. Throws `invalid` for a faulty one. */
export async function loadBooks(
  folder: string,
): Promise<Pick<PresalesSystems, 'faults' | 'advice'>> {
  const [faults, advice] = await Promise.all([
    loadFaultBook(join(folder, 'faults.yaml')),
    loadAdviceBook(join(folder, 'advice.yaml')),
  ])
  return { faults, advice }
}

/** The tools before a sale: products, stores, appointments, quotes and leads; and the first diagnosis of a fault. */
export function presalesTools({
  catalog,
  calendar,
  crm,
  knowledge,
  faults,
  advice,
}: PresalesSystems): Tool[] {
  const cite = (articleId: string) => knowledge.cite(articleId)
  return [
    findProduct(catalog, cite),
    compareProducts(catalog, cite),
    recommendProducts(advice, catalog, cite),
    checkStock(catalog),
    nearestStore(catalog),
    freeSlots(calendar),
    ruleAppointment(calendar, cite),
    bookAppointment(calendar),
    myAppointments(calendar),
    ruleAppointmentChange(calendar),
    moveAppointment(calendar),
    cancelAppointment(calendar),
    diagnose(faults, cite),
    businessPapers(cite),
    captureLead(crm),
    quoteBulk(catalog, cite),
  ]
}
