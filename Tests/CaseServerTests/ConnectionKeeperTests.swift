import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import Synchronization
import Testing

@testable import CaseServer

/// A connection of its own, at a time of its own.
struct ConnectionKeeperTests {
    private let channel = EmbeddedChannel()
    private let refused = Refused()

    private final class Refused: Sendable {
        let kinds = Mutex<[ProblemKind]>([])
    }

    private func connect(_ connections: Connections = Connections()) throws {
        let keeper = ConnectionKeeper(connections) { [refused] kind, _ in refused.kinds.withLock { $0.append(kind) } }
        try channel.pipeline.syncOperations.addHandler(keeper)
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 80)).wait()
    }

    private func receive(_ part: HTTPRequestPart) throws { try channel.writeInbound(part) }

    private func head(_ fields: HTTPFields = [:]) -> HTTPRequestPart {
        .head(HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/", headerFields: fields))
    }

    private func answered() throws -> HTTPResponse? {
        guard case .head(let head)? = try channel.readOutbound(as: HTTPResponsePart.self) else { return nil }
        return head
    }

    @Test func `a request that arrives in time is passed on as it is`() throws {
        try connect()
        for part in [head(), .body(ByteBuffer(string: "{}")), .end(nil)] {
            channel.embeddedEventLoop.advanceTime(by: .seconds(29))
            try receive(part)
        }
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        for _ in 0..<3 { #expect(try channel.readInbound(as: HTTPRequestPart.self) != nil) }
        #expect(channel.isActive)
    }

    @Test(arguments: [nil, "100-continue", "100-Continue", "something-else"])
    func `whoever asks before a body is sent is told to send it`(expectation: String?) throws {
        try connect()
        var fields = HTTPFields()
        fields[.expect] = expectation
        try receive(head(fields))
        let isAsked = expectation?.lowercased() == "100-continue"
        #expect(try answered()?.status == (isAsked ? .continue : nil))
        #expect(try channel.readOutbound(as: HTTPResponsePart.self) == nil)
    }

    @Test func `nobody is told so amid the answer to another request, or where there is no room`() throws {
        let connections = Connections(max: 1)
        try connect(connections)
        try receive(head())
        try receive(.end(nil))
        try receive(head([.expect: "100-continue"]))
        #expect(try answered() == nil)
        let surplus = ConnectionKeeperTests()
        try surplus.connect(connections)
        try surplus.receive(head([.expect: "100-continue"]))
        #expect(try surplus.answered()?.status == .serviceUnavailable)
    }

    @Test(arguments: [(CaseResponder.bodySizeMax, true), (CaseResponder.bodySizeMax + 1, false)])
    func `a body is asked for up to the size that is taken`(size: Int, isAsked: Bool) throws {
        try connect()
        try receive(head([.expect: "100-continue", .contentLength: String(size)]))
        #expect(try (answered()?.status == .continue) == isAsked)
    }

    @Test func `a connection on which a body was not asked for ends with the answer`() throws {
        try connect()
        try receive(head([.expect: "100-continue", .contentLength: String(CaseResponder.bodySizeMax + 1)]))
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .contentTooLarge)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
        #expect(try answered()?.headerFields[.connection] == "close")
        let before = try channel.readInbound(as: HTTPRequestPart.self)
        #expect(before != nil)
        try receive(.body(ByteBuffer(string: "GET /health HTTP/1.1")))
        #expect(try channel.readInbound(as: HTTPRequestPart.self) == nil)
        channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
    }

    @Test func `a request of which nothing comes for half a minute ends`() throws {
        try connect()
        try receive(head())
        #expect(throws: ConnectionKeeper.TooSlow.self) {
            channel.embeddedEventLoop.advanceTime(by: .seconds(40))
            try channel.throwIfErrorCaught()
        }
    }

    @Test func `a request that comes byte by byte has two minutes`() throws {
        try connect()
        try receive(head())
        func trickle(_ count: Int) throws {
            for _ in 0..<count {
                channel.embeddedEventLoop.advanceTime(by: .seconds(10))
                try receive(.body(ByteBuffer(string: "x")))
                try channel.throwIfErrorCaught()
            }
        }
        try trickle(11)
        #expect(throws: ConnectionKeeper.TooSlow.self) { try trickle(3) }
        channel.embeddedEventLoop.advanceTime(by: .seconds(10))
        #expect(!channel.isActive)
    }

    @Test func `one too many is told to try again, and nothing of it is read`() throws {
        let connections = Connections(max: 1)
        #expect(connections.open())
        try connect(connections)
        try receive(head())
        try receive(.end(nil))
        let answer = try answered()
        #expect(answer?.status == .serviceUnavailable && answer?.headerFields[.retryAfter] == "5")
        #expect(answer?.headerFields[.contentSecurityPolicy] != nil)
        #expect(try channel.readInbound(as: HTTPRequestPart.self) == nil)
        channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
        #expect(refused.kinds.withLock { $0 } == [.notStored])
    }

    @Test func `whoever leaves makes room for another`() throws {
        let connections = Connections(max: 1)
        try connect(connections)
        #expect(!connections.open())
        connections.close()
        _ = try channel.finish()
        #expect(connections.open())
    }

    @Test(arguments: [(HTTPParserError.headerOverflow, 431), (.invalidMethod, 400), (.invalidVersion, 400)])
    func `what is no request is answered with a problem`(fault: HTTPParserError, status: Int) throws {
        try connect()
        channel.pipeline.fireErrorCaught(fault)
        #expect(try answered()?.status.code == status)
        guard case .body(let bytes)? = try channel.readOutbound(as: HTTPResponsePart.self) else {
            Issue.record("There is no body.")
            return
        }
        #expect(String(buffer: bytes).contains("urn:caselog:problem:"))
        channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
    }

    @Test func `a body that breaks off is told to whoever reads it`() throws {
        try connect()
        try receive(head())
        channel.pipeline.fireErrorCaught(HTTPParserError.invalidEOFState)
        #expect(throws: ConnectionKeeper.Broken.self) { try channel.throwIfErrorCaught() }
        #expect(try answered() == nil)
    }

    @Test func `an answer that nobody takes ends after a minute`() throws {
        try channel.pipeline.syncOperations.addHandler(Bytes())
        try connect()
        // Nothing is flushed here: as if whoever asked read nothing.
        channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok)), promise: nil)
        channel.write(HTTPResponsePart.body(ByteBuffer(repeating: 0x78, count: 1 << 20)), promise: nil)
        channel.embeddedEventLoop.advanceTime(by: .seconds(50))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(30))
        #expect(!channel.isActive)
    }
}

/// Makes bytes of bodies, of which the channel then knows how many wait.
private final class Bytes: ChannelOutboundHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = ByteBuffer

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .body(let bytes) = unwrapOutboundIn(data) else { return }
        context.write(wrapOutboundOut(bytes), promise: promise)
    }
}
