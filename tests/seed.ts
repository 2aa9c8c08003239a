import fc from 'fast-check'

// Properties are tried from one seed, so that a run says the same twice; FC_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_261_121) })
