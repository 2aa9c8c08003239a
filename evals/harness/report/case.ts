import type { KeptCase } from '../gate/baseline.ts'
import { wrongs } from '../gate/table.ts'
import type { CaseResult } from '../run/result.ts'
import type { Trace } from '../trace.ts'
import { againstBaseline } from './against.ts'
import { esc, fold, table } from './html.ts'

const inline = (value: unknown): string =>
  `<code>${esc(typeof value === 'string' ? value : JSON.stringify(value))}</code>`

function findings({ findings, why, blame }: CaseResult): string {
  const item = ({ expectation, ok, found, afterTurn }: CaseResult['findings'][number]) =>
    `<li class="${ok ? 'held' : 'broke'}"><span class="mark" aria-hidden="true">${ok ? '✓' : '✗'}</span><span><b>${esc(expectation)}</b>${afterTurn === undefined ? '' : ` after turn ${afterTurn}`}${ok ? '' : ` <span class="hint">found</span> ${esc(found || 'nothing')}`}</span></li>`
  const list = (items: string[]) =>
    items.length === 0 ? '' : `<ul class="findings">${items.join('')}</ul>`
  const broken = [
    ...(why === null
      ? []
      : [
          `<li class="broke"><span class="mark" aria-hidden="true">!</span><span>${esc(why)}</span></li>`,
        ]),
    ...findings.filter(({ ok }) => !ok).map(item),
  ]
  const held = findings.filter(({ ok }) => ok).map(item)
  const audit = blame ? `<p><span class="tag">${esc(blame.on)}</span> ${esc(blame.why)}</p>` : ''
  return `${list(broken)}${audit}${fold(`Held: ${held.length}`, list(held))}`
}

function transcript({ messages, handoff }: Trace): string {
  if (messages.length === 0) return ''
  const said = messages.map(({ author, text, turn, performer, citations }) => {
    const about = [
      `turn ${turn}`,
      ...(performer ? [performer] : []),
      ...citations.map(({ passageId }) => passageId),
    ]
    return `<li class="say ${author}"><span class="who">${author} <span class="hint">${esc(about.join(' · '))}</span></span><p>${esc(text)}</p></li>`
  })
  const passed = handoff
    ? `<li class="say system"><p>The baton passed in turn ${handoff.turn}: ${esc(handoff.reason)}</p></li>`
    : ''
  return `<h5>Transcript</h5><ol class="transcript">${said.join('')}${passed}</ol>`
}

function leftBehind(trace: Trace): string {
  const rows: [string, string][] = [
    ['holder', esc(trace.holder)],
    [
      'effects',
      trace.effects
        .map(({ tool, args, status }) => `${esc(tool)} ${inline(args)} ${esc(status)}`)
        .join('<br>'),
    ],
    ['facts', trace.facts.map(({ name, value }) => `${esc(name)}: ${esc(value)}`).join('<br>')],
    [
      'consents',
      trace.consents.map(({ tool, status }) => `${esc(tool)}: ${esc(status)}`).join('<br>'),
    ],
    [
      'promises',
      trace.promises.map(({ what, owner }) => `${esc(owner)}: ${esc(what)}`).join('<br>'),
    ],
    ['gaps', trace.gaps.map(esc).join('<br>')],
    ['playbooks', trace.playbooks.map(esc).join(', ')],
    ['follow-up', trace.followUp ? 'marked' : ''],
  ]
  const kept = rows.filter(([, value]) => value !== '')
  return trace.messages.length === 0
    ? ''
    : fold('What was left behind', table(['', ''], kept, 'Left behind'))
}

const readings = ({ readings }: Trace): string =>
  fold(
    `Readings (${readings.length})`,
    table(
      ['Intents', 'Sentiment', 'Language', 'Entities', 'Risks'],
      readings.map((it) => [
        it.intents
          .map(({ name, probability }) => `${esc(name)} ${probability.toFixed(2)}`)
          .join('<br>') + (it.outOfScope ? '<br>out of scope' : ''),
        it.sentiment.toFixed(2),
        esc(it.language),
        it.entities.map(({ type, value }) => `${esc(type)} ${esc(value)}`).join('<br>'),
        it.risks.map(esc).join(', '),
      ]),
      'One row per customer message',
      { stacks: true },
    ),
  )

const simulation = ({ simulation: it }: Trace): string =>
  it === null
    ? ''
    : fold(
        `Simulated customer (seed ${it.seed}, ${esc(it.playedBy)}, ${it.stopped.replaceAll('_', ' ')})`,
        `<p>${esc(it.goal)}</p>${table(
          ['Turn', 'Does', 'Tells'],
          it.moves.map(({ turn, kind, told }) => [
            String(turn),
            esc(kind.replaceAll('_', ' ')),
            Object.entries(told)
              .map(([name, value]) => `${esc(name)}: ${esc(value)}`)
              .join('<br>'),
          ]),
          'What the customer did',
          { stacks: true },
        )}`,
      )

const calls = ({ calls }: Trace): string =>
  fold(
    `Tool calls (${calls.length})`,
    table(
      ['Tool', 'Turn', 'Arguments', 'Came', 'Told'],
      calls.map(({ tool, turn, args, ok, refused, told }) => [
        esc(tool),
        String(turn),
        args === null ? '' : inline(args),
        refused === null ? (ok ? 'done' : 'failed') : `refused: ${esc(refused)}`,
        esc(told.replaceAll(/<<data>>\n?|\n?<<end of data>>/g, '').slice(0, 400)),
      ]),
      'In order',
      { stacks: true },
    ),
  )

const passages = ({ passages }: Trace): string =>
  fold(
    `Passages (${passages.length})`,
    passages
      .slice(0, 10)
      .map(
        ({ id, heading, text, confidence }) =>
          `<blockquote><b>${esc(id)}</b> ${esc(heading)}${confidence === null ? '' : ` <span class="hint">${confidence.toFixed(2)}</span>`}<br>${esc(text.slice(0, 600))}</blockquote>`,
      )
      .join(''),
  )

/** How much a failing case concerns whoever reads: what must pass and did, what passed, what could not be judged, the rest. */
export function concern({ must, status }: CaseResult, before: KeptCase | undefined): number {
  const lost = isLost(before)
  return lost && must ? 0 : must && status === 'failed' ? 1 : lost ? 2 : status === 'error' ? 3 : 4
}

const isLost = (before: KeptCase | undefined): boolean =>
  before?.trials.every((one) => one === 1) ?? false

/** One case that failed or could not be judged, with everything that helps to see why. */
export function caseCard(result: CaseResult, before: KeptCase | undefined): string {
  const { suite, candidate, case: name, status, trial, origin, trace, ms, must } = result
  const lost = isLost(before)
  const about = [candidate, origin, ...(trial > 1 ? [`trial ${trial}`] : []), `${ms.toFixed(0)} ms`]
  const [first = ''] = wrongs(result)
  const tags = `${lost ? ' <span class="tag">passed before</span>' : ''}${must ? ' <span class="tag">must pass</span>' : ''}`
  const summary = `<summary><span class="mark" aria-hidden="true">${status === 'error' ? '!' : '✗'}</span><span><b>${esc(name)}</b>${tags}<span class="first">${esc(first.slice(0, 160))}</span><span class="hint">${esc(suite)} · ${esc(about.join(' · '))}</span></span></summary>`
  const seen = trace
    ? `${transcript(trace)}${trace.answer === null ? '' : `<h5>Answer</h5><p class="answer">${esc(trace.answer)}</p>`}${simulation(trace)}${leftBehind(trace)}${readings(trace)}${calls(trace)}${passages(trace)}`
    : ''
  return `<details class="case" data-suite="${esc(suite)}" data-candidate="${esc(candidate)}" data-status="${status}"${lost ? ' data-lost' : ''}${must ? ' data-must' : ''}>${summary}${findings(result)}${againstBaseline(before, result)}${seen}</details>`
}
