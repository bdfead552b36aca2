/// What may happen next in a history.
enum Step: Sendable, CustomStringConvertible {
    case work(Work.Verb)
    case open, end, cutPower, read, jump, fillDisk, copy, replace

    /// Each as often as it is to happen.
    static let all: [Step] =
        [.append, .append, .append, .appendSeveral, .appendSeveral, .group, .group, .large, .refused, .sealClosed]
        .map(Step.work) + [.work(.sealAll), .work(.sign), .work(.sign), .work(.look)]
        + [.open, .open, .end, .cutPower, .read, .jump, .fillDisk, .copy, .replace]

    var description: String {
        switch self {
        case .work(let verb): verb.rawValue
        case .open: "open"
        case .end: "end"
        case .cutPower: "cut the power"
        case .read: "read"
        case .jump: "clock jumps"
        case .fillDisk: "disk fills up, or has room again"
        case .copy: "copy the folders"
        case .replace: "put back an older folder"
        }
    }
}
