import HTTPTypes

/// What browsers say about where a request comes from. Programs say nothing, and are let through.
enum CrossSite {
    /// - Throws: `Problem` for a request that a page from elsewhere has made.
    static func check(_ head: HTTPRequest, scheme: String, changes: Bool) throws(Problem) {
        let fields = head.headerFields
        if let site = fields[.secFetchSite], !["same-origin", "none"].contains(site) {
            throw Problem(.crossSite, "The request comes from another site (Sec-Fetch-Site: \(site)).")
        }
        guard changes, let origin = fields[.origin] else { return }
        guard let host = head.authority, origin.lowercased() == "\(scheme)://\(host)".lowercased() else {
            throw Problem(.crossSite, "The request comes from a page of another origin.")
        }
    }
}

extension HTTPField.Name {
    // swift-format-ignore: NeverForceUnwrap
    private static func named(_ name: String) -> HTTPField.Name { HTTPField.Name(name)! }

    static let secFetchSite = named("Sec-Fetch-Site")
    static let idempotencyKey = named("Idempotency-Key")
    static let lastEventID = named("Last-Event-ID")
    static let observer = named("Caselog-Observer")
    static let crossOriginOpener = named("Cross-Origin-Opener-Policy")
    static let crossOriginResource = named("Cross-Origin-Resource-Policy")
    static let referrerPolicy = named("Referrer-Policy")
    static let permissionsPolicy = named("Permissions-Policy")
    static let serviceWorkerAllowed = named("Service-Worker-Allowed")
    static let buffering = named("X-Accel-Buffering")
}
