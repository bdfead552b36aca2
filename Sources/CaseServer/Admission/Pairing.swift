import Synchronization

/// The code that somebody reads off the server's terminal and types into a device, once.
final class Pairing: Sendable {
    /// Letters and figures that are not taken for one another.
    static let alphabet = Array("ABCDEFGHJKMNPQRSTVWXYZ23456789")
    static let length = 8
    /// A code is good for so many milliseconds.
    static let validity: Int64 = 600_000
    static let wrongMax = 5

    private struct Code {
        var text: String
        var expires: Int64
        var wrong = 0
    }

    private let clock: @Sendable () -> Int64
    private let tell: @Sendable (String) -> Void
    private let code = Mutex<Code?>(nil)

    /// - Parameter tell: shows a code to whoever stands before the server.
    init(_ clock: @escaping @Sendable () -> Int64, tell: @escaping @Sendable (String) -> Void) {
        self.clock = clock
        self.tell = tell
    }

    /// Makes a code and shows it; the one before it is good no more.
    func renew() { code.withLock { $0 = make() } }

    private func make() -> Code {
        var random = SystemRandomNumberGenerator()
        let letters = (0..<Self.length).map { _ in Self.alphabet.randomElement(using: &random) ?? "A" }
        let text = String(letters)
        tell("\(text.prefix(4))-\(text.suffix(4))")
        return Code(text: text, expires: clock() + Self.validity)
    }

    /// Uses a code up.
    ///
    /// - Throws: `Problem` where it is not the one that is shown.
    func take(_ given: String) throws(Problem) {
        let letters = String(given.uppercased().filter { $0 != "-" && $0 != " " })
        let problem = code.withLock { code -> Problem? in
            guard var current = code, clock() < current.expires else {
                code = make()
                return Problem(.unpaired, "The code has expired. The server's terminal shows a new one.")
            }
            if Self.areSame(letters, current.text) {
                // Good once; the next device gets another.
                code = make()
                return nil
            }
            current.wrong += 1
            code = current.wrong >= Self.wrongMax ? make() : current
            let isNew = current.wrong >= Self.wrongMax
            return Problem(
                .unpaired,
                isNew
                    ? "The code is wrong, and was so too often. The server's terminal shows a new one."
                    : "The code is wrong. It stands in the server's terminal.")
        }
        if let problem { throw problem }
    }

    /// Takes as long wherever they differ.
    private static func areSame(_ one: String, _ other: String) -> Bool {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
