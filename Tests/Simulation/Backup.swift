import EventLog
import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A copy of a folder, as people make them.
struct Backup: Sendable {
    fileprivate indirect enum Entry: Sendable {
        case file([UInt8])
        case folder([String: Entry])
    }
    fileprivate let entry: Entry
}

extension SimulatedMachine {
    /// Copies a folder as it is now; nil where there is none.
    func backUp(_ path: String) -> Backup? {
        state.withLock { state in
            guard let node = try? state.disk.node(at: path) else { return nil }
            return Backup(entry: state.disk.entry(node))
        }
    }

    /// Puts a copy in the place of a folder. It is durable before anything else happens.
    func restore(_ backup: Backup, to path: String) {
        state.withLock { state in
            guard let (folder, name) = try? state.disk.parent(of: path) else { return }
            if let node = try? state.disk.node(at: path) {
                try? state.disk.remove(name, node, in: folder, at: state.nanoseconds)
            }
            try? state.disk.put(backup.entry, name, in: folder, at: state.nanoseconds)
            try? state.disk.sync(folder)
        }
    }
}

extension SimulatedDisk {
    fileprivate func entry(_ node: Int) -> Backup.Entry {
        if let file = try? self[file: node] { return .file(file.bytes) }
        return .folder(((try? names(in: node)) ?? [:]).mapValues { node in entry(node) })
    }

    fileprivate mutating func put(
        _ entry: Backup.Entry, _ name: String, in folder: Int, at time: Int64
    ) throws(Errno) {
        switch entry {
        case .file(let bytes):
            let node = try make(.file(SimulatedFile()), name, in: folder, at: time)
            try withFile(node) { file in file.write(bytes.rawSpan, at: 0) }
            try sync(node)
        case .folder(let entries):
            let node = try make(.folder(SimulatedFolder()), name, in: folder, at: time)
            for (name, entry) in entries.sorted(by: { $0.key < $1.key }) { try put(entry, name, in: node, at: time) }
            try sync(node)
        }
    }
}
