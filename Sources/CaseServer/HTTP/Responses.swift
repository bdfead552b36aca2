import CaseModel
import HTTPTypes
import Hummingbird
import NIOCore

extension JSONValue {
    /// An object of the members that have a value.
    static func record(_ members: [(String, JSONValue?)]) -> JSONValue {
        .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }
}

extension Response {
    static func json(_ value: JSONValue, _ status: HTTPResponse.Status = .ok) -> Response {
        .bytes([value.bytes], "application/json", status)
    }

    /// - Parameter pieces: put one behind the other.
    static func bytes(
        _ pieces: [[UInt8]], _ mediaType: String, _ status: HTTPResponse.Status = .ok
    ) -> Response {
        if pieces.count == 1 {
            let body = ResponseBody(byteBuffer: ByteBuffer(bytes: pieces[0]))
            return Response(status: status, headers: [.contentType: mediaType], body: body)
        }
        // One after the other, as they are taken: copied at once, a long view would be held twice.
        let body = ResponseBody(contentLength: pieces.reduce(0) { $0 + $1.count }) { writer in
            for piece in pieces { try await writer.write(ByteBuffer(bytes: piece)) }
            try await writer.finish(nil)
        }
        return Response(status: status, headers: [.contentType: mediaType], body: body)
    }

    func with(_ name: HTTPField.Name, _ value: String) -> Response {
        var response = self
        response.headers[name] = value
        return response
    }
}
