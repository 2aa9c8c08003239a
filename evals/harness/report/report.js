;(() => {
  const root = document.documentElement
  const scheme = document.getElementById('scheme')
  scheme.hidden = false
  scheme.addEventListener('click', () => {
    const dark = root.dataset.scheme
      ? root.dataset.scheme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches
    root.dataset.scheme = dark ? 'light' : 'dark'
  })

  const filter = document.getElementById('filter')
  if (!filter) return
  const cases = [...document.querySelectorAll('.case')]
  const texts = new Map(cases.map((it) => [it, it.textContent.toLowerCase()]))
  const shown = () => cases.filter((it) => !it.hidden)
  const apply = () => {
    const wanted = new FormData(filter)
    const text = filter.elements.text.value.toLowerCase()
    const suite = wanted.get('suite')
    const lost = wanted.get('lost')
    const must = wanted.get('must')
    for (const it of cases) {
      it.hidden =
        (text && !texts.get(it).includes(text)) ||
        (suite && it.dataset.suite !== suite) ||
        (lost && !('lost' in it.dataset)) ||
        (must && !('must' in it.dataset))
    }
    document.getElementById('shown').textContent = `${shown().length} shown`
  }
  filter.addEventListener('input', apply)
  // A suite's link goes to its own cases.
  for (const link of document.querySelectorAll('a[data-suite]')) {
    link.addEventListener('click', () => {
      filter.elements.suite.value = link.dataset.suite
      apply()
    })
  }
  filter.addEventListener('submit', (event) => event.preventDefault())

  document.addEventListener('keydown', (event) => {
    const typing = event.target.matches('input, select, textarea')
    if (typing && event.key === 'Escape') event.target.blur()
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === '/') {
      event.preventDefault()
      filter.elements.text.focus()
      return
    }
    if (event.key !== 'j' && event.key !== 'k') return
    const all = shown()
    const at = all.findIndex((it) => it.contains(document.activeElement))
    const next = all[event.key === 'j' ? Math.min(at + 1, all.length - 1) : Math.max(at - 1, 0)]
    next?.querySelector('summary').focus()
    next?.scrollIntoView({ block: 'nearest' })
  })
})()
