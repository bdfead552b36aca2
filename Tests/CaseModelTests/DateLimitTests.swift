import CaseModel
import TestHistories
import Testing

/// Dates that are made coarser before they are given away.
struct DateLimitTests {
    @Test(arguments: [
        ("2019-06-03T14:05:30+01:00", "2019-06-03", "2019-06", "2019"),
        ("2019-06-03T23:30", "2019-06-03", "2019-06", "2019"),
        ("2019-06-03", "2019-06-03", "2019-06", "2019"), ("2019-06", "2019-06", "2019-06", "2019"),
        ("2019", "2019", "2019", "2019"), ("2019-24", "2019-24", "2019-24", "2019"),
        ("2019-06-03~", "2019-06-03~", "2019-06~", "2019~"), ("2019-06-03?", "2019-06-03?", "2019-06?", "2019?"),
        ("2018-11-30%/2019-06-03T10:00", "2018-11-30%/2019-06-03", "2018-11%/2019-06", "2018%/2019"),
        ("2019-06-03/2019-06-09", "2019-06-03/2019-06-09", "2019-06/2019-06", "2019/2019"),
        ("../2019-06-03", "../2019-06-03", "../2019-06", "../2019"),
    ])
    func `a date is no finer than the limit, and otherwise as it was`(
        date: String, day: String, month: String, year: String
    ) throws {
        let known = try #require(EDTF(date))
        let coarse = DateLimit.allCases.map { $0.coarsened(known) }
        #expect(coarse.map(\.text) == [day, month, year])
        for date in coarse { #expect(EDTF(date.text) == date, "What is deposited is a date.") }
    }

    @Test func `a coarse date allows all that the finer one did, and coarsening once more changes nothing`() throws {
        var random = SeededRandom(5)
        for _ in 0..<2_000 {
            let month = random.number(1...12)
            let time =
                random.happens(50) ? "T\(Self.two(random.number(0...23))):\(Self.two(random.number(0...59)))" : ""
            let point = "\(random.number(1990...2030))-\(Self.two(month))-\(Self.two(random.number(1...28)))\(time)"
            let date = try #require(EDTF(point))
            for limit in DateLimit.allCases {
                let coarse = limit.coarsened(date)
                #expect(coarse.effect <= date.effect && coarse.latest >= date.latest, "\(point) \(limit)")
                #expect(limit.coarsened(coarse) == coarse)
            }
        }
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    @Test func `of a line every date is coarsened, and nothing else`() throws {
        let line = #"""
            {"id":"a-00000000/1","type":"document.collected","occurred":"2019-06-03","learnt":"2019-06-04T10:00","recorded":"2019-06-05T14:02:11.512Z","note":"On 2019-06-03.","data":{"document":"minutes","title":"2019-06-03","published":"2019-06-02"}}
            """#
        var bytes: [UInt8] = []
        DateLimit.month.coarsened(try JSONParser.parse(Array(line.utf8))).write(to: &bytes)
        let coarse = #"""
            {"id":"a-00000000/1","type":"document.collected","occurred":"2019-06","learnt":"2019-06","recorded":"2019-06","note":"On 2019-06-03.","data":{"document":"minutes","title":"2019-06-03","published":"2019-06"}}
            """#
        #expect(String(decoding: bytes, as: UTF8.self) == coarse)
    }
}
