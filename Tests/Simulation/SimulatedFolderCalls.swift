package import EventLog
import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

// Locks, names and folders.
extension SimulatedFileSystem {
    package func tryLock(_ file: Descriptor) throws(Errno) -> Bool {
        try call(.lock) { state throws(Errno) in
            let node = try state.node(of: file)
            if let owner = state.disk.nodes[node]?.owner { return owner == file.number }
            state.disk.setOwner(file.number, of: node)
            return true
        }
    }

    package func unlock(_ file: Descriptor) throws(Errno) {
        try call(.unlock) { state throws(Errno) in
            let node = try state.node(of: file)
            if state.disk.nodes[node]?.owner == file.number { state.disk.setOwner(nil, of: node) }
        }
    }

    /// In an order of its own.
    package func list(_ folder: String) throws(Errno) -> [String] {
        try call(.list) { state throws(Errno) in
            try state.disk.names(in: state.disk.node(at: folder)).keys.sorted(by: >)
        }
    }

    package func makeFolder(_ path: String, mode: UInt32) throws(Errno) {
        try call(.makeFolder) { state throws(Errno) in
            let (folder, name) = try state.disk.parent(of: path)
            guard try state.disk.names(in: folder)[name] == nil else { throw Errno(EEXIST) }
            _ = try state.disk.make(.folder(SimulatedFolder()), name, in: folder, at: state.nanoseconds)
        }
    }

    /// From one folder to another nothing is renamed, as from one disk to another.
    package func rename(_ path: String, to newPath: String) throws(Errno) {
        try call(.rename) { state throws(Errno) in
            let (folder, name) = try state.disk.parent(of: path)
            let (newFolder, newName) = try state.disk.parent(of: newPath)
            let names = try state.disk.names(in: folder)
            guard let node = names[name] else { throw Errno.missing }
            guard folder == newFolder else { throw Errno(EXDEV) }
            if let replaced = names[newName] {
                if state.disk.isFolder(replaced) {
                    guard state.disk.isFolder(node) else { throw Errno(EISDIR) }
                    guard try state.disk.names(in: replaced).isEmpty else { throw Errno(ENOTEMPTY) }
                } else if state.disk.isFolder(node) {
                    throw Errno(ENOTDIR)
                }
            }
            try state.disk.rename(name, to: newName, in: folder, at: state.nanoseconds)
        }
    }

    package func remove(_ path: String) throws(Errno) {
        try call(.remove) { state throws(Errno) in
            let (folder, name) = try state.disk.parent(of: path)
            guard let node = try state.disk.names(in: folder)[name] else { throw Errno.missing }
            guard !state.disk.isFolder(node) else { throw Errno(EISDIR) }
            try state.disk.remove(name, node, in: folder, at: state.nanoseconds)
        }
    }

    package func removeFolder(_ path: String) throws(Errno) {
        try call(.removeFolder) { state throws(Errno) in
            let (folder, name) = try state.disk.parent(of: path)
            guard let node = try state.disk.names(in: folder)[name] else { throw Errno.missing }
            guard try state.disk.names(in: node).isEmpty else { throw Errno(ENOTEMPTY) }
            try state.disk.remove(name, node, in: folder, at: state.nanoseconds)
        }
    }

    /// Time goes on, and nobody waits.
    package func pause(milliseconds: UInt32) {
        machine.state.withLock { state in state.time += Int64(milliseconds) }
    }
}

extension SimulatedMachine.State {
    var nanoseconds: Int64 { time * 1_000_000 }

    func node(of file: Descriptor, isWritable: Bool = false) throws(Errno) -> Int {
        guard let open = disk.open[file.number], open.isWritable || !isWritable else { throw Errno(EBADF) }
        return open.node
    }

    func status(of node: Int) throws(Errno) -> FileStatus {
        guard let found = disk.nodes[node] else { throw Errno.missing }
        let size = if case .file(let file) = found.content { file.bytes.count } else { SimulatedFile.pageSize }
        return FileStatus(size: UInt64(size), node: found.number, modified: found.modified)
    }

    mutating func makeFile(_ path: String) throws(Errno) -> Int {
        let (folder, name) = try disk.parent(of: path)
        return try disk.make(.file(SimulatedFile()), name, in: folder, at: nanoseconds)
    }

    /// Writes as many of the bytes as there is room for.
    mutating func write(_ bytes: [UInt8], _ file: Descriptor, at offset: Int) throws(Errno) -> Int {
        let node = try node(of: file, isWritable: true)
        guard !bytes.isEmpty else { return 0 }
        let size = try disk[file: node].bytes.count
        var part = bytes.count
        if let room = disk.room, offset + part > size { part = min(part, max(0, size + room - offset)) }
        if part < bytes.count { countFailure(of: .write) }
        guard part > 0 else { throw Errno(ENOSPC) }
        try disk.withFile(node, at: nanoseconds) { file in
            file.write(bytes.rawSpan.extracting(first: part), at: offset)
        }
        return part
    }
}

extension FileAccess {
    var isWritable: Bool {
        switch self {
        case .write, .create, .lock: true
        case .read, .folder: false
        }
    }
}

extension Int? {
    /// The node that was found.
    func orMissing() throws(Errno) -> Int {
        guard let self else { throw Errno.missing }
        return self
    }
}

extension MutableRawSpan {
    /// Copies bytes to the beginning.
    mutating func begin(with bytes: RawSpan) {
        precondition(bytes.byteCount <= byteCount)
        var offset = 0
        while offset + 8 <= bytes.byteCount {
            storeBytes(
                of: bytes.integer(at: offset, as: UInt64.self).littleEndian, toByteOffset: offset, as: UInt64.self)
            offset += 8
        }
        while offset < bytes.byteCount {
            storeBytes(of: bytes.byte(at: offset), toByteOffset: offset, as: UInt8.self)
            offset += 1
        }
    }
}
