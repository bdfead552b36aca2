import CaseModel
import CaseStore
import EventLog
import TestHistories
import Testing

struct FollowedCaseTests {
    private let shop: Workshop

    init() throws { shop = try Workshop() }

    private func views(_ history: CaseHistory) -> String {
        ViewText.all(Viewpoint(history))
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `going on comes to the same as reading anew, whoever appends`(seed: UInt64) throws {
        var random = SeededRandom(seed)
        let folder = try shop.make("elm", Input.small)
        var followed = try FollowedCase(folder, device: shop.device())
        var writers: [CaseWriter] = []
        for step in 0..<12 {
            if writers.isEmpty || random.happens(20) {
                writers.append(try shop.writer(folder, shop.device("home\(writers.count)")))
            }
            var count = 0
            for line in 0..<random.number(0...3) {
                let lines = [
                    Input.group("g-\(step)-\(line)"), Input.note("at \(step)"), Input.dispute("d-\(step)-\(line)"),
                ]
                _ = try random.pick(writers).append(Workshop.input([random.pick(lines)]))
                count += 1
            }
            #expect(try followed.refresh() == (count > 0))
            let anew = try shop.open(folder)
            #expect(followed.opened.position == anew.position)
            #expect(try views(followed.history) == views(anew.history().0))
        }
    }

    @Test func `sealing changes nothing that is told`() throws {
        let folder = try shop.make("elm", Input.small)
        var followed = try FollowedCase(folder, device: shop.device())
        _ = try shop.open(folder).seal { _ in }
        #expect(try !followed.refresh())
        #expect(followed.opened.lineCount == 4)
        _ = try shop.writer(folder).append(Workshop.input([Input.group("club")]))
        #expect(try followed.refresh())
        #expect(followed.opened.lineCount == 5)
    }

    @Test func `a case whose damage shows only in reading is read once, and anew when it is another one`() throws {
        let folder = try shop.make("elm", Input.small)
        _ = try shop.open(folder).seal { _ in }
        try shop.changeSealed { $0[$0.count / 4] ^= 0x40 }
        var followed = try FollowedCase(folder, device: shop.device())
        #expect(followed.opened.damage.isEmpty && !followed.damage.isEmpty)
        for _ in 0..<3 { #expect(try !followed.refresh()) }
        #expect(followed.readings == 1)
        try shop.changeSealed { $0[$0.count / 4] ^= 0x40 }
        _ = try followed.refresh()
        #expect(followed.readings == 2 && followed.damage.isEmpty)
    }

    @Test func `a feed that became another one is read anew`() throws {
        let folder = try shop.make("elm", Input.small + [Input.note("one")])
        try shop.copy("elm.caselog", to: "other.caselog")
        let other = try CaseFolder(finding: "\(shop.path)/other")
        var followed = try FollowedCase(other, device: shop.device("reader"))
        _ = try shop.writer(folder).append(Workshop.input([Input.group("club")]))
        SystemFileSystem().removeAll("\(shop.path)/other.caselog/feeds")
        try shop.copy("elm.caselog", to: "other.caselog")
        #expect(try followed.refresh())
        #expect(try views(followed.history) == views(shop.open(folder).history().0))
    }
}

struct EventsAfterTests {
    private let shop: Workshop

    init() throws { shop = try Workshop() }

    /// A case with lines of three devices, one recorded after the other.
    private func made(_ random: inout SeededRandom) throws -> Case {
        let folder = try shop.make("elm", Input.small)
        let writers = try (0..<3).map { try shop.writer(folder, shop.device("home\($0)")) }
        for number in 0..<20 { _ = try random.pick(writers).append(Workshop.input([Input.note("\(number)")])) }
        return try shop.open(folder)
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `portions of any size, put together, are all events in the order of recording`(seed: UInt64) throws {
        var random = SeededRandom(seed)
        let opened = try made(&random)
        var (position, lines) = (CasePosition(), [[UInt8]]())
        while true {
            let next = try EventsAfter(position, in: opened, limit: random.number(1...7))
            lines += next.lines.map(\.line)
            #expect(next.position.covers(position))
            #expect(CasePosition(next.position.text) == next.position)
            position = next.position
            if !next.hasMore { break }
        }
        let all = try EventsAfter(CasePosition(), in: opened, limit: 1_000).lines.map(\.line)
        #expect(lines == all && all.count == 24)
        #expect(position == opened.position)
        let recorded = all.map { String(decoding: $0, as: UTF8.self).split(separator: "\"recorded\":\"")[1].prefix(24) }
        #expect(recorded == recorded.sorted())
        #expect(Set(lines).count == 24)
    }

    @Test func `a portion ends with the line that reaches its bytes`() throws {
        var random = SeededRandom(11)
        let opened = try made(&random)
        let all = try EventsAfter(CasePosition(), in: opened, limit: 1_000).lines.map(\.line)
        for sizeMax in [1, 500, 5_000] {
            var (position, lines) = (CasePosition(), [[UInt8]]())
            var next = try EventsAfter(position, in: opened, limit: 1_000, sizeMax: sizeMax)
            while !next.lines.isEmpty {
                let sizes = next.lines.map(\.line.count)
                #expect(sizes.dropLast().reduce(0, +) < sizeMax)
                (position, lines) = (next.position, lines + next.lines.map(\.line))
                #expect(next.hasMore == (lines.count < all.count))
                next = try EventsAfter(position, in: opened, limit: 1_000, sizeMax: sizeMax)
            }
            #expect(lines == all)
        }
    }

    @Test func `lines that cannot be read are passed over, and end`() throws {
        let folder = try shop.make("elm", Input.small)
        let writer = try shop.writer(folder)
        for number in 0..<3 { _ = try writer.append(Workshop.input([Input.note("\(number)")])) }
        _ = try shop.open(folder).seal { _ in }
        try shop.changeSealed { $0[$0.count / 4] ^= 0x40 }
        let opened = try shop.open(folder)
        var (position, count, portions) = (CasePosition(), 0, 0)
        var hasMore = true
        while hasMore, portions < 20 {
            let next = try EventsAfter(position, in: opened, limit: 1)
            (position, hasMore) = (next.position, next.hasMore)
            count += next.lines.count
            portions += 1
        }
        #expect(!hasMore && position == opened.position && count < 7)
    }

    @Test func `behind the last event there is nothing`() throws {
        var random = SeededRandom(7)
        let opened = try made(&random)
        let next = try EventsAfter(opened.position, in: opened, limit: 10)
        #expect(next.lines.isEmpty && !next.hasMore && next.position == opened.position)
    }
}

struct CasePositionTests {
    @Test(arguments: [
        "", "anna-3f9c21ab.12", "anna-3f9c21ab.12,jw-01ab23cd.40",
    ])
    func `a position is read as it was written`(text: String) {
        #expect(CasePosition(text)?.text == text)
    }

    @Test(arguments: [
        "anna", "anna-3f9c21ab", "anna-3f9c21ab.0", "anna-3f9c21ab.012", "anna-3f9c21ab.-1", "anna-3f9c21ab.1,",
        "anna-3f9c21ab.1,anna-3f9c21ab.2", "../x-3f9c21ab.1", "anna-3f9c21ab.18446744073709551616",
    ])
    func `anything else is no position`(text: String) {
        #expect(CasePosition(text) == nil)
    }
}
