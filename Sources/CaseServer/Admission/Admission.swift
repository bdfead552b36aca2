import CaseStore
import HTTPTypes
import Hummingbird
import Synchronization

/// Who may ask, and in whose name events are recorded.
final class Admission: Sendable {
    static let cookieName = "caselog-token"

    let devices: PairedDevices
    let pairing: Pairing
    private let isLoopback: Bool
    private let defaultObserver: String
    private let wrongCodes: WrongTries

    init(
        _ settings: ServerSettings, _ devices: PairedDevices, _ pairing: Pairing, clock: @escaping @Sendable () -> Int64
    ) {
        isLoopback = settings.isLoopback
        defaultObserver = Device.initials()
        wrongCodes = WrongTries(clock)
        self.devices = devices
        self.pairing = pairing
    }

    /// Whether devices have to be paired.
    var asksForPairing: Bool { !isLoopback }

    /// Wrong tokens are not counted: nobody guesses 256 bits, and a device that asks on after it was revoked must not
    /// keep others behind the same address from being answered.
    ///
    /// - Throws: `Problem` for whoever is not paired, or is somebody else than is said.
    func observer(of request: Request, for route: Route) throws(Problem) -> String {
        guard asksForPairing else { return try namedObserver(request.headers[.observer]) }
        if route.access == .anybody { return "" }
        guard token(in: request.headers) != nil else {
            throw Problem(.unpaired, "Pair this device first, with the code that the server's terminal shows.")
        }
        guard let device = device(of: request) else {
            throw Problem(.unpaired, "The token is not, or no longer, one of a paired device. Pair it again.")
        }
        if route.isForObserver, let said = request.headers[.observer], said != device.name {
            throw Problem(
                .otherObserver,
                "This is sent in the name of '\(said)', and the device is paired for '\(device.name)'. Nothing was done. "
                    + "Pair it for '\(said)' again.")
        }
        return device.name
    }

    /// The paired device whose token a request has.
    func device(of request: Request) -> PairedDevice? {
        token(in: request.headers).flatMap { devices.device(holding: $0) }
    }

    /// Whether whoever was let in would be so now.
    func stillAdmits(_ request: Request) -> Bool { !asksForPairing || device(of: request) != nil }

    private func namedObserver(_ name: String?) throws(Problem) -> String {
        guard let name else { return defaultObserver }
        guard Self.isObserver(name) else {
            throw Problem(.malformed, "Caselog-Observer: A name is made of a-z and 0-9, at most 16 of them.")
        }
        return name
    }

    /// Uses a pairing code up.
    ///
    /// - Throws: `Problem` where it is wrong, or was so too often.
    func take(_ code: String, from address: String) throws(Problem) {
        try wrongCodes.check(address)
        do {
            try pairing.take(code)
        } catch {
            wrongCodes.note(address)
            throw error
        }
    }

    static func isObserver(_ name: String) -> Bool {
        (1...16).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
    }

    private func token(in fields: HTTPFields) -> String? {
        if let authorization = fields[.authorization] {
            let parts = authorization.split(separator: " ", maxSplits: 1)
            return parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1]) : nil
        }
        for field in fields[values: .cookie] {
            for pair in field.split(separator: ";") {
                let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
                if parts.count == 2, parts[0] == Self.cookieName { return String(parts[1]) }
            }
        }
        return nil
    }
}

/// Wrong tries by address: whoever guesses has to wait.
final class WrongTries: Sendable {
    static let triesMax = 10
    /// Tries are counted for so many milliseconds.
    static let window: Int64 = 60_000
    private static let addressesMax = 10_000

    private let clock: @Sendable () -> Int64
    private let tries = Mutex<[String: (count: Int, since: Int64)]>([:])

    init(_ clock: @escaping @Sendable () -> Int64) { self.clock = clock }

    /// - Throws: `Problem` where there were too many.
    func check(_ address: String) throws(Problem) {
        let now = clock()
        let wait = tries.withLock { tries -> Int64? in
            guard let known = tries[address], known.count >= Self.triesMax else { return nil }
            let left = known.since + Self.window - now
            guard left > 0 else {
                tries[address] = nil
                return nil
            }
            return left
        }
        guard let wait else { return }
        throw Problem(.tooMany, "Too many wrong codes. Wait a minute.", retryAfter: Int((wait + 999) / 1_000))
    }

    func note(_ address: String) {
        let now = clock()
        tries.withLock { tries in
            if tries.count >= Self.addressesMax { tries = tries.filter { now - $0.value.since < Self.window } }
            if tries.count >= Self.addressesMax { tries = [:] }
            let known = tries[address].flatMap { now - $0.since < Self.window ? $0 : nil }
            tries[address] = (count: (known?.count ?? 0) + 1, since: known?.since ?? now)
        }
    }
}
