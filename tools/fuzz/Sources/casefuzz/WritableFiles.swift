import EventLog
import Synchronization

/// Files that stand in memory and can be replaced: what a device's folder needs, and no more.
final class WritableFiles: FileSystem {
    private struct Stand {
        var files: [String: Int] = [:]
        var bytes: [[UInt8]] = []
        /// The file or folder of each descriptor.
        var opened: [Int] = []
    }

    private let stand: Mutex<Stand>
    private static let missing = Errno(2)
    private static let exists = Errno(17)

    init(_ files: [String: [UInt8]]) {
        var begin = Stand()
        for (path, bytes) in files {
            begin.files[path] = begin.bytes.count
            begin.bytes.append(bytes)
        }
        stand = Mutex(begin)
    }

    func open(_ path: String, _ access: FileAccess) throws(Errno) -> Descriptor {
        try stand.withLock { stand throws(Errno) in
            var file = stand.files[path]
            switch access {
            case .create:
                guard file == nil else { throw Self.exists }
                fallthrough
            case .lock, .folder:
                if file == nil {
                    file = stand.bytes.count
                    stand.bytes.append([])
                    if access != .folder { stand.files[path] = file }
                }
            case .read, .write: break
            }
            guard let file else { throw Self.missing }
            stand.opened.append(file)
            return Descriptor(number: Int32(stand.opened.count - 1))
        }
    }

    func close(_ file: Descriptor) {}

    private func status(_ file: Int, _ stand: borrowing Stand) -> FileStatus {
        FileStatus(size: UInt64(stand.bytes[file].count), node: UInt64(file), modified: 0)
    }

    func status(_ file: Descriptor) -> FileStatus {
        stand.withLock { stand in status(stand.opened[Int(file.number)], stand) }
    }

    func status(at path: String) throws(Errno) -> FileStatus {
        try stand.withLock { stand throws(Errno) in
            guard let file = stand.files[path] else { throw Self.missing }
            return status(file, stand)
        }
    }

    func read(_ file: Descriptor, at offset: UInt64, into buffer: inout MutableRawSpan) -> Int {
        let bytes = stand.withLock { stand in stand.bytes[stand.opened[Int(file.number)]] }
        let count = Int(min(UInt64(buffer.byteCount), UInt64(bytes.count) - min(offset, UInt64(bytes.count))))
        for index in 0..<count {
            buffer.storeBytes(of: bytes[Int(offset) + index], toByteOffset: index, as: UInt8.self)
        }
        return count
    }

    func map(_ file: Descriptor, size: Int) throws(Errno) -> MappedBytes { throw Errno(38) }

    func write(_ file: Descriptor, _ bytes: RawSpan, at offset: UInt64) -> Int {
        let new = Array(bytes)
        return stand.withLock { stand in
            let number = stand.opened[Int(file.number)]
            let missing = Int(offset) + new.count - stand.bytes[number].count
            if missing > 0 { stand.bytes[number] += [UInt8](repeating: 0, count: missing) }
            stand.bytes[number].replaceSubrange(Int(offset)..<Int(offset) + new.count, with: new)
            return new.count
        }
    }

    func truncate(_ file: Descriptor, to size: UInt64) {
        stand.withLock { stand in
            let number = stand.opened[Int(file.number)]
            stand.bytes[number] = Array(stand.bytes[number].prefix(Int(size)))
        }
    }

    func sync(_ file: Descriptor) {}
    func syncBytes(_ file: Descriptor) {}
    func tryLock(_ file: Descriptor) -> Bool { true }
    func unlock(_ file: Descriptor) {}

    func list(_ folder: String) throws(Errno) -> [String] {
        let paths = stand.withLock { stand in Array(stand.files.keys) }
        let names = paths.filter { path in path.hasPrefix(folder + "/") }.compactMap { path in
            path.dropFirst(folder.count + 1).split(separator: "/").first.map(String.init)
        }
        guard !names.isEmpty else { throw Self.missing }
        return Array(Set(names))
    }

    func makeFolder(_ path: String, mode: UInt32) {}

    func rename(_ path: String, to newPath: String) throws(Errno) {
        try stand.withLock { stand throws(Errno) in
            guard let file = stand.files.removeValue(forKey: path) else { throw Self.missing }
            stand.files[newPath] = file
        }
    }

    func remove(_ path: String) throws(Errno) {
        try stand.withLock { stand throws(Errno) in
            guard stand.files.removeValue(forKey: path) != nil else { throw Self.missing }
        }
    }

    func removeFolder(_ path: String) {}
    func pause(milliseconds: UInt32) {}
}
