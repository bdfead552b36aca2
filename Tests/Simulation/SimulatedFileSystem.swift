package import EventLog
import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The file system of a simulated machine, as one of its programs sees it.
///
/// Once the program has ended, none of its calls does anything.
package struct SimulatedFileSystem: FileSystem {
    package let machine: SimulatedMachine
    let program: Int
    let isDisturbed: Bool

    /// Ends the program as a signal does: what it wrote stays, its files are closed, its locks let go.
    package func kill() { machine.end(program) }

    package var isRunning: Bool { machine.isRunning(program) }

    /// Makes a call, unless something else happens.
    ///
    /// - Parameters:
    ///   - isLasting: whether such a refusal does not come and go.
    ///   - failing: what a refusal leaves behind.
    ///   - cutShort: does less than was asked.
    func call<Result: Sendable>(
        _ call: SimulatedCall, isLasting: (Errno) -> Bool = { _ in false },
        failing: (inout SimulatedMachine.State, Errno) -> Void = { _, _ in },
        cutShort: (inout SimulatedMachine.State) -> Result? = { _ in nil },
        _ body: (inout SimulatedMachine.State) throws(Errno) -> Result
    ) throws(Errno) -> Result {
        let (disturbance, watch) = try begin(call)
        watch?(call)
        if case .meanwhile(let others)? = disturbance { others() }
        let outcome: Swift.Result<Result, Errno> = machine.state.withLock { state in
            guard state.running.contains(program) else { return .failure(Errno(EIO)) }
            switch disturbance {
            case .refuse(var refusal)?:
                if isLasting(refusal) { refusal = Errno(EIO) }
                state.countFailure(of: call)
                failing(&state, refusal)
                return .failure(refusal)
            case .shorten?:
                if let part = cutShort(&state) {
                    state.countFailure(of: call)
                    return .success(part)
                }
            case .kill?:
                if state.random.happens(50) { _ = cutShort(&state) }
                state.killCount += 1
                state.end(program)
                return .failure(Errno(EIO))
            case .cutPower?:
                if state.random.happens(50) { _ = cutShort(&state) }
                state.cutPower()
                return .failure(Errno(EIO))
            case .meanwhile?, nil: break
            }
            do throws(Errno) { return .success(try body(&state)) } catch { return .failure(error) }
        }
        return try outcome.get()
    }

    private func begin(
        _ call: SimulatedCall
    ) throws(Errno) -> (Disturbance?, (@Sendable (SimulatedCall) -> Void)?) {
        let found: (Disturbance?, (@Sendable (SimulatedCall) -> Void)?)? = machine.state.withLock { state in
            guard state.running.contains(program) else { return nil }
            guard isDisturbed else { return (nil, nil) }
            state.callCount += 1
            if state.random.happens(10) { state.time += 1 }
            return (state.disturbances.removeValue(forKey: state.callCount), state.watch)
        }
        guard let found else { throw Errno(EIO) }
        return found
    }

    package func open(_ path: String, _ access: FileAccess) throws(Errno) -> Descriptor {
        // A folder that can be read once can be read again.
        let isLasting = { refusal in access == .folder && refusal == Errno(EACCES) }
        return try call(.open, isLasting: isLasting) { state throws(Errno) in
            let found: Int?
            do throws(Errno) { found = try state.disk.node(at: path) } catch {
                guard error == .missing else { throw error }
                found = nil
            }
            let node: Int
            switch access {
            case .read: node = try found.orMissing()
            case .folder:
                node = try found.orMissing()
                guard state.disk.isFolder(node) else { throw Errno(ENOTDIR) }
            case .write:
                node = try found.orMissing()
                guard !state.disk.isFolder(node) else { throw Errno(EISDIR) }
            case .create:
                guard found == nil else { throw Errno(EEXIST) }
                node = try state.makeFile(path)
            case .lock:
                if let found { node = found } else { node = try state.makeFile(path) }
            }
            return state.disk.openFile(node, isWritable: access.isWritable, by: program)
        }
    }

    package func close(_ file: Descriptor) throws(Errno) {
        try call(.close, failing: { state, _ in state.disk.close(file.number) }) { state throws(Errno) in
            _ = try state.node(of: file)
            state.disk.close(file.number)
        }
    }

    package func status(_ file: Descriptor) throws(Errno) -> FileStatus {
        try call(.status) { state throws(Errno) in try state.status(of: state.node(of: file)) }
    }

    package func status(at path: String) throws(Errno) -> FileStatus {
        try call(.status) { state throws(Errno) in try state.status(of: state.disk.node(at: path)) }
    }

    package func read(_ file: Descriptor, at offset: UInt64, into buffer: inout MutableRawSpan) throws(Errno) -> Int {
        let count = buffer.byteCount
        let bytes = try call(.read) { state throws(Errno) in
            let bytes = try state.disk[file: state.node(of: file)].bytes
            let start = min(Int(offset), bytes.count)
            return Array(bytes[start..<min(start + count, bytes.count)])
        }
        buffer.begin(with: bytes.rawSpan)
        return bytes.count
    }

    /// There is no memory here that a file could be seen in.
    package func map(_ file: Descriptor, size: Int) throws(Errno) -> MappedBytes { throw Errno(ENODEV) }

    package func write(_ file: Descriptor, _ bytes: RawSpan, at offset: UInt64) throws(Errno) -> Int {
        let new = [UInt8](bytes)
        return try call(
            .write,
            cutShort: { state in
                let part = new.isEmpty ? 0 : state.random.below(new.count)
                return try? state.write(Array(new[0..<part]), file, at: Int(offset))
            }
        ) { state throws(Errno) in
            try state.write(new, file, at: Int(offset))
        }
    }

    package func truncate(_ file: Descriptor, to size: UInt64) throws(Errno) {
        try call(.truncate) { state throws(Errno) in
            let node = try state.node(of: file, isWritable: true)
            let now = state.nanoseconds
            try state.disk.withFile(node, at: now) { file in file.truncate(to: Int(size)) }
        }
    }

    package func sync(_ file: Descriptor) throws(Errno) {
        try call(
            .sync,
            failing: { state, refusal in
                // An interrupted call, or one that is not allowed, has not tried.
                guard refusal.code == EIO || refusal.code == ENOSPC, let node = try? state.node(of: file) else {
                    return
                }
                var random = state.random.fork()
                _ = try? state.disk.withFile(node) { file in file.failSync(&random) }
            }
        ) { state throws(Errno) in
            try state.disk.sync(state.node(of: file))
        }
    }

    package func syncBytes(_ file: Descriptor) throws(Errno) { try sync(file) }
}
