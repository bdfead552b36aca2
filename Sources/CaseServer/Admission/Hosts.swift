/// The names that a request may call this server by.
///
/// A page from elsewhere can have its own name lead to this machine; what a browser then sends names that page's host,
/// and is not answered. Addresses in figures, and the names of this machine for itself, cannot be turned in this way.
struct Hosts: Sendable {
    private let names: Set<String>
    private let takesAnyAddress: Bool

    init(_ settings: ServerSettings) {
        names = Set(([settings.address] + settings.names).map { $0.lowercased() })
        takesAnyAddress = ["0.0.0.0", "::"].contains(settings.address)
    }

    func take(_ authority: String?) -> Bool {
        guard let name = authority.flatMap(Self.name) else { return false }
        return Self.isLoopback(name) || names.contains(name) || takesAnyAddress && Self.isAddress(name)
    }

    /// The host in `host:port`, in small letters and without the brackets of an address; nil where it is none.
    static func name(in authority: String) -> String? {
        let text = authority.lowercased()
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]"), isPort(text[text.index(after: end)...]) else { return nil }
            return String(text[text.index(after: text.startIndex)..<end])
        }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty, parts.count == 1 || isPort(":" + parts[1]) else { return nil }
        return String(host)
    }

    private static func isPort(_ text: some StringProtocol) -> Bool {
        text.isEmpty || text.hasPrefix(":") && UInt16(text.dropFirst()) != nil
    }

    static func isLoopback(_ name: String) -> Bool {
        name == "localhost" || name == "::1" || name.hasPrefix("127.") && isIPv4(name)
    }

    private static func isAddress(_ name: String) -> Bool {
        isIPv4(name) || name.contains(":") && name.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }

    private static func isIPv4(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
