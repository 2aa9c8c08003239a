import { readSettings } from '../handoff/read-settings.ts'
import { GradeWeights, standardWeights } from '../leads/grade-weights.ts'

/** The weights that are configured, or those that Baton comes with. @throws BatonError naming the file and every field at fault. */
export const loadLeadWeights = async (file: string | undefined): Promise<GradeWeights> =>
  file === undefined ? standardWeights : readSettings(file, 'lead weight', GradeWeights)
