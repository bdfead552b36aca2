import CaseModel
import CasePages
import CaseStore
import Crypto
import EventLog

/// The page of a case as `caselog page` makes it, which also follows what is recorded.
struct LivePage: Sendable {
    let bytes: [UInt8]
    /// Runs its own script and no other, and asks this server only.
    let policy: String

    /// - Parameter now: in milliseconds since 1970.
    init(_ data: PageData.Case, at position: CasePosition, made now: Int64) {
        let script = Self.hash(PageFile.liveScript)
        let whole = PageData(
            title: data.title, made: String(RecordedTime.text(now).prefix(10)), nil, [data])
        bytes = PageFile.makeLive(
            title: data.title, data: TextCoding.base64(Zlib.packed(whole.bytes)),
            position: position.text)
        policy = """
            default-src 'none'; script-src 'sha256-\(script)'; style-src 'sha256-\(Self.hash(PageFile.style))'; \
            connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'
            """
    }

    private static func hash(_ text: [UInt8]) -> String { TextCoding.base64(Array(SHA256.hash(data: text))) }
}
