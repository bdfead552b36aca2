import CaseStore
import Hummingbird
import NIOCore

/// What one who follows a case has been sent.
struct CaseStream {
    private static let portion = 200

    private let served: ServedCase
    private let server: CaseServer
    private var position: CasePosition
    private var withdrawals: Int
    private var hasToldIncomplete = false

    init(_ served: ServedCase, _ server: CaseServer, at position: CasePosition, withdrawals: Int) {
        self.served = served
        self.server = server
        self.position = position
        self.withdrawals = withdrawals
    }

    /// Sends what there is behind what was sent; where the writer is, which is on no actor.
    @concurrent
    mutating func send(to writer: inout any ResponseBodyWriter) async throws {
        while true {
            let next = try await server.work { [served, position] in
                try served.events(after: position, limit: Self.portion)
            }
            var text: [UInt8] = []
            if next.withdrawals > withdrawals {
                withdrawals = next.withdrawals
                text.append(contentsOf: "event: note\ndata: {\"kind\":\"withdrawn\"}\n\n".utf8)
            }
            if next.isIncomplete, !hasToldIncomplete {
                hasToldIncomplete = true
                text.append(contentsOf: "event: note\ndata: {\"kind\":\"incomplete\"}\n\n".utf8)
            }
            for event in next.events {
                position[event.feed] = event.sequence
                text.append(contentsOf: "event: added\nid: \(position.text)\ndata: ".utf8)
                text.append(contentsOf: event.line)
                text.append(contentsOf: "\n\n".utf8)
            }
            if !text.isEmpty { try await writer.write(ByteBuffer(bytes: text)) }
            if !next.hasMore { return }
        }
    }
}
