import ArgumentParser
import CaseAnswers
import CaseModel
import CasePages
import CaseStore
import EventLog

struct Page: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "page",
        abstract: "Write an interactive page of a case or a study: one file, for any browser, without the network.",
        discussion: """
            The page moves through time: disputes as lanes, who governed whom, who gained and lost, what each rests on. \
            Everything is in the one file, so that it can be mailed and opened from disk.

            Whoever gets the page can read what is in it. Private words that this device can open are in it, but for what \
            was withdrawn, and for what participants said word for word and have not consented to have quoted. It is \
            noted as made from the case: `withdraw` lists it, or removes it. A case of a study that cannot be read is said, \
            here and on the page; the others are shown.

            EXAMPLES
              caselog page elm -o elm.html
              caselog page study -o study.html --title "Three partnerships"
              caselog page elm -o without.html --without jw-3f9c21ab/12
            """)

    @Argument(help: "The case, or a study: a folder with cases.", completion: .directory)
    var place: String

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Write this file.", valueName: "file"),
        completion: .file(extensions: ["html"]))
    var output: String

    @Option(help: ArgumentHelp("What the page is called; default: the title of the case.", valueName: "T"))
    var title: String?

    @OptionGroup var what: WithoutOptions

    @Flag(help: "Write over a file that is no page of caselog's.")
    var force = false

    func run() throws {
        let device = Device.here
        let (places, isStudy) = try StudyFolder.cases(place, in: device.fileSystem)
        let target = try MadeFile(output, on: device)
        if !force { try target.requireFree(orMarked: PageFile.mark, "page") }
        let found = try OpenedCases(places, on: device, leavesOut: isStudy) {
            try $0.replay(known: nil, recorded: nil)
        }
        let opened = found.cases.map(\.opened)
        let hypotheses = try what.hypotheses(opened)
        let made = try zip(found.cases, hypotheses).map { try ToldCase($0.opened, $0.read, $1.hypothesis, $1.damage) }
        let title = title ?? (isStudy ? StudyFolder.name(of: place) : made[0].data.title)
        let isHypothetical = hypotheses.contains { $0.hypothesis != nil }
        let data = PageData(
            title: title, made: String(RecordedTime.text(device.now()).prefix(10)),
            isHypothetical
                ? PageData.Hypothetical(without: made.flatMap(\.without), leftOut: made.flatMap(\.leftOut)) : nil,
            made.map(\.data) + found.unread.map { PageData.Case(name: $0.name, unread: $0.message) })
        let page = PageFile.make(
            title: title, scriptHash: TextCoding.base64(PageFile.script.rawSpan.sha256),
            data: TextCoding.base64(Zlib.packed(data.bytes)))
        for one in opened { for path in target.paths { try one.noteMade("page", at: path) } }
        try target.write(page)
        Output.tell(
            "Written to '\(output)': \(Plural.of("event", data.eventCount)), \((page.count + 999) / 1_000) kB.")
        let areDamaged = opened.map { Incompleteness.tellPrivate(of: $0) }.contains(true)
        try Incompleteness.leave(
            if: areDamaged || !found.unread.isEmpty || made.contains { $0.data.isIncomplete })
    }
}

/// A case that is put into a page, told about on the terminal.
private struct ToldCase {
    let data: PageData.Case
    private(set) var without: [String] = []
    private(set) var leftOut: [String] = []

    init(
        _ opened: Case, _ replayed: (CaseHistory, [Damage]), _ hypothesis: Hypothesis?, _ found: [Damage]
    ) throws {
        let (whole, damage) = replayed
        let history = hypothesis == nil ? whole : try opened.replay(known: nil, recorded: nil, hypothesis).0
        without = (hypothesis?.without ?? []).map { whole.tables.text($0) }
        leftOut = (hypothesis?.leftOut ?? []).map { whole.tables.text($0) }
        let progress = Progress("events put into the page", total: opened.lineCount)
        let made = try PageCase(
            opened, history, of: whole, damage: damage + found.filter { !damage.contains($0) }
        ) { progress.show($0) }
        progress.finish()
        Incompleteness.tell(made.damage)
        data = made.data
    }
}
