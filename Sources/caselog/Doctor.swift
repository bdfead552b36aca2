import ArgumentParser
import CaseModel
import CaseStore
import EventLog

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what this machine and its disks can promise, and what they cannot.",
        discussion: """
            Tries in the folder, and where this device keeps its keys, what appending needs: writing, syncing, locking, \
            renaming. What it makes for that goes again.

            EXAMPLES
              caselog doctor
              caselog doctor elm
            """)

    @Argument(help: "A case, or a folder in which cases are to lie; the present one where none is given.")
    var folder = "."

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
        let device = Device.here
        let place = try place(device)
        let checkup = Checkup(of: place, device: device)
        try Output.writeText(json ? Self.json(checkup) : Self.text(checkup))
        try Incompleteness.leave(if: !checkup.isSound)
    }

    private func place(_ device: Device) throws -> String {
        do {
            return try CaseFolder(finding: folder, in: device.fileSystem).path
        } catch let error as CaseError where error.code == .notACase || error.code == .missing {
            guard (try? device.fileSystem.list(folder)) != nil else {
                throw CaseError(.missing, "There is no folder '\(folder)', and no case of that name.")
            }
            return folder
        }
    }

    private static func text(_ checkup: Checkup) -> [UInt8] {
        var text = ""
        var about = ""
        for finding in checkup.findings {
            if finding.about != about { text += (about.isEmpty ? "" : "\n") + "\(finding.about)\n" }
            about = finding.about
            let mark = finding.kind.rawValue
            text += "  \(mark)\(String(repeating: " ", count: 6 - mark.count))\(finding.text)\n"
        }
        return Array(text.utf8)
    }

    private static func json(_ checkup: Checkup) -> [UInt8] {
        let findings = checkup.findings.map { finding in
            JSONValue.object([
                JSONValue.Member(key: "about", value: .string(finding.about)),
                JSONValue.Member(key: "kind", value: .string(finding.kind.rawValue)),
                JSONValue.Member(key: "text", value: .string(finding.text)),
            ])
        }
        var bytes: [UInt8] = []
        JSONValue.object([JSONValue.Member(key: "findings", value: .array(findings))]).write(to: &bytes)
        return bytes + [0x0A]
    }
}
