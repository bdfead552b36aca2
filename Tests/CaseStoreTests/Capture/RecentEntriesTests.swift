import CaseModel
import CaseStore
import Testing

/// What a session holds of its entries does not grow with their number; `tools/observe-soak` measures what they cost.
struct RecentEntriesTests {
    @Test func `a session holds its last fifty entries, however many were made`() throws {
        let shop = try Workshop()
        let live = try shop.session(try shop.make("elm", [Input.opened]))
        let at = EDTF("2022-03-05T10:00:00+00:00") ?? EDTF(DatePoint())
        _ = try live.start(NewSession(), at: at)
        for number in 1...120 { _ = try live.enter(Entry("words \(number)"), at: at) }
        #expect(live.recent.count == 50)
        #expect(live.recent.last?.words == "words 120")
    }
}
