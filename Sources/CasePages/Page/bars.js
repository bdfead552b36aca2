// The ledger: who was seen, by whom, to gain (right) or lose (left). One row for each actor and perceiver: what two
// perceivers see is never added up.

const LEDGER_HEIGHT = 36
const ledger = { rows: [], drawn: [], nodes: new Map(), unit: 60, half: 200 }

function makeLedger(main) {
  const count = element('span', { class: 'count' })
  const empty = element('p', { class: 'empty' }, 'Nobody was seen to gain or lose anything by this date.')
  ledger.list = new VirtualRows({
    label: 'Gains and losses', height: LEDGER_HEIGHT, make: makeLedgerRow, className: 'ledger-view',
  })
  const section = element('section', { id: 'ledger', class: 'panel', 'aria-labelledby': 'ledger-title' },
    element('header', {}, element('h2', { id: 'ledger-title' }, 'Who gains, who loses', count), ledgerLegend()),
    element('div', { class: 'ledger-head', 'aria-hidden': 'true' }, element('span', { class: 'gutter' }),
      element('span', { class: 'loses' }, '◀ losses'), element('span', { class: 'gains' }, 'gains ▶')),
    empty, ledger.list.view)
  main.append(section)
  const part = {
    world: () => {
      section.hidden = page.world.stakeFacts.length === 0
      ledger.drawn = null
    },
    at: () => {
      if (section.hidden) return
      readLedger()
      empty.hidden = ledger.rows.length > 0
      showLedger(count)
    },
    select: () => { for (const [index, node] of ledger.nodes) markLedgerRow(node, ledger.rows[index]) },
  }
  addPart(part)
  drawWhenSeen(part, section)
}

/// The ledger at the playhead as rows, in the order in which the view names actors and perceivers.
function readLedger() {
  const view = viewNow('ledger')
  const offsets = new Map((view.offsets ?? []).map((offset) => [offset.id, offset]))
  const contested = new Set((view.contested ?? []).flatMap((one) => one.stakes))
  const rows = []
  for (const actor of view.actors) {
    for (const seen of actor.seen) {
      const stakes = actor.stakes.filter((stake) => stake.by === seen.by).map((stake) => ({
        ...stake, isContested: contested.has(stake.id), offset: offsetState(stake, offsets),
      }))
      rows.push({ actor: actor.id, by: seen.by, isFirst: seen === actor.seen[0], stakes, key: rowKey(stakes) })
    }
  }
  ledger.rows = rows
}

function rowKey(stakes) {
  return stakes.map((stake) => `${stake.id} ${stake.direction} ${stake.offset} ${stake.isContested} ${stake.phase}`
    + ` ${stake.weight}`).join(',')
}

/// How far the offset against a loss has come: the furthest of those offered for it.
function offsetState(stake, offsets) {
  const ranks = ['offered', 'declined', 'broken', 'accepted', 'kept']
  const states = stake.offsets.map((id) => ranks.indexOf(offsets.get(id)?.state ?? 'offered'))
  return states.length ? ranks[Math.max(...states)] : ''
}

function showLedger(count) {
  const { rows } = ledger
  setText(count, rows.length ? `${counted(new Set(rows.map((row) => row.actor)).size, 'stakeholder')} · `
    + counted(new Set(rows.map((row) => row.by)).size, 'perceiver') : '')
  const picture = Math.max(200, axis.width)
  const most = rows.reduce((max, { stakes }) => Math.max(max, stakes.filter((stake) => stake.direction === 'gain')
    .length, stakes.filter((stake) => stake.direction === 'loss').length), 1)
  const unit = Math.min(128, Math.max(8, Math.floor((picture / 2 - 34) / most)))
  const names = rows.map((row) => `${row.actor} ${row.by}`).join('\n')
  if (ledger.drawn !== names || ledger.unit !== unit || ledger.half !== picture / 2) {
    Object.assign(ledger, { drawn: names, unit, half: picture / 2 })
    ledger.nodes.clear()
    ledger.list.view.style.maxHeight = `${Math.min(Math.max(rows.length, 1), 14) * LEDGER_HEIGHT + 4}px`
    ledger.list.reset(rows.length)
    return
  }
  for (const [index, node] of ledger.nodes) {
    if (node.row.isConnected) drawLedgerRow(node, rows[index])
    else ledger.nodes.delete(index)
  }
}

function makeLedgerRow(index) {
  const row = ledger.rows[index]
  const actor = element('button', { type: 'button', class: 'ledger-name', onclick: () => selectID(row.actor) })
  setText(actor, page.wording.name(row.actor))
  const by = element('span', { class: 'ledger-by' }, row.by === row.actor ? 'as they see it'
    : row.by === 'researcher' ? 'as the researcher sees it' : `as ${page.wording.name(row.by)} sees it`)
  by.title = by.textContent
  actor.title = actor.textContent
  const picture = drawing('svg', { class: 'ledger-picture', width: ledger.half * 2, height: LEDGER_HEIGHT })
  const node = {
    picture, key: null,
    row: element('div', { class: `ledger-row${row.isFirst ? ' is-first' : ''}`, role: 'listitem' },
      element('div', { class: 'gutter' }, actor, by), picture),
  }
  ledger.nodes.set(index, node)
  drawLedgerRow(node, row)
  return node.row
}

function drawLedgerRow(node, row) {
  if (node.key === row.key) return
  node.key = row.key
  const middle = ledger.half
  let [left, right] = [middle - 1, middle + 1]
  const bars = []
  for (const stake of row.stakes) {
    const width = ledger.unit * (stake.direction === 'neither' ? 0.5 : 1)
    if (stake.direction === 'gain') {
      bars.push(stakeBar(stake, right, width))
      right += width
    } else if (stake.direction === 'loss') {
      left -= width
      bars.push(stakeBar(stake, left, width))
    }
  }
  const neither = row.stakes.filter((stake) => stake.direction === 'neither')
  neither.forEach((stake, index) => bars.push(stakeBar(stake, right + 6 + index * 14, 14)))
  node.picture.replaceChildren(
    drawing('line', { class: 'ledger-middle', x1: middle, x2: middle, y1: 0, y2: LEDGER_HEIGHT }), ...bars)
  markLedgerRow(node, row)
}

function markLedgerRow(node, row) {
  if (!row) return
  node.row.classList.toggle('is-chosen', selectedID() === row.actor)
  for (const bar of node.picture.querySelectorAll('.stake')) {
    bar.classList.toggle('is-chosen', page.selection === `stake:${bar.dataset.id}`)
  }
}

/// A stake: how heavy by its height, an offset loss hatched, a contested one marked, an expected one outlined.
function stakeBar(stake, x, width) {
  const height = [0, 12, 17, 22][stake.weight ?? 2]
  const y = (LEDGER_HEIGHT - height) / 2
  const isOffset = stake.offset === 'accepted' || stake.offset === 'kept'
  const fill = stake.direction === 'neither' ? 'none'
    : isOffset ? `url(#hatch-${stake.direction})` : `var(--${stake.direction})`
  const text = `${spaced(stake.dimension)}${marksOf(stake)}`
  const room = width - (stake.isContested ? 22 : 8)
  const words = `${stake.direction} of ${spaced(stake.dimension)} through ${page.wording.name(stake.on)}`
    + `${stake.phase ? `, ${stake.phase}` : ''}${stake.horizon ? `, ${stake.horizon} term` : ''}`
    + `${stake.offset ? `, offset ${stake.offset}` : ''}${stake.isContested ? ', contested' : ''}`
    + `${marksOf(stake) ? ` (${marksTitle(stake)})` : ''}`
  return drawing('g', {
    class: `stake ${stake.direction} ${stake.phase ?? ''}${isOffset ? ' offset' : ''}${marksOf(stake) ? ' unsure' : ''}`,
    'data-id': stake.id, onclick: () => select(`stake:${stake.id}`), role: 'img', 'aria-label': words,
  },
  drawing('title', {}, words),
  stake.direction === 'neither'
    ? drawing('circle', { class: 'stake-bar', cx: x + 6, cy: LEDGER_HEIGHT / 2, r: 4.5, fill })
    : drawing('rect', { class: 'stake-bar', x: x + 1, y, width: Math.max(2, width - 2), height, rx: 2, fill }),
  room > text.length * 6.6 && height > 14 && stake.direction !== 'neither'
    ? drawing('text', { x: x + 6, y: LEDGER_HEIGHT / 2 + 4 }, text) : null,
  stake.isContested
    ? drawing('text', { class: 'contested', x: x + width - (width > 20 ? 16 : width - 2), y: LEDGER_HEIGHT / 2 + 5 }, '≠')
    : null,
  stake.offset === 'broken' || stake.offset === 'declined'
    ? drawing('path', {
      class: 'broken', d: `M${x + 3} ${y + height - 2}L${x + width - 3} ${y + 2}`,
    }) : null)
}

function ledgerLegend() {
  const bar = (attributes, extra) => drawing('svg', { class: 'icon', width: 24, height: 14, 'aria-hidden': 'true' },
    drawing('rect', { x: 1, y: 1, width: 22, height: 12, rx: 2, class: 'stake-bar', ...attributes }), extra)
  const key = (node, text) => element('span', { class: 'key' }, node, text)
  return element('div', { class: 'legend' },
    key(bar({ fill: 'var(--loss)' }), 'loss'), key(bar({ fill: 'var(--gain)' }), 'gain'),
    key(bar({ fill: 'url(#hatch-loss)', stroke: 'var(--loss)' }), 'offset accepted or kept'),
    key(bar({ fill: 'var(--loss)' }, drawing('path', { class: 'broken', d: 'M3 12L21 2' })),
      'offset declined or broken'),
    element('span', { class: 'key' }, '≠ contested'), element('span', { class: 'key' }, '○ neither'),
    element('span', { class: 'key' }, 'height: weight'))
}
