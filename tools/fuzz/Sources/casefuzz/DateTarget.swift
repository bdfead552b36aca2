@testable import CaseModel

extension Target {
    /// A date: in a line, in a question, as a time of recording.
    static let dates = Target(
        name: "dates", run: { input in DateTarget.check(input) },
        seeds: {
            [
                "2019", "2019-06", "2019-24~", "2019-06-03", "2019-06-03T14:05", "2019-06-03T14:05:30Z",
                "2018-22/2021-21",
                "../2019-06?", "2019-06-03T00:30+01", "2019-06-03T00:30-03:30%", "2019-06-03T14:02:11.512Z",
                "9999-12-31",
                "0001-01-01T00:00+14:59", "9999-12-31T23:59-14:59", "2020-02-29/2020-03",
            ].map { text in Array(text.utf8) }
        })
}

enum DateTarget {
    /// The last instant of the last year that has a date; a time with an offset may lie behind it.
    private static let last = Calendar.instant(year: 10_000, month: 1, day: 1) - 1

    static func check(_ input: [UInt8]) {
        checkRecorded(input)
        let text = String(decoding: input, as: UTF8.self)
        if let question = QueryTime(text) {
            require(question.earliest <= question.latest, "a question's range is ordered")
        }
        guard let date = EDTF(input.span.bytes, 0..<input.count) else {
            require(EDTF.problem(in: text) != nil || Array(text.utf8) != input, "what is no date has a reason")
            return
        }
        require(Array(date.text.utf8) == input, "a date is written as it was read")
        require(EDTF(text) == date && EDTF.problem(in: text) == nil, "a date is a date as a text, too")
        require(date.effect <= date.latest, "a date ends behind its beginning")
        for point in [date.begin, date.end] {
            require(point.earliest <= point.latest, "a point ends behind its beginning")
            for precision in [DatePoint.Precision.year, .season, .month, .day, .minute, .second] {
                let end = EDTF(point.end(at: precision))
                require(EDTF(end.text) == end, "the end of \(date) is a date: \(end)")
                require(end.latest >= min(point.latest, last), "the end of \(date) is not before it: \(end)")
            }
        }
        let instant = date.effect
        let (days, rest) = Calendar.split(instant)
        require((0..<Int(Calendar.millisecondsPerDay)).contains(rest), "a day has so many milliseconds")
        let civil = Calendar.civil(days: days)
        let again = Calendar.instant(year: civil.year, month: civil.month, day: civil.day)
        require(again + Instant(rest) == instant, "a day is found again")
    }

    private static func checkRecorded(_ input: [UInt8]) {
        guard let instant = RecordedTime.parse(input.span.bytes, 0..<input.count) else { return }
        require(Array(RecordedTime.text(instant).utf8) == input, "a time of recording is written as it was read")
    }
}
