package import CaseModel
import Crypto
import EventLog
import FoundationEssentials

/// Keys of a case that one device lends to another: a file that only the key of that one opens (HPKE, RFC 9180).
/// Privacy.md specifies it; keep the two in step.
package enum Loan {
    private static let format = "caselog-loan/1"
    private static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly

    /// Lends keys of subjects; first it is noted, durably, to whom.
    ///
    /// - Parameter subjects: nil for all that there are and may be lent.
    /// - Returns: the file.
    /// - Throws: `CaseError` where there is no key of one of them, it was destroyed, or is to be: where a withdrawal
    ///   was begun, and could not be completed yet.
    package static func make(
        of subjects: [Subject]?, in keyring: Keyring, to reader: Reader, by lender: String
    ) throws -> (file: [UInt8], subjects: [Subject]) {
        guard ReaderName.isName(lender) else { throw CaseError(.badName, "\"\(lender)\" cannot name a lender.") }
        let keys = try keyring.carried(subjects)
        for subject in subjects ?? [] where !keys.contains(where: { key in key.subject == subject }) {
            let why = try obstacle(to: subject, in: keyring)
            throw CaseError(.refused, "'\(subject)' cannot be lent: \(why). Nothing was lent.")
        }
        let lent = Set(keys.map(\.subject)).sorted()
        guard !lent.isEmpty else {
            throw CaseError(.refused, "This device has no keys of '\(keyring.scope.caseName)'. Nothing was lent.")
        }
        try LoanList(keyring).note(lent, to: reader)
        let header = [format] + keyring.scope.words + [lender]
        let text = CheckedLine.text(header + (try seal(Array(keys.map(\.line).joined().utf8), for: reader, header)))
        return (Array(text.utf8), lent)
    }

    /// Why there is nothing of a subject to lend.
    private static func obstacle(to subject: Subject, in keyring: Keyring) throws -> String {
        if try WithdrawnSubjects(keyring.begunSubjects()).contains(subject) { return "its withdrawal was begun" }
        return try keyring.isErased(subject) ? "its keys were destroyed" : "this device has no key of it"
    }

    static func seal(_ lines: [UInt8], for reader: Reader, _ header: [String]) throws -> [String] {
        do {
            let publicKey = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: reader.key)
            var sender = try HPKE.Sender(recipientKey: publicKey, ciphersuite: suite, info: info(header))
            let sealed = try sender.seal(lines, authenticating: info(header))
            return [Array(sender.encapsulatedKey), Array(sealed)].map(TextCoding.base64)
        } catch {
            throw CaseError(.input, "Nothing can be sealed for '\(reader.line)': \(error). Ask for that line again.")
        }
    }

    /// Takes in what was lent to this device.
    ///
    /// - Parameters:
    ///   - path: names the file in messages.
    ///   - withdrawn: whose keys are not taken in, because the case tells of their withdrawal.
    package static func accept(
        _ file: [UInt8], from path: String, in keyring: Keyring, _ identity: ReadingIdentity,
        withdrawn: WithdrawnSubjects = WithdrawnSubjects()
    ) throws -> (lender: String, result: TakenIn) {
        let lines = CheckedLine.lines(file)
        guard lines.count == 2, lines[1].isEmpty, let words = CheckedLine.words(lines[0])?.words, words.count == 6,
            words[0] == format, ReaderName.isName(words[3]), let encapsulated = TextCoding.bytes(base64: words[4]),
            let sealed = TextCoding.bytes(base64: words[5])
        else { throw CaseError(.refused, "'\(path)' is no loan of keys that this version can read, or is damaged.") }
        guard Array(words[1...2]) == keyring.scope.words else {
            throw CaseError(
                .refused,
                "'\(path)' lends keys of the case '\(words[1])' that '\(words[2])' has begun, and not of this one.")
        }
        guard let text = open(sealed, encapsulated, with: identity, info(Array(words.prefix(4)))) else {
            throw CaseError(
                .refused,
                "'\(path)' was not sealed for this device, or was changed. `caselog keys identity` prints the line to lend to."
            )
        }
        let keys = CheckedLine.lines(text).dropLast().map { line in CarriedKey(line) }
        guard keys.allSatisfy({ key in key?.scope == keyring.scope }) else {
            throw CaseError(.refused, "'\(path)' holds something other than keys of this case. Nothing was taken in.")
        }
        var result = TakenIn()
        try keyring.takeIn(keys.compactMap(\.self), but: withdrawn, as: { _ in .lent(by: words[3]) }, &result)
        return (words[3], result)
    }

    private static func open(
        _ sealed: [UInt8], _ encapsulated: [UInt8], with identity: ReadingIdentity, _ info: Data
    ) -> [UInt8]? {
        guard
            var recipient = try? HPKE.Recipient(
                privateKey: identity.key, ciphersuite: suite, info: info, encapsulatedKey: Data(encapsulated)),
            let text = try? recipient.open(sealed, authenticating: info)
        else { return nil }
        return Array(text)
    }

    /// The case, and who lends: what a loan is bound to.
    private static func info(_ header: [String]) -> Data { Data(header.joined(separator: "\0").utf8) }
}
