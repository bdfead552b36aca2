import ArgumentParser
import CaseModel
import CasePages
import CaseStore
import EventLog

struct Events: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "The events, in case order.",
        discussion: """
            Events stand by their dates as stored, mistakes and what was retracted included; views show them as corrected.

            EXAMPLES
              caselog events elm --at 2019-06 --type dispute.raised
              caselog events elm --about pooled-budget --text "leading role"
              caselog events elm --json | jq -c 'select(.warrant == "told")'
            """)

    @OptionGroup var target: CaseOptions
    @OptionGroup var time: TimeOptions

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Only events of these types.", valueName: "T"))
    var type: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Only events that name these identifiers or events.", valueName: "ID"))
    var about: [String] = []

    @Option(help: ArgumentHelp("Only events with this code.", valueName: "C"))
    var code: [String] = []

    @Option(help: ArgumentHelp("Only events of this session.", valueName: "S"))
    var session: String?

    @Option(help: ArgumentHelp("Only events whose texts hold all these words.", valueName: "WORDS"))
    var text: String?

    @Flag(help: "Print the stored lines, byte for byte but for words that were withdrawn.")
    var json = false

    func run() throws {
        var query = EventQuery()
        query.at = time.at?.latest ?? .max
        query.known = time.known?.latest ?? .max
        query.recorded = time.recorded?.latest ?? .max
        query.types = Set(type)
        query.about = about
        query.codes = code
        query.session = session
        query.words = text.map { $0.split(separator: " ").map(String.init) } ?? []
        let opened = try target.open()
        var search = try EventSearch(opened, query)
        let strangers = search.viewpoint.strangers(types: type, about: about, codes: code, session: session)
        for sentence in strangers { Output.tell("caselog: \(sentence)") }
        let told = opened.damage + search.damage
        Incompleteness.tell(told)
        if json {
            let history = search.history
            try search.forEach { line, _ in
                try Output.write(history.handedOut(Lines.copy(line, 0..<line.byteCount)))
                try Output.write([0x0A])
            }
        } else {
            let page = EventsPage(names: NameBook(search.viewpoint), width: Output.width)
            try search.forEach(madeBy: page) { page, line, piece in
                page.write(Lines.copy(line, 0..<line.byteCount), to: &piece)
            } to: { piece in
                try Output.writeText(piece)
            }
        }
        Incompleteness.tell(search.damage, besides: told)
        try Incompleteness.leave(if: !(opened.damage + search.damage).isEmpty, showing: opened)
    }
}
