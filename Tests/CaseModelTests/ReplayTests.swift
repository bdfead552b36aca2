import CaseModel
import Sampling
import TestHistories
import Testing

/// The optimised replay says what a plain one says, however the events arrive.
struct ReplayTests {
    /// Some questions on the three axes, the unlimited one first.
    private static func questions(_ seed: UInt64) -> [(at: Instant, known: Instant, recorded: Instant)] {
        var random = SeededRandom(seed)
        func date(_ years: ClosedRange<Int>) -> Instant {
            if random.happens(30) { return .max }
            return Calendar.instant(
                year: random.number(years), month: random.number(1...12), day: random.number(1...28)) - 1
        }
        var questions: [(Instant, Instant, Instant)] = [(.max, .max, .max)]
        for _ in 0..<6 { questions.append((date(2017...2021), date(2017...2019), date(2019...2019))) }
        return questions
    }

    private static func expect(_ view: [UInt8], equals plain: JSONValue, _ question: Any) throws {
        let difference = PlainRow.difference(PlainRow.sorted(try JSONParser.parse(view)), plain)
        #expect(difference == nil, "\(question)")
    }

    @Test(arguments: 1...sampled(8, whole: 24) as ClosedRange<UInt64>)
    func `the optimised replay equals a plain one at any date and state of knowledge`(seed: UInt64) throws {
        let feeds = HistoryMaker.feeds(seed: seed)
        for question in Self.questions(seed) {
            let plain = PlainCase(feeds, at: question.at, known: question.known, recorded: question.recorded)
            let history = CaseHistory.of(feeds, known: question.known, recorded: question.recorded)
            let view = Viewpoint(history, at: question.at)
            try Self.expect(ViewText.governance(view), equals: plain.governance, question)
            try Self.expect(ViewText.disputes(view), equals: plain.disputes, question)
            try Self.expect(ViewText.ledger(view), equals: plain.ledger, question)
            let answer = WholeAnswer(history, feeds, at: question.at)
            #expect(ViewText.all(answer.view) == ViewText.all(view), "\(question)")
            try Self.expect(ViewText.fieldwork(answer), equals: plain.fieldwork, question)
            try Self.expect(ViewText.engagement(answer), equals: plain.engagement, question)
        }
    }

    @Test(arguments: 1...sampled(8, whole: 24) as ClosedRange<UInt64>)
    func `what brought each episode into its state is what a plain replay finds`(seed: UInt64) {
        let feeds = HistoryMaker.feeds(seed: seed)
        for question in Self.questions(seed) {
            let plain = PlainCase(feeds, at: question.at, known: question.known, recorded: question.recorded)
            let history = CaseHistory.of(feeds, known: question.known, recorded: question.recorded)
            let view = Viewpoint(history, at: question.at)
            let turns = DisputesView(view).disputes.map { dispute in
                (view.tables.text(dispute.id), dispute.episodes.map { view.tables.text($0.lastTurn) })
            }
            #expect(Dictionary(uniqueKeysWithValues: turns) == plain.lastTurns, "\(question)")
        }
    }

    @Test(arguments: 1...sampled(6, whole: 16) as ClosedRange<UInt64>)
    func `what is looked up in lines equals what a plain replay finds`(seed: UInt64) throws {
        let feeds = HistoryMaker.feeds(seed: seed, isCoded: true)
        for question in Self.questions(seed) {
            let plain = PlainCase(feeds, at: question.at, known: question.known, recorded: question.recorded)
            let history = CaseHistory.of(feeds, known: question.known, recorded: question.recorded)
            let answer = WholeAnswer(history, feeds, at: question.at)
            try Self.expect(ViewText.issues(answer), equals: plain.issues, question)
            try Self.expect(ViewText.strategies(answer), equals: plain.strategies, question)
            try Self.expect(ViewText.reignition(answer), equals: plain.reignition, question)
        }
    }
}
