import EventLog

/// Files that stand in memory and can only be read.
struct MemoryFiles: FileSystem {
    private let files: [(path: String, bytes: [UInt8])]

    private static let missing = Errno(2)
    private static let readOnly = Errno(30)

    init(_ files: [String: [UInt8]]) {
        self.files = files.sorted { $0.key < $1.key }.map { file in (file.key, file.value) }
    }

    private func bytes(_ file: Descriptor) -> [UInt8] { files[Int(file.number)].bytes }

    func open(_ path: String, _ access: FileAccess) throws(Errno) -> Descriptor {
        guard access == .read else { throw Self.readOnly }
        guard let number = files.firstIndex(where: { file in file.path == path }) else { throw Self.missing }
        return Descriptor(number: Int32(number))
    }

    func close(_ file: Descriptor) {}

    /// Written long ago, so that nobody waits for a commit to be finished.
    func status(_ file: Descriptor) -> FileStatus {
        FileStatus(size: UInt64(bytes(file).count), node: UInt64(file.number), modified: 0)
    }

    func status(at path: String) throws(Errno) -> FileStatus { status(try open(path, .read)) }

    func read(_ file: Descriptor, at offset: UInt64, into buffer: inout MutableRawSpan) -> Int {
        let bytes = bytes(file)
        let count = Int(min(UInt64(buffer.byteCount), UInt64(bytes.count) - min(offset, UInt64(bytes.count))))
        buffer.withUnsafeMutableBytes { target in
            bytes.withUnsafeBytes { source in
                guard count > 0 else { return }
                target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[Int(offset)..<Int(offset) + count]))
            }
        }
        return count
    }

    func map(_ file: Descriptor, size: Int) throws(Errno) -> MappedBytes { throw Self.readOnly }
    func write(_ file: Descriptor, _ bytes: RawSpan, at offset: UInt64) throws(Errno) -> Int { throw Self.readOnly }
    func truncate(_ file: Descriptor, to size: UInt64) throws(Errno) { throw Self.readOnly }
    func sync(_ file: Descriptor) throws(Errno) { throw Self.readOnly }
    func syncBytes(_ file: Descriptor) throws(Errno) { throw Self.readOnly }
    func tryLock(_ file: Descriptor) throws(Errno) -> Bool { throw Self.readOnly }
    func unlock(_ file: Descriptor) throws(Errno) { throw Self.readOnly }

    func list(_ folder: String) throws(Errno) -> [String] {
        let names = files.filter { file in file.path.hasPrefix(folder + "/") }.compactMap { file in
            file.path.dropFirst(folder.count + 1).split(separator: "/").first.map(String.init)
        }
        guard !names.isEmpty else { throw Self.missing }
        return Array(Set(names))
    }

    func makeFolder(_ path: String, mode: UInt32) throws(Errno) { throw Self.readOnly }
    func rename(_ path: String, to newPath: String) throws(Errno) { throw Self.readOnly }
    func remove(_ path: String) throws(Errno) { throw Self.readOnly }
    func removeFolder(_ path: String) throws(Errno) { throw Self.readOnly }
    func pause(milliseconds: UInt32) {}
}
