import ArgumentParser
import CaseModel
import CaseStore
import EventLog

extension CaseOptions {
    /// The keys that this device has for the case, once it has done its part in withdrawals.
    func keyring() throws -> (Keyring, caseName: String) {
        let opened = try open()
        return (try opened.keyring(), opened.folder.name)
    }
}

extension Case {
    func keyring() throws -> Keyring {
        try Keyring(
            device, case: folder.name, feed: openingFeed(), PassphrasePrompt.passphrases, tell: device.onKeyNote)
    }

    /// The names of the table of who is who, as far as there is one on this device.
    func namesOfPeople() throws -> [String] {
        try Withdrawing.mayConcern(folder, on: device) ? keyring().people().map(\.name) : []
    }
}

/// Where something secret is to be written, once.
struct SecretFile: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file to write; there must be none of that name.", valueName: "file"))
    var output: String

    var place: SecretPlace { SecretPlace(path: output) }
}

struct SecretPlace {
    let path: String

    /// - Throws: `CaseError` where nothing should be written there; asked before anything else is done.
    func check(_ device: Device) throws {
        guard !parts.name.isEmpty, (try? device.fileSystem.status(at: path)) == nil else {
            throw CaseError(.input, "There is something called '\(path)' already. Choose another name.")
        }
        guard !path.split(separator: "/").contains(where: { part in part.hasSuffix(CaseFolder.suffix) }) else {
            throw CaseError(.input, "'\(path)' is inside of a case. Keep it apart from cases: choose another folder.")
        }
    }

    /// Writes the file, durably, readable by nobody else.
    func write(_ bytes: [UInt8], _ device: Device) throws {
        try device.fileSystem.replace(parts.name, in: parts.folder, with: bytes, mode: 0o600, isSynced: true)
    }

    private var parts: (folder: String, name: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let folder = parts.dropLast().joined(separator: "/")
        return (parts.count == 1 ? "." : folder.isEmpty ? "/" : folder, parts.last ?? "")
    }
}

/// Files that were made by these commands, and are read by others.
enum KeyFiles {
    private static let sizeMax = 64 << 20

    static func contents(_ path: String, _ device: Device) throws -> [UInt8] {
        if let bytes = try device.fileSystem.contents(path, sizeMax: sizeMax) { return bytes }
        guard (try? device.fileSystem.status(at: path)) != nil else {
            throw CaseError(.input, "There is no file '\(path)'.")
        }
        throw CaseError(.input, "'\(path)' is larger than \(sizeMax >> 20) MiB: it is none of caselog's.")
    }
}

extension TakenIn {
    /// Says what came in and what did not.
    func tell(_ verb: String) {
        for place in taken { Output.tell("\(place.caseName): \(place.subject): \(verb).") }
        for place in known { Output.tell("\(place.caseName): \(place.subject): this device has this key already.") }
        for place in erased {
            Output.tell("\(place.caseName): \(place.subject): left out, because its keys were destroyed.")
        }
        Output.tell(
            "\(Plural.of("key", taken.count)) \(verb), \(known.count) here already, \(erased.count) left out as destroyed."
        )
    }
}
