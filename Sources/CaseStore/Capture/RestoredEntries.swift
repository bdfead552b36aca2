import CaseModel

/// Stored lines of one feed, put together into entries again, as `Composer` makes them: what makes known what the entry
/// names, then what it is about, with codes that were put on that, then what it takes the place of.
///
/// Lines are of one entry where one needs the other, where they differ in nothing but the actor or are of one line of
/// keys, and where they take back what is of one entry. That two were recorded at one time says nothing: so are entries
/// that come fast.
struct RestoredEntries {
    struct Entry {
        let lines: [JSONValue]
        /// Which of them it is about.
        let main: Int
    }

    private let lines: [JSONValue]
    private var entries: [Entry] = []
    /// Which entry each event is of, and which the entry is a correction of, itself for any other.
    private var numbers: [String: Int] = [:]
    private var corrected: [Int] = []
    /// The events that make known.
    private var knowing: Set<String> = []

    /// When each event occurred.
    private var times: [String: JSONValue] = [:]
    /// The events that retractions name as what takes the place of others.
    private var replacing: Set<String> = []

    private init(_ lines: [JSONValue]) {
        self.lines = lines
        for line in lines {
            if let id = line["id"]?.string { times[id] = line["occurred"] }
            guard line.eventType == .eventRetracted else { continue }
            replacing.formUnion(line["because"]?.array?.compactMap(\.string) ?? [])
        }
    }

    /// - Parameter lines: as they are shown, in order.
    static func made(of lines: [JSONValue]) -> [Entry] {
        var made = RestoredEntries(lines)
        var place = 0
        while place < lines.count { place = made.take(from: place) }
        return made.entries
    }

    /// Puts together what begins at a line.
    ///
    /// - Returns: the line behind that.
    private mutating func take(from start: Int) -> Int {
        var about = start
        while isOfMoment(start, about), onlyMakesKnown(about) { about += 1 }
        // What a correction makes known has the time of what it puts right.
        guard
            isOfMoment(start, about) || isRecorded(with: start, about) && corrects(about, at: lines[start]["occurred"])
        else {
            keepKnown(start..<about)
            return about
        }
        var end = endOfAbout(about)
        var main = about
        if lines[end - 1].eventType == .sessionEnded { main = end - 1 }
        let needing = about..<end
        while isRecorded(with: start, end), takes(end, thePlaceOf: needing) { end += 1 }
        // What is taken back by it was there before it.
        let replaced = Set(lines[needing.upperBound..<end].compactMap { $0["data"]?["event"]?.string })
        let own = lines[start..<about].lastIndex { $0["id"]?.string.map(replaced.contains) ?? false }.map { $0 + 1 }
        let first = firstNeeded(by: needing, from: own ?? start)
        keepKnown(start..<first)
        keep(first..<end, main: main)
        return end
    }

    private func isRecorded(with first: Int, _ index: Int) -> Bool {
        lines.indices.contains(index) && lines[index]["recorded"] == lines[first]["recorded"]
    }

    private func isOfMoment(_ first: Int, _ index: Int) -> Bool {
        isRecorded(with: first, index) && lines[index]["occurred"] == lines[first]["occurred"]
    }

    /// Whether a line corrects what occurred at a time, as far as that can be seen.
    private func corrects(_ index: Int, at occurred: JSONValue?) -> Bool {
        guard lines[index].eventType == .eventCorrected else { return false }
        guard let target = lines[index]["data"]?["event"]?.string, let time = times[target] else { return true }
        return time == occurred
    }

    private func onlyMakesKnown(_ index: Int) -> Bool {
        Minted(lines[index], number: 0) != nil && !isCoded(index) && !takesPlace(index)
    }

    /// Whether an event is what an entry is about that takes the place of another.
    private func takesPlace(_ index: Int) -> Bool { lines[index]["id"]?.string.map(replacing.contains) ?? false }

    /// Whether codes are put on an event by the next one.
    private func isCoded(_ index: Int) -> Bool {
        guard isOfMoment(index, index + 1), lines[index + 1].eventType == .codingAdded else { return false }
        return lines[index + 1]["data"]?["on"] == lines[index]["id"]
    }

    /// Whether a line takes back an event that others take the place of.
    private func takes(_ index: Int, thePlaceOf others: Range<Int>) -> Bool {
        guard lines[index].eventType == .eventRetracted, let because = lines[index]["because"]?.array else {
            return false
        }
        return others.contains { because.contains(lines[$0]["id"] ?? .null) }
    }

    /// The end of what an entry is about that begins at a line.
    private func endOfAbout(_ start: Int) -> Int {
        var end = start + (isCoded(start) ? 2 : 1)
        if lines[start].eventType == .eventRetracted {
            while isOfMoment(start, end), isTakenBack(end, with: start) { end += 1 }
        } else if let event = EventOfEach(lines[start]) {
            let codes = isCoded(start) ? lines[start + 1]["data"]?["codes"] : nil
            var actors: Set<String> = [event.actor]
            while isOfMoment(start, end), !takesPlace(end), let next = EventOfEach(lines[end]), next.isAlike(event),
                (isCoded(end) ? lines[end + 1]["data"]?["codes"] : nil) == codes,
                actors.insert(next.actor).inserted
            {
                end += codes == nil ? 1 : 2
            }
        } else if var press = KeyPress(lines[start]), end == start + 1 {
            while isOfMoment(start, end), !takesPlace(end), let next = KeyPress(lines[end]), press.isFollowed(by: next)
            {
                press = next
                end += 1
            }
            // The end of a session ends its states.
            let areEnds = lines[start..<end].allSatisfy { KeyPress($0) == .ends }
            if areEnds, isOfMoment(start, end), lines[end].eventType == .sessionEnded { end += 1 }
        }
        return end
    }

    /// Whether one undo has made two retractions: it takes back events of one entry, and what corrections of that made
    /// known.
    private func isTakenBack(_ index: Int, with first: Int) -> Bool {
        let (line, other) = (lines[index], lines[first])
        guard line.eventType == .eventRetracted, line["because"] == nil, other["because"] == nil,
            let id = line["data"]?["event"]?.string, let firstID = other["data"]?["event"]?.string
        else { return false }
        let (number, firstNumber) = (numbers[id], numbers[firstID])
        if number == firstNumber { return true }
        guard let number, let firstNumber, knowing.contains(id) else { return false }
        return corrected[number] == corrected[firstNumber]
    }

    /// The first of the lines before some that make known what these need.
    private func firstNeeded(by about: Range<Int>, from start: Int) -> Int {
        var first = about.lowerBound
        var named = about.reduce(into: Set<String>()) { $0.formUnion(lines[$1].namedInLine) }
        while first > start, let known = Minted(lines[first - 1], number: 0), named.contains(known.mention) {
            first -= 1
            named.formUnion(lines[first].namedInLine)
        }
        return first
    }

    /// What nothing behind it names is an entry of its own: somebody has made it known.
    private mutating func keepKnown(_ known: Range<Int>) {
        var found: [Range<Int>] = []
        var end = known.upperBound
        while end > known.lowerBound {
            found.append(firstNeeded(by: end - 1..<end, from: known.lowerBound)..<end)
            end = found[found.count - 1].lowerBound
        }
        for entry in found.reversed() { keep(entry, main: entry.upperBound - 1) }
    }

    private mutating func keep(_ entry: Range<Int>, main: Int) {
        let number = entries.count
        for line in lines[entry] {
            guard let id = line["id"]?.string else { continue }
            numbers[id] = number
            if Minted(line, number: 0) != nil { knowing.insert(id) }
        }
        let target = lines[main].eventType == .eventCorrected ? lines[main]["data"]?["event"]?.string : nil
        corrected.append(target.flatMap { numbers[$0] }.map { corrected[$0] } ?? number)
        entries.append(Entry(lines: Array(lines[entry]), main: main - entry.lowerBound))
    }
}
