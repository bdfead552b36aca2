import EventLog

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The files and folders of a machine, and which of them its programs have open. A copy of it is a machine in the same
/// state.
struct SimulatedDisk: Sendable {
    struct Node: Sendable {
        enum Content: Sendable {
            case file(SimulatedFile)
            case folder(SimulatedFolder)
        }
        var content: Content
        /// As programs are told; that of a file that is gone is given to the next.
        fileprivate(set) var number: UInt64
        /// In nanoseconds since 1970.
        var modified: Int64
        /// The folder it stands in.
        let parent: Int
        /// Whether it still has a name there.
        var isNamed = true
        var openCount = 0
        /// Who has the lock.
        var owner: Int32?

        /// Whether no program can get at it any more. A power cut may bring it back.
        var isGone: Bool { !isNamed && openCount == 0 }
    }

    struct OpenFile: Sendable {
        let program: Int
        let node: Int
        let isWritable: Bool
    }

    static let root = 0
    private(set) var nodes: [Int: Node] = [root: Node(content: .folder(.init()), number: 2, modified: 0, parent: root)]
    private(set) var open: [Int32: OpenFile] = [:]
    private var nextNode = 1
    private var nextDescriptor: Int32 = 3
    private var freeNumbers: [UInt64] = []
    private var lastNumber: UInt64 = 2
    /// How many bytes files may have together; nil for no limit.
    var sizeMax: Int?

    subscript(file node: Int) -> SimulatedFile {
        get throws(Errno) {
            guard case .file(let file)? = nodes[node]?.content else { throw Errno(EISDIR) }
            return file
        }
    }

    /// Changes a file.
    mutating func withFile<Result>(
        _ node: Int, at time: Int64? = nil, _ body: (inout SimulatedFile) -> Result
    ) throws(Errno) -> Result {
        guard case .file(var file)? = nodes[node]?.content else { throw Errno(EISDIR) }
        // Without a second owner nothing is copied.
        nodes[node]?.content = .file(SimulatedFile())
        let result = body(&file)
        nodes[node]?.content = .file(file)
        if let time { nodes[node]?.modified = time }
        return result
    }

    /// Changes a folder.
    mutating func withFolder<Result>(
        _ node: Int, at time: Int64? = nil, _ body: (inout SimulatedFolder) -> Result
    ) throws(Errno) -> Result {
        guard case .folder(var folder)? = nodes[node]?.content else { throw Errno(ENOTDIR) }
        let result = body(&folder)
        nodes[node]?.content = .folder(folder)
        if let time { nodes[node]?.modified = time }
        return result
    }

    func names(in node: Int) throws(Errno) -> [String: Int] {
        guard case .folder(let folder)? = nodes[node]?.content else { throw Errno(ENOTDIR) }
        return folder.names
    }

    func isFolder(_ node: Int) -> Bool { (try? names(in: node)) != nil }

    /// The folder that a path's last name stands in, and that name.
    func parent(of path: String) throws(Errno) -> (folder: Int, name: String) {
        var parts = path.split(separator: "/")
        guard let name = parts.popLast() else { throw Errno(EBUSY) }
        var node = Self.root
        for part in parts {
            guard let next = try names(in: node)[String(part)] else { throw Errno.missing }
            node = next
        }
        return (node, String(name))
    }

    func node(at path: String) throws(Errno) -> Int {
        if path.allSatisfy({ character in character == "/" }) { return Self.root }
        let (folder, name) = try parent(of: path)
        guard let node = try names(in: folder)[name] else { throw Errno.missing }
        return node
    }

    /// Makes a file or folder under a name that nothing has.
    mutating func make(_ content: Node.Content, _ name: String, in folder: Int, at time: Int64) throws(Errno) -> Int {
        let node = nextNode
        nextNode += 1
        try withFolder(folder, at: time) { folder in folder.set(name, to: node) }
        nodes[node] = Node(content: content, number: takeNumber(), modified: time, parent: folder)
        return node
    }

    private mutating func takeNumber() -> UInt64 {
        if let free = freeNumbers.popLast() { return free }
        lastNumber += 1
        return lastNumber
    }

    /// Takes a node's name away.
    mutating func remove(_ name: String, _ node: Int, in folder: Int, at time: Int64) throws(Errno) {
        try withFolder(folder, at: time) { folder in folder.set(name, to: nil) }
        loseName(node)
    }

    /// Gives a file or folder another name in its folder, in place of another one.
    mutating func rename(_ name: String, to newName: String, in folder: Int, at time: Int64) throws(Errno) {
        let replaced = try names(in: folder)[newName]
        try withFolder(folder, at: time) { folder in folder.rename(name, to: newName) }
        if let replaced { loseName(replaced) }
    }

    private mutating func loseName(_ node: Int) {
        nodes[node]?.isNamed = false
        freeNumber(of: node)
    }

    mutating func openFile(_ node: Int, isWritable: Bool, by program: Int) -> Descriptor {
        defer { nextDescriptor += 1 }
        open[nextDescriptor] = OpenFile(program: program, node: node, isWritable: isWritable)
        nodes[node]?.openCount += 1
        return Descriptor(number: nextDescriptor)
    }

    mutating func setOwner(_ owner: Int32?, of node: Int) { nodes[node]?.owner = owner }

    /// Closes a file, and lets its lock go.
    mutating func close(_ descriptor: Int32) {
        guard let file = open.removeValue(forKey: descriptor) else { return }
        if nodes[file.node]?.owner == descriptor { nodes[file.node]?.owner = nil }
        nodes[file.node]?.openCount -= 1
        freeNumber(of: file.node)
    }

    private mutating func freeNumber(of node: Int) {
        if let gone = nodes[node], gone.isGone { freeNumbers.append(gone.number) }
    }

    /// Makes a file's bytes, or a folder's names, durable.
    mutating func sync(_ node: Int) throws(Errno) {
        guard isFolder(node) else { return try withFile(node) { file in file.sync() } }
        try withFolder(node) { folder in folder.sync() }
        nodes = nodes.filter { _, other in other.parent != node || !other.isGone }
    }

    /// Makes everything durable.
    mutating func writeBack() {
        for node in nodes.keys.sorted() {
            try? withFile(node) { file in file.writeBack() }
            try? sync(node)
        }
    }

    /// How many bytes files have together.
    var used: Int {
        nodes.values.reduce(0) { used, node in
            if case .file(let file) = node.content, !node.isGone { used + file.bytes.count } else { used }
        }
    }

    /// How many bytes more they may have; nil for any number.
    var room: Int? { sizeMax.map { sizeMax in max(0, sizeMax - used) } }

    /// Ends a program: its files are closed, its locks let go, and what it wrote stays.
    mutating func end(_ program: Int) {
        for (descriptor, file) in open.sorted(by: { $0.key < $1.key }) where file.program == program {
            close(descriptor)
        }
    }

    mutating func endAll() {
        for descriptor in open.keys.sorted() { close(descriptor) }
    }

    /// Ends all programs and leaves what was synced, and any part of the rest.
    mutating func cutPower(_ random: inout SplitMix) {
        open = [:]
        let keeping = random.pick([0, 20, 50, 80, 100])
        for node in nodes.keys.sorted() {
            switch nodes[node]?.content {
            case .file(var file)?:
                file.cutPower(keeping: keeping, &random)
                nodes[node]?.content = .file(file)
            case .folder(var folder)?:
                folder.cutPower(keeping: keeping, &random)
                nodes[node]?.content = .folder(folder)
            case nil: break
            }
        }
        removeUnreachable()
    }

    /// Removes what no name leads to, and numbers the rest anew: nobody has seen two of one number.
    private mutating func removeUnreachable() {
        var reached: [Int: Node] = [:]
        var waiting = [Self.root]
        while let node = waiting.popLast() {
            guard var found = nodes[node] else { continue }
            found.isNamed = true
            found.openCount = 0
            found.owner = nil
            reached[node] = found
            waiting += ((try? names(in: node)) ?? [:]).values
        }
        nodes = reached
        freeNumbers = []
        lastNumber = 2
        for node in nodes.keys.sorted() where node != Self.root {
            let number = takeNumber()
            nodes[node]?.number = number
        }
    }
}
