import CaseModel
import Testing

@testable import CasePages

/// What a reader is told of facts that rest on imprecise dates, or on what no source gives.
struct MarkWordsTests {
    private static func marks(imprecise: Bool, _ reconstructed: [String]) -> Marks {
        var marks = Marks()
        marks.isImprecise = imprecise
        marks.reconstructed = reconstructed
        return marks
    }

    @Test(arguments: [
        (false, [], ""), (true, [], "~"), (false, ["occurred"], "*"), (true, ["occurred", "parties"], "~*"),
        (false, ["type", "occurred"], "†"), (true, ["occurred", "type"], "~†"),
    ])
    func `a guessed day and an event that is ours as a whole are told apart`(
        imprecise: Bool, reconstructed: [String], cell: String
    ) {
        let marks = Self.marks(imprecise: imprecise, reconstructed)
        #expect(marks.cell == cell)
        #expect(Rows([["a", cell], ["b", ""]]).isMarked == !cell.isEmpty)
        #expect(Rows([["so it was" + marks.suffix]]).isMarked == !cell.isEmpty)
        for mark in cell { #expect(Marks.legend.contains("\(mark) ")) }
    }

    @Test func `the legend fits one line of a narrow terminal`() { #expect(Marks.legend.count <= 80) }

    @Test(arguments: [
        (#"["occurred","by"]"#, "reconstructed: occurred, by"),
        (#"["type","occurred"]"#, "† no source gives it at all: type, occurred"),
        (#"["types"]"#, "reconstructed: types"),
    ])
    func `events in words say which they are`(list: String, told: String) {
        let names = NameBook(Viewpoint(CaseHistory(feeds: [])))
        let head = #"{"id":"jw-00000000/3","type":"observation.noted","occurred":"2019","#
        let line = Array((head + #""reconstructed":\#(list),"data":{"text":"A"}}"#).utf8)
        var markdown = MarkdownEvents(names: names)
        var page = EventsPage(names: names, width: 100)
        var output: [UInt8] = []
        markdown.write(line, to: &output)
        #expect(String(decoding: output, as: UTF8.self).contains("(\(told))"))
        output = []
        page.write(line, to: &output)
        #expect(String(decoding: output, as: UTF8.self).contains("(\(told))"))
    }
}
