import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The lock of the only feed of a case, held as by another program that writes to it, until it is given back.
final class FeedLock {
    private var file: Int32

    init(_ sandbox: Sandbox, _ name: String = "elm") throws {
        let feeds = sandbox.folder.appending(path: "\(name).caselog/feeds")
        let feed = try #require(try FileManager.default.contentsOfDirectory(atPath: feeds.path).first)
        file = open(feeds.appending(path: "\(feed)/.lock").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        try #require(flock(file, LOCK_EX | LOCK_NB) == 0)
    }

    deinit { giveBack() }

    func giveBack() {
        if file >= 0 { close(file) }
        file = -1
    }
}
