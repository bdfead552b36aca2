import CaseModel
import Crypto
import EventLog
import HTTPTypes
import Hummingbird

/// The capture client: the files of `Client/` as they are.
enum ClientRoutes {
    private struct Asset: Sendable {
        let bytes: [UInt8]
        let mediaType: String
        let tag: String
    }

    static var all: [Route] {
        [
            Route(.get, "/capture", for: .anybody, operation("getCapture", "Where meetings are captured")) { call in
                try answer("capture.html", call)
            },
            Route(.get, "/capture/{file}", for: .anybody, operation("getCaptureFile", "A file of the capture page")) {
                call in
                try answer(call.parameters["file"] ?? "", call)
            },
        ]
    }

    private static func operation(_ id: String, _ summary: String) -> Operation {
        Operation(
            id: id, summary: summary,
            parameters: [.header("If-None-Match", "A tag that was given before", #"{"type":"string"}"#)],
            successes: [
                Operation.Success(
                    about: "The file", content: .text("*/*"), headers: [("ETag", "Changes with the file")]),
                Operation.Success(status: .notModified, about: "It is as it was"),
            ], problems: [.missing])
    }

    private static let assets = Dictionary(
        uniqueKeysWithValues: ClientSource.files.map { name, text in
            let bytes = Array((name == worker ? text.replacing("{version}", with: version) : text).utf8)
            let tag = TextCoding.hex(SHA256.hash(data: bytes).prefix(16))
            return (name, Asset(bytes: bytes, mediaType: mediaType(of: name), tag: "\"\(tag)\""))
        })

    /// The service worker; it holds the files of one version, and a browser takes it for new when it has changed.
    private static let worker = "sw.js"

    /// Tells these files from those of any other version.
    private static let version: String = {
        var hash = SHA256()
        for (name, text) in ClientSource.files { hash.update(data: Array("\(name)\n\(text)\n".utf8)) }
        return TextCoding.hex(hash.finalize().prefix(16))
    }()

    private static func mediaType(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "webmanifest": "application/manifest+json"
        default: "text/plain; charset=utf-8"
        }
    }

    private static func answer(_ name: String, _ call: Call) throws -> Response {
        guard let asset = assets[name] else { throw Problem(.missing, "The capture page has no such file.") }
        var response =
            call.header(.ifNoneMatch) == asset.tag
            ? Response(status: .notModified) : Response.bytes([asset.bytes], asset.mediaType)
        response.headers[.eTag] = asset.tag
        // Asked for again each time, so that an older page never meets a newer server unawares.
        response.headers[.cacheControl] = "no-cache"
        if name == worker { response.headers[.serviceWorkerAllowed] = "/capture" }
        return response
    }
}
