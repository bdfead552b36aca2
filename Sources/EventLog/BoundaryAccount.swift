#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

// One of the files named Boundary: only they touch unsafe memory. This one: who this user is to the system.

/// The account under which the program runs.
package enum Account {
    /// The login name, as `id -un` has it; nil where the system knows none.
    package static var name: String? {
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        // Longer than any entry of a local file; who is listed elsewhere in more counts as unknown.
        var bytes = [CChar](repeating: 0, count: 16_384)
        let status = unsafe getpwuid_r(geteuid(), &entry, &bytes, bytes.count, &found)
        guard status == 0, unsafe found != nil, let name = unsafe entry.pw_name else { return nil }
        return unsafe String(cString: name)
    }
}
