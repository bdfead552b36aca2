// Events in words: the phrase of each type as the vocabulary has it (`Vocabulary`, made from the Swift descriptions), where
// `{field}` stands for a value and `[…]` is left out where one of its fields is.

/// Each type's phrase taken apart once: text, and fields with the manner in which their values are put into words.
const PHRASES = new Map(Object.entries(Vocabulary.types).map(([type, { phrase, fields }]) => {
  const manners = new Map(fields.map((field) => {
    const [name, shape, role = ''] = field.split(' ')
    return [name.replace('?', ''), mannerOf(shape, role)]
  }))
  const parts = (text) => text.split(/(\{\w+\})/).filter(Boolean).map((part) => {
    if (part[0] !== '{') return part
    const key = part.slice(1, -1)
    return { key, manner: manners.get(key) ?? 'plain' }
  })
  const pieces = phrase.split(/(\[[^\]]*\])/).filter(Boolean)
  return [type, pieces.map((piece) => (piece[0] === '['
    ? { isOptional: true, parts: parts(piece.slice(1, -1)) } : { isOptional: false, parts: parts(piece) }))]
}))

/// Identifiers are put by the name of what they stand for, enumerated words without their hyphens, all else as it is.
function mannerOf(shape, role) {
  if (shape.startsWith('word:')) return 'word'
  const isIdentifier = /^(slug|reference)/.test(shape)
  return isIdentifier && /^(course|touches|existing|perceiver)/.test(role) ? 'name' : 'plain'
}

/// Names of what a case knows, and sentences about its events.
class Wording {
  constructor(world, codebook) {
    this.names = new Map()
    this.kinds = new Map()
    this.labels = new Map(codebook.map((entry) => [entry.code, entry.label]))
    this.defined = new Map()
    for (const { event } of world.events) this.note(event)
  }

  note({ id, type, data }) {
    const kind = DEFINED_KINDS[type]
    if (kind) {
      const key = data[kind]
      if (!this.kinds.has(key) || kind !== 'person') this.kinds.set(key, kind)
      this.defined.set(key, id)
      const name = data.title ?? data.name
      if (typeof name === 'string' && name) this.names.set(key, name)
    } else if (type === 'organisation.renamed' || type === 'body.renamed') {
      this.names.set(data.organisation ?? data.body, data.name)
    } else if (type === 'code.defined' || type === 'code.renamed') {
      this.labels.set(data.code, data.label)
    }
  }

  name(id) {
    return this.names.get(id) ?? id
  }

  label(code) {
    const label = this.labels.get(code)
    return label && label !== code ? label : spaced(code)
  }

  sentence({ type, data }) {
    const phrase = PHRASES.get(type)
    if (!phrase) return `${type} ${JSON.stringify(data)}`
    return phrase.map(({ isOptional, parts }) => {
      const isLeftOut = isOptional && parts.some((part) => part.key && data[part.key] === undefined)
      return isLeftOut ? '' : parts.map((part) => (part.key ? this.value(data[part.key], part.manner) : part)).join('')
    }).join('')
  }

  value(value, manner) {
    if (value === undefined || value === null) return '?'
    if (Array.isArray(value)) return value.map((element) => this.value(element, manner)).join(', ')
    if (typeof value === 'boolean') return value ? 'yes' : 'no'
    if (typeof value === 'object') {
      if (value.private) return '[private]'
      return Object.entries(value).map(([key, inner]) => `${spaced(key)} ${this.value(inner, 'plain')}`).join(', ')
    }
    if (manner === 'name') return this.name(value)
    return manner === 'word' ? spaced(String(value)) : String(value)
  }
}

/// Types of events by which something comes to be known, and the field that names it.
const DEFINED_KINDS = {
  'person.identified': 'person', 'participant.recruited': 'participant', 'organisation.registered': 'organisation',
  'group.identified': 'group', 'body.established': 'body', 'session.started': 'session',
  'document.collected': 'document', 'proposal.tabled': 'proposal', 'decision.made': 'decision',
  'stake.perceived': 'stake', 'offset.offered': 'offset', 'dispute.raised': 'dispute',
  'approval.granted': 'approval',
}
const ACTOR_KINDS = new Set(['person', 'participant', 'organisation', 'group', 'body'])

function spaced(word) {
  return word.replace(/[-_]/g, ' ')
}

function capitalised(text) {
  return text ? text[0].toUpperCase() + text.slice(1) : text
}

function counted(count, noun, plural = `${noun}s`) {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? noun : plural}`
}

/// The marks of a fact that rests on an imprecise date (`~`) or a field that no source gives (`*`).
function marksOf(fact) {
  return (fact?.imprecise ? '~' : '') + (fact?.reconstructed?.length ? '*' : '')
}

function marksTitle(fact) {
  const parts = []
  if (fact?.imprecise) parts.push('imprecise date')
  if (fact?.reconstructed?.length) parts.push(`reconstructed: ${fact.reconstructed.join(', ')}`)
  return parts.join('; ')
}
