import CaseModel
package import CaseStore
import Crypto
import EventLog
import Synchronization

/// A device that was paired, as the server keeps it: what it holds is known by its digest only.
package struct PairedDevice: Sendable, Equatable {
    package let id: String
    /// Who observes with it.
    package let name: String
    /// When it was paired, as events have it.
    package let paired: String
    fileprivate let digest: String
}

/// The devices that are paired with a study, in a file that only its owner reads: `HOME/server/STUDY.json`.
///
/// Other programs may change the file (`caselog serve STUDY --revoke ID`): it is looked at again as often as somebody
/// asks for it.
package final class PairedDevices: Sendable {
    private static let sizeMax = 1 << 20
    static let countMax = 1_000

    private let folder: String
    private let name: String
    private let device: Device
    private let study: String
    /// Others wait so many milliseconds at most for a change.
    private static let lockWaitMax: UInt32 = 5_000
    private let state = Mutex<[PairedDevice]>([])
    /// Held while the file is read or changed, so that what was read before a change is not taken for newer than it.
    private let file = Mutex(())

    /// - Throws: `CaseError` where what is kept cannot be read.
    package init(study: String, on device: Device) throws {
        folder = device.home + "/server"
        self.device = device
        self.study = StudyFolder.place(of: study)
        name = TextCoding.hex(SHA256.hash(data: Array(self.study.utf8)).prefix(16)) + ".json"
        try read()
    }

    package var all: [PairedDevice] { state.withLock { $0 } }

    /// - Parameter token: as a device holds it.
    func device(holding token: String) -> PairedDevice? {
        let digest = Self.digest(of: token)
        return all.first { $0.digest == digest }
    }

    /// Looks at the file again.
    func read() throws {
        try file.withLock { _ in
            let devices = try kept()
            state.withLock { $0 = devices }
        }
    }

    private func kept() throws -> [PairedDevice] {
        try device.fileSystem.contents("\(folder)/\(name)", sizeMax: Self.sizeMax).map(parse) ?? []
    }

    private func parse(_ bytes: [UInt8]) throws -> [PairedDevice] {
        let devices = (try? JSONParser.parse(bytes))?["devices"]?.array?.map { one -> PairedDevice? in
            guard let id = one["id"]?.string, let name = one["name"]?.string, let paired = one["paired"]?.string,
                let digest = one["digest"]?.string
            else { return nil }
            return PairedDevice(id: id, name: name, paired: paired, digest: digest)
        }
        guard let devices, !devices.contains(nil) else {
            throw CaseError(
                .damagedKeys,
                "'\(folder)/\(name)', which keeps the paired devices, is damaged. Remove it and pair them again.")
        }
        return devices.compactMap(\.self)
    }

    /// Pairs a device.
    ///
    /// - Returns: it, and the token that it is to hold: nobody learns it a second time.
    func add(_ observer: String) throws -> (device: PairedDevice, token: String) {
        let token = TextCoding.hex(SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
        let id = TextCoding.hex(SymmetricKey(size: .bits128).withUnsafeBytes { Array($0.prefix(4)) })
        let added = PairedDevice(
            id: id, name: observer, paired: RecordedTime.text(device.now()), digest: Self.digest(of: token))
        try change { devices in
            guard devices.count < Self.countMax else {
                throw CaseError(.refused, "\(Self.countMax) devices are paired. Revoke those that are used no more.")
            }
            devices.append(added)
        }
        return (added, token)
    }

    /// - Returns: whether there was such a device.
    @discardableResult
    package func revoke(_ id: String) throws -> Bool {
        var isThere = false
        try change { devices in
            isThere = devices.contains { $0.id == id }
            devices.removeAll { $0.id == id }
        }
        return isThere
    }

    /// Changes what is kept by now, durably, before anybody is told; nobody else does meanwhile.
    private func change(_ body: (inout [PairedDevice]) throws -> Void) throws {
        try file.withLock { _ in
            try device.fileSystem.makeFolders(folder, mode: 0o700)
            let path = "\(folder)/\(name).lock"
            guard let lock = try HeldLock(path, in: device.fileSystem, waiting: Self.lockWaitMax) else {
                throw EventLogError(
                    .locked,
                    "Another program has held the lock '\(path)' for \(Self.lockWaitMax) milliseconds. Try again.")
            }
            var devices = try kept()
            try body(&devices)
            try put(devices)
            state.withLock { $0 = devices }
            withExtendedLifetime(lock) {}
        }
    }

    private func put(_ devices: [PairedDevice]) throws {
        let value = JSONValue.record([
            ("study", .string(study)),
            (
                "devices",
                .array(
                    devices.map { one in
                        .record([
                            ("id", .string(one.id)), ("name", .string(one.name)), ("paired", .string(one.paired)),
                            ("digest", .string(one.digest)),
                        ])
                    })
            ),
        ])
        try device.fileSystem.replace(name, in: folder, with: value.bytes, mode: 0o600, isSynced: true)
    }

    private static func digest(of token: String) -> String { TextCoding.hex(SHA256.hash(data: Array(token.utf8))) }
}
