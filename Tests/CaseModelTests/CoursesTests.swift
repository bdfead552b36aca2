import TestHistories
import Testing

@testable import CaseModel

/// Courses against a dictionary: what is filed while reading, gathered into a table, changed afterwards.
@Suite struct CoursesTests {
    private static let symbols: UInt32 = 12

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func coursesHoldWhatWasFiledUnderTheirKeys(seed: UInt64) {
        var dice = SeededRandom(seed)
        var (filings, plain): (Filings, Plain) = (Filings(), Plain())
        for record in 0..<RecordIndex(dice.number(0...300)) {
            for _ in 0..<dice.number(0...3) {
                let key = Self.key(&dice)
                filings.add(key, record)
                plain.add(key, record)
            }
        }
        let courses = Courses(CourseTable(filings, symbolCount: Int(Self.symbols)))
        plain.expect(courses)
        #expect(!courses.holds(.thing(Symbol(index: Self.symbols))), "A symbol that came later has no events yet.")
    }

    @Test(arguments: [11, 12, 13, 14] as [UInt64])
    func changedCoursesHideThoseOfTheTable(seed: UInt64) {
        var dice = SeededRandom(seed)
        var (filings, plain): (Filings, Plain) = (Filings(), Plain())
        for record in 0..<RecordIndex(100) {
            let key = Self.key(&dice)
            filings.add(key, record)
            plain.add(key, record)
        }
        var courses = Courses(CourseTable(filings, symbolCount: Int(Self.symbols)))
        for record in 100..<RecordIndex(150) {
            let key = Self.key(&dice)
            courses.change(key) { $0.append(record) }
            plain.add(key, record)
        }
        let emptied = CourseKey.influence
        courses.change(emptied) { $0 = [] }
        plain.courses[Plain.Name(emptied)] = nil
        plain.expect(courses)
    }

    @Test func anEventThatNamesAThingTwiceIsFiledOnce() {
        var filings = Filings()
        filings.add(.influence, 7)
        filings.add(.caseItself, 7)
        filings.add(.influence, 7)
        filings.add(.influence, 8)
        let courses = Courses(CourseTable(filings, symbolCount: 0))
        #expect(Array(courses[.influence]) == [7, 8])
        #expect(Array(courses[.caseItself]) == [7])
    }

    @Test(arguments: [0, 1, 7, 8, 9, 40])
    func aRunHoldsItsRecordsWhetherTheyWereCopiedOrNot(count: Int) {
        let records = (0..<RecordIndex(count + 10)).map { $0 * 3 }
        let run = RecordRun(Flat(copying: records), 5..<5 + count)
        let expected = Array(records[5..<5 + count])
        #expect(Array(run) == expected)
        #expect(Array(RecordRun(expected)) == expected)
        for end in 0...count {
            #expect(Array(run.prefix(end)) == Array(expected[..<end]))
            #expect(Array(run.suffix(end)) == Array(expected.suffix(end)))
        }
    }

    @Test func sortingATableSortsEachCourse() {
        var filings = Filings()
        for record in [3, 1, 2] as [RecordIndex] {
            filings.add(.thing(Symbol(index: 0)), record)
            filings.add(.influence, record)
        }
        let courses = Courses(CourseTable(filings, symbolCount: 1).sorted(.none) { $0.sorted() })
        #expect(Array(courses[.thing(Symbol(index: 0))]) == [1, 2, 3])
        #expect(Array(courses[.influence]) == [1, 2, 3])
    }

    private static func key(_ dice: inout SeededRandom) -> CourseKey {
        let symbol = Symbol(index: UInt32(dice.number(0...Int(symbols) - 1)))
        return switch dice.number(0...5) {
        case 0: .thing(symbol)
        case 1: .touching(symbol)
        case 2: .code(symbol)
        case 3: .coding(EventID(packed: UInt64(symbol.index) + 1))
        case 4: .influence
        default:
            .tie(TieKey(kind: .role, actor: symbol, other: Symbol(index: UInt32(dice.number(0...2))), quality: 1))
        }
    }
}

/// The same in a dictionary.
private struct Plain {
    struct Name: Hashable {
        let high: UInt64
        let low: UInt64
        init(_ key: CourseKey) { (high, low) = (key.high, key.low) }
        var key: CourseKey { CourseKey(high: high, low: low) }
    }

    var courses: [Name: [RecordIndex]] = [:]

    mutating func add(_ key: CourseKey, _ record: RecordIndex) {
        if courses[Name(key)]?.last != record { courses[Name(key), default: []].append(record) }
    }

    func expect(_ found: Courses) {
        for (name, course) in courses {
            #expect(Array(found[name.key]) == course)
            #expect(found.last(name.key) == course.last)
        }
        for kind in [CourseKey.Kind.thing, .touching, .code, .coding, .tie, .influence] {
            var keys: Set<Name> = []
            found.forEachKey(of: kind) { #expect(keys.insert(Name($0)).inserted) }
            #expect(keys == Set(courses.keys.filter { $0.key.kind == kind }))
        }
    }
}
