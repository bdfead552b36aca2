import CMalloc

/// The memory of the program as a whole.
package enum ProcessMemory {
    /// In bytes: glibc's own at the start of a program.
    private static let apartMin: CInt = 1 << 17

    /// Has memory that a long answer took given back once it is sent, for as long as the program runs.
    ///
    /// glibc raises its limit with each larger piece that is freed, and from then on cuts such pieces from heaps that
    /// it rarely shortens: a server would stay as large as its largest answers were, once for each thread. Other C
    /// libraries have no such limit; nothing is done with them.
    ///
    /// - Returns: whether that is set; false also where there is nothing to be set.
    @discardableResult
    package static func staysLevel() -> Bool { caselog_malloc_apart(apartMin) != 0 }
}
