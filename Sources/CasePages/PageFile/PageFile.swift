/// The page in one file: the skeleton with style, script and data put into their places.
package enum PageFile {
    /// The script, whose hash the page names, so that a browser runs nothing else.
    package static var script: [UInt8] { Array("\n\(PageSource.script)".utf8) }

    /// What tells a page that was made by caselog from any other file.
    package static let mark = Array(#"<meta name="generator" content="caselog">"#.utf8)

    /// - Parameters:
    ///   - scriptHash: of `script`, SHA-256 in base64.
    ///   - data: in base64.
    package static func make(title: String, scriptHash: String, data: String) -> [UInt8] {
        let parts = [
            "title": HTMLText.escaped(HarmlessText.of(title)), "style": "\n\(PageSource.style)",
            "script-hash": scriptHash,
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
