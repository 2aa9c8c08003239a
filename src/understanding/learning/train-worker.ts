import { parentPort, workerData } from 'node:worker_threads'
import { trainedModel } from '../reader.ts'
import type { TrainingSource } from '../reader.ts'

/** The worker thread of `trainInWorker`: trains on what it is given and posts the model back. */
const { model } = trainedModel(workerData as TrainingSource)
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
parentPort?.postMessage(model)
