import CaseModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What a view of disputes says about the question that all are asked: for each dispute how often it was raised,
/// settled and re-ignited, and how it was settled last.
enum Answer {
    static func print(view path: String) throws {
        let bytes = try contents(path)
        guard let view = try? JSONParser.parse(bytes), let disputes = view["disputes"]?.array else {
            throw Failure("'\(path)' holds no view of disputes.")
        }
        for dispute in disputes {
            let episodes = dispute["episodes"]?.array ?? []
            let settled = episodes.filter { $0["settled"] != nil }
            let how = settled.last?["how"]?.string ?? ""
            Output.print("\(dispute["id"]?.string ?? "")|1|\(settled.count)|\(episodes.count - 1)|\(how)")
        }
    }

    private static func contents(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw Failure("'\(path)' cannot be read: \(String(cString: strerror(errno))).") }
        defer { close(descriptor) }
        var all: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while case let count = read(descriptor, &piece, piece.count), count > 0 { all += piece[..<count] }
        return all
    }
}
