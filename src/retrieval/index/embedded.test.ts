import { createEmbeddedIndex } from './embedded.ts'
import { keepsThePassageIndexContract } from './index.contract.ts'

keepsThePassageIndexContract('the embedded index', async () => createEmbeddedIndex())
