/// What is served, where, and to whom.
package struct ServerSettings: Sendable {
    /// The files of a certificate chain and of its key, in PEM.
    package struct Certificate: Sendable {
        let chain: String
        let key: String

        package init(chain: String, key: String) {
            self.chain = chain
            self.key = key
        }
    }

    package static let defaultAddress = "127.0.0.1"
    package static let defaultPort = 8717

    /// The folder of a case, or one with cases.
    package var study: String
    package var address: String
    /// 0 for any that is free.
    package var port: Int
    /// Names, besides the address, under which it may be asked.
    package var names: [String]
    package var certificate: Certificate?
    /// So many bytes may wait to be stored, for each observer in a case.
    var waitingSizeMax = 64 << 20
    /// So many feeds of observers are kept open.
    var openFeedsMax = 64
    /// So long may what is under way take once the server is told to end; then it is broken off.
    var endingMax = Duration.seconds(10)

    package init(
        study: String, address: String = defaultAddress, port: Int = defaultPort, names: [String] = [],
        certificate: Certificate? = nil
    ) {
        self.study = study
        self.address = address
        self.port = port
        self.names = names
        self.certificate = certificate
    }

    /// Whether only programs on this machine reach it: then nobody has to be paired.
    package var isLoopback: Bool { Hosts.isLoopback(address) }
    package var scheme: String { certificate == nil ? "http" : "https" }

    /// Where it is found, at the port that it listens on.
    package func url(port: Int) -> String {
        let host = address.contains(":") ? "[\(address)]" : address
        return "\(scheme)://\(host):\(port)/"
    }
}
