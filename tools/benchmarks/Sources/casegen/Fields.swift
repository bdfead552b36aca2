/// How fields are put that need more than a word.
extension Generator {
    mutating func put(_ name: StaticString, _ word: [UInt8]) { sheet.field(name, word) }
    mutating func put(_ name: StaticString, oneOf words: [[UInt8]]) { sheet.field(name, random.pick(words)) }

    /// A field that one event in so many has.
    mutating func put(_ name: StaticString, oneOf words: [[UInt8]], chance: Double) {
        if random.chance(chance) { put(name, oneOf: words) }
    }

    mutating func putText(_ name: StaticString, _ length: ClosedRange<Int>) {
        sheet.open(name)
        prose.text(&sheet, &random, atLeast: random.within(length))
        sheet.close()
    }

    mutating func putTitle(_ name: StaticString) {
        sheet.open(name)
        prose.title(&sheet, &random)
        sheet.close()
    }

    mutating func putRemark(_ name: StaticString) {
        sheet.open(name)
        prose.remark(&sheet, &random)
        sheet.close()
    }

    mutating func putActor(_ name: StaticString, _ index: Int) { put(name, actors[index].slug) }

    mutating func putActors(_ name: StaticString, _ indices: [Int]) {
        sheet.list(name, indices.map { actors[$0].slug })
    }

    mutating func putPerceiver(_ name: StaticString, _ index: Int) {
        if index < 0 { sheet.field(name, "researcher") } else { putActor(name, index) }
    }

    /// The identifier of a thing of a feed.
    mutating func putThing(_ name: StaticString, _ word: StaticString, _ feed: Int, _ number: Int) {
        sheet.open(name)
        putThing(word, feed, number)
        sheet.close()
    }

    mutating func putThing(_ word: StaticString, _ feed: Int, _ number: Int) {
        sheet.put(word)
        sheet.put("-")
        sheet.put(byte: feeds[feed].letter)
        sheet.put(number)
    }

    mutating func putEvent(_ name: StaticString, _ event: EventName) {
        sheet.open(name)
        putEvent(event)
        sheet.close()
    }

    mutating func putEvents(_ name: StaticString, _ events: [EventName]) {
        sheet.openList(name)
        for event in events {
            sheet.openElement()
            putEvent(event)
            sheet.close()
        }
        sheet.closeList()
    }

    /// The id of an event; the feed's name is put in for its letter when the case is made.
    private mutating func putEvent(_ event: EventName) {
        sheet.put("@")
        sheet.put(byte: feeds[event.feed].letter)
        sheet.put("/")
        sheet.put(event.sequence)
    }

    mutating func putDay(_ name: StaticString, _ day: Int) {
        sheet.open(name)
        sheet.put(days.bytes(day))
        sheet.close()
    }
}
