/// The page in one file: the skeleton with style, script and data put into their places.
package enum PageFile {
    /// The script, whose hash the page names, so that a browser runs nothing else.
    package static var script: [UInt8] { Array("\n\(PageSource.script)".utf8) }

    /// The script of a page that a server keeps up to date: the same, and what follows the server.
    package static var liveScript: [UInt8] { script + Array(PageSource.live.utf8) }

    /// The style, whose hash a live page names.
    package static var style: [UInt8] { Array("\n\(PageSource.style)".utf8) }

    /// What tells a page that was made by caselog from any other file.
    package static let mark = Array(#"<meta name="generator" content="caselog">"#.utf8)

    /// - Parameters:
    ///   - scriptHash: of `script`, SHA-256 in base64.
    ///   - data: in base64.
    package static func make(title: String, scriptHash: String, data: String) -> [UInt8] {
        let policy =
            "default-src 'none'; script-src 'sha256-\(scriptHash)'; style-src 'unsafe-inline'; img-src data:"
        return make(title, head: meta("http-equiv=\"Content-Security-Policy\"", policy), script, data)
    }

    /// A page that follows a case on the server that it comes from.
    ///
    /// - Parameters:
    ///   - data: in base64.
    ///   - position: how far the case is in it.
    package static func makeLive(title: String, data: String, position: String) -> [UInt8] {
        // Without an icon of its own a browser would ask the server for one.
        let head = meta("name=\"caselog-position\"", position) + "\n<link rel=\"icon\" href=\"data:,\">"
        return make(title, head: head, liveScript, data)
    }

    private static func meta(_ name: String, _ content: String) -> String {
        "<meta \(name)\n  content=\"\(content)\">"
    }

    private static func make(_ title: String, head: String, _ script: [UInt8], _ data: String) -> [UInt8] {
        let parts = [
            "title": HTMLText.escaped(HarmlessText.of(title)), "head": head,
            "style": String(decoding: style, as: UTF8.self),
            "script": String(decoding: script, as: UTF8.self), "data": data,
        ]
        var bytes: [UInt8] = []
        var rest = Substring(PageSource.page)
        while let place = rest.firstMatch(of: /\{\{([a-z-]+)\}\}/) {
            bytes.append(contentsOf: rest[..<place.range.lowerBound].utf8)
            bytes.append(contentsOf: (parts[String(place.1)] ?? "").utf8)
            rest = rest[place.range.upperBound...]
        }
        bytes.append(contentsOf: rest.utf8)
        return bytes
    }
}
