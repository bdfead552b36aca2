// The time axis: how much happened when, the playhead, and a second handle for what was known or recorded by then.

const axis = { left: 0, width: 1, first: 0, last: 1 }

function xOf(instant) {
  return ((instant - axis.first) / (axis.last - axis.first)) * axis.width
}

function instantOf(x) {
  return axis.first + (Math.min(Math.max(x, 0), axis.width) / axis.width) * (axis.last - axis.first)
}

/// The whole case, and a little room at both ends so that what happens first and last can be seen.
function measureAxis(strip) {
  axis.width = Math.max(100, strip.clientWidth)
  const span = Math.max(30 * DAY, page.range.last - page.range.first)
  axis.first = page.range.first - DAY - span * 0.012
  axis.last = page.range.last + span * 0.012
}

function makeAxis(main) {
  const picture = drawing('svg', { class: 'axis-picture', 'aria-hidden': 'true' })
  const head = element('div', {
    id: 'axis-playhead', class: 'playhead', role: 'slider', tabindex: 0, 'aria-label': 'Date shown',
    'aria-keyshortcuts': 'ArrowLeft ArrowRight PageUp PageDown Home End Space',
  }, element('span', { class: 'playhead-grip' }))
  const strip = element('div', { class: 'axis-strip' }, picture, head)
  const second = makeSecondHandle()
  const box = element('section', { id: 'axis', class: 'axis', 'aria-label': 'Time' },
    element('div', { class: 'gutter' }, makePlayer()), strip, ...second.nodes)
  main.append(box)
  strip.addEventListener('pointerdown', (event) => dragPlayhead(event, strip, head))
  head.addEventListener('keydown', playheadKey)
  addPart({
    world: () => {
      measureAxis(strip)
      setAttribute(head, 'aria-valuemin', 0)
      setAttribute(head, 'aria-valuemax', Math.round((page.range.last - page.range.first) / DAY))
      drawAxis(picture)
      second.draw()
    },
    at: () => {
      head.style.transform = `translateX(${xOf(page.at)}px)`
      setAttribute(head, 'aria-valuenow', Math.round((page.at - page.range.first) / DAY))
      setAttribute(head, 'aria-valuetext', dayWords(page.at))
    },
    select: () => drawSelectedEvents(picture),
  })
}

const AXIS_HEIGHT = 46

function drawAxis(picture) {
  const { width } = axis
  setAttribute(picture, 'width', width)
  setAttribute(picture, 'height', AXIS_HEIGHT + 20)
  const marks = ticks(axis.first, axis.last, width, 58).map(({ at, label, isYear }) => {
    const x = Math.round(xOf(at)) + 0.5
    return drawing('g', { class: isYear ? 'tick year' : 'tick' },
      drawing('line', { x1: x, x2: x, y1: isYear ? 0 : 6, y2: AXIS_HEIGHT + 4 }),
      x > width - 30 ? null : drawing('text', { x: x + 3, y: AXIS_HEIGHT + 15 }, label))
  })
  const back = page.world.lanes.flatMap((lane) => lane.turns.filter((turn) => turn.kind === 'reignited')
    .map((turn) => drawing('path', {
      class: 'axis-spark', d: sparkPath(xOf(turn.at), 6), fill: colourOf(issuesAt(lane, turn.at)[0]),
    })))
  picture.replaceChildren(...marks,
    drawing('path', { class: 'axis-bars', d: barsPath(page.world.events.map((entry) => entry.at)) }),
    drawing('path', { class: 'axis-chosen' }),
    drawing('line', { class: 'axis-base', x1: 0, x2: width, y1: AXIS_HEIGHT + 0.5, y2: AXIS_HEIGHT + 0.5 }),
    ...back)
}

/// Counts by bins of three pixels; the root keeps a quiet month visible beside a busy one.
function barsPath(instants) {
  const bin = 3
  const counts = new Uint32Array(Math.ceil(axis.width / bin) + 1)
  for (const at of instants) counts[Math.max(0, Math.floor(xOf(at) / bin))] += 1
  let most = 1
  // A first day on which everything that there was is entered would leave the rest of the case flat.
  for (const count of [...counts].sort((one, other) => other - one).slice(2, 3)) most = Math.max(most, count)
  let path = ''
  for (let index = 0; index < counts.length; index += 1) {
    if (!counts[index]) continue
    const height = Math.max(2, Math.round(Math.min(1, Math.sqrt(counts[index] / most)) * (AXIS_HEIGHT - 12)))
    path += `M${index * bin} ${AXIS_HEIGHT}v${-height}h${bin - 1}v${height}z`
  }
  return path
}

function drawSelectedEvents(picture) {
  const chosen = selectedIndices()
  const instants = chosen ? chosen.map((index) => page.world.events[index].at) : []
  setAttribute(picture.querySelector('.axis-chosen'), 'd', chosen ? barsPath(instants) : '')
  picture.classList.toggle('has-chosen', Boolean(chosen))
}

function dragPlayhead(event, strip, head) {
  if (event.button) return
  event.preventDefault()
  head.focus({ preventScroll: true })
  player.stop()
  const left = strip.getBoundingClientRect().left
  const move = (moved) => setAt(instantOf(moved.clientX - left))
  const end = () => {
    pending.isDragged = false
    strip.removeEventListener('pointermove', move)
    redraw('none')
  }
  pending.isDragged = true
  strip.setPointerCapture(event.pointerId)
  strip.addEventListener('pointermove', move)
  strip.addEventListener('pointerup', end, { once: true })
  strip.addEventListener('pointercancel', end, { once: true })
  move(event)
}

function playheadKey(event) {
  const moves = {
    ArrowRight: () => stepEvent(1), ArrowUp: () => stepEvent(1),
    ArrowLeft: () => stepEvent(-1), ArrowDown: () => stepEvent(-1),
    PageUp: () => setAt(addMonths(page.at, 1)), PageDown: () => setAt(addMonths(page.at, -1)),
    Home: () => setAt(page.range.first), End: () => setAt(page.range.last),
    ' ': () => player.toggle(),
  }
  const move = moves[event.key]
  if (!move || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  if (event.key !== ' ') player.stop()
  move()
}

/// To the next day, or the one before, on which something happened (to what is selected, where something is).
function stepEvent(direction) {
  const { events } = page.world
  const chosen = selectedIndices() ?? null
  const count = chosen ? chosen.length : events.length
  const at = (index) => events[chosen ? chosen[index] : index].at
  let index = indexAfterOf(count, at, direction > 0 ? page.at : page.at - DAY)
  if (direction < 0) index -= 1
  if (index >= 0 && index < count) setAt(at(index))
}

function indexAfterOf(count, at, value) {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(middle) <= value) low = middle + 1
    else high = middle
  }
  return low
}
