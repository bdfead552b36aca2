import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Looks after one connection: answers what is no HTTP, turns one too many away, and ends what takes too long.
final class ConnectionKeeper: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// How long things may take.
    struct Patience: Sendable {
        /// Until a request is there, to its last byte.
        var arrival = TimeAmount.minutes(2)
        /// Between two pieces of it.
        var silence = TimeAmount.seconds(30)
        /// Until whoever asked takes more of the answer.
        var taking = TimeAmount.seconds(60)
        var look = TimeAmount.seconds(5)
    }

    /// A request that did not arrive in time.
    struct TooSlow: Error {}
    /// A request that broke off, or went on as no request does.
    struct Broken: Error {}

    private let connections: Connections
    private let patience: Patience
    private let onRefusal: @Sendable (ProblemKind, String) -> Void
    private var isSurplus = false
    private var isRefused = false
    /// Whether a body was announced that is too large and not asked for: whoever sends it all the same, or goes on with
    /// another request, would be misunderstood, so the connection ends with the answer.
    private var isUnasked = false
    /// When the request that arrives began, and when the last piece of it came.
    private var begun: NIODeadline?
    private var lastPiece = NIODeadline.now()
    private var isTooSlow = false
    /// Requests that are to be answered.
    private var unanswered = 0
    private var answered = Answered()
    private var nextLook: Scheduled<Void>?

    /// How much of what was answered has been taken.
    private struct Answered {
        var given = 0
        var taken = 0
        /// Since when nothing more was taken, where something waits.
        var untakenSince: NIODeadline?
    }

    /// - Parameter onRefusal: is told what was refused, and from where.
    init(
        _ connections: Connections, _ patience: Patience = Patience(),
        onRefusal: @escaping @Sendable (ProblemKind, String) -> Void
    ) {
        self.connections = connections
        self.patience = patience
        self.onRefusal = onRefusal
    }

    func handlerAdded(context: ChannelHandlerContext) {
        isSurplus = !connections.open()
        lookLater(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        connections.close()
        nextLook?.cancel()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isRefused else { return }
        lastPiece = context.eventLoop.now
        switch unwrapInboundIn(data) {
        case .head(let head):
            begun = lastPiece
            unanswered += 1
            if !isSurplus, unanswered == 1 { askForBody(of: head, context) }
        case .body: break
        case .end: begun = nil
        }
        guard isSurplus else { return context.fireChannelRead(data) }
        refuse(Problem(.notStored, "Too many are connected already. Try again.", retryAfter: 5), context)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where isUnasked:
            head.headerFields[.connection] = "close"
            return context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end where isUnasked:
            context.writeAndFlush(data, promise: promise)
            return endSoon(context)
        case .head: break
        case .body(let bytes): answered.given += bytes.readableBytes
        case .end: unanswered -= 1
        }
        context.write(data, promise: promise)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let fault = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        // Whoever reads a body is told that it broke off, and answers.
        guard unanswered == 0 else { return context.fireErrorCaught(Broken()) }
        guard !isRefused else { return }
        if case .headerOverflow = fault {
            refuse(Problem(.headTooLarge, "An address and a field have at most 16 KiB, all fields 32 KiB."), context)
        } else {
            refuse(Problem(.malformed, "This is no request in HTTP/1.1."), context)
        }
    }

    /// Without an answer whoever asks before sending a body (`Expect`, RFC 9110, 10.1.1) waits for a second or so. A
    /// body that is too large is not asked for: it is refused as it is announced. Nor is one behind another request:
    /// this would come amid the answer to that.
    private func askForBody(of head: HTTPRequest, _ context: ChannelHandlerContext) {
        guard head.headerFields[.expect]?.lowercased() == "100-continue" else { return }
        isUnasked = head.headerFields[.contentLength].flatMap { Int($0) } ?? 0 > CaseResponder.bodySizeMax
        guard !isUnasked else { return }
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }

    /// Answers in place of the server, and ends the connection once that can have been read.
    private func refuse(_ problem: Problem, _ context: ChannelHandlerContext) {
        isRefused = true
        onRefusal(problem.kind, context.channel.remoteAddress?.ipAddress ?? "")
        let bytes = problem.bytes
        var response = problem.response
        SecurityHeaders.add(to: &response)
        response.headers[.contentLength] = String(bytes.count)
        response.headers[.connection] = "close"
        context.write(
            wrapOutboundOut(.head(HTTPResponse(status: response.status, headerFields: response.headers))), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: bytes))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        endSoon(context)
    }

    /// Ends the connection once the last answer can have been read. What still comes is read and dropped: a connection
    /// that is closed over it would take the answer with it.
    private func endSoon(_ context: ChannelHandlerContext) {
        (isRefused, begun) = (true, nil)
        context.close(mode: .output, promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { context.close(promise: nil) }
    }

    private func lookLater(_ context: ChannelHandlerContext) {
        nextLook = context.eventLoop.assumeIsolated().scheduleTask(in: patience.look) { [self] in
            lookLater(context)
            look(context)
        }
    }

    private func look(_ context: ChannelHandlerContext) {
        let now = context.eventLoop.now
        if let begun, now - begun > patience.arrival || now - lastPiece > patience.silence {
            guard !isTooSlow else { return context.close(promise: nil) }
            isTooSlow = true
            context.fireErrorCaught(TooSlow())
        }
        let waiting = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        let taken = answered.given - waiting
        if waiting == 0 {
            answered.untakenSince = nil
        } else if let since = answered.untakenSince, taken <= answered.taken {
            if now - since > patience.taking { context.close(promise: nil) }
        } else {
            (answered.taken, answered.untakenSince) = (taken, now)
        }
    }
}
