import { NlpManager } from 'node-nlp'

/**
 * nlp.js, as its documentation trains it, with everything off that is not recognising intents:
 * entities, answers, files. What it cannot place it calls `None`.
 */
export async function trainNlpJs(examples) {
  const manager = new NlpManager({
    languages: ['en'],
    autoSave: false,
    autoLoad: false,
    nlu: { log: false },
    ner: { builtins: [] },
  })
  for (const { text, label } of examples) manager.addDocument('en', text, label)
  await manager.train()
  return async (text) => (await manager.process('en', text)).intent
}
