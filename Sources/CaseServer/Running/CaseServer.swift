package import CaseStore
import EventLog
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle
import Synchronization
import UnixSignals

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A study, served over HTTP: settings in, one call, and it runs until it is told to end.
package final class CaseServer: Sendable {
    let settings: ServerSettings
    let device: Device
    let logger: Logger
    let hosts: Hosts
    let routes = RouteTable()
    let metrics = Metrics()
    let study: ServedStudy
    let admission: Admission
    let observers: Observers

    /// - Parameter showCode: shows a pairing code to whoever stands before the server.
    /// - Throws: `CaseError` where nothing is to be served.
    package init(
        _ settings: ServerSettings, device: Device, logger: Logger,
        showCode: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        self.settings = settings
        self.logger = logger
        let metrics = metrics
        var device = device
        device.fileSystem = MeasuredFileSystem(device.fileSystem) { metrics.countSync($0) }
        self.device = device
        hosts = Hosts(settings)
        let onNote: @Sendable (Note) -> Void = { logger.notice("note", metadata: ["note": .string($0.message)]) }
        study = try ServedStudy(settings.study, device: device, logger)
        admission = Admission(
            settings, try PairedDevices(study: settings.study, on: device), Pairing(device.now, tell: showCode),
            clock: device.now)
        observers = Observers(device, metrics, settings, onNote: onNote)
    }

    /// Does what reads or writes files, away from the event loops.
    func work<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await NIOThreadPool.singleton.runIfActive(body)
    }

    /// - Parameter onRunning: is told the port once it listens.
    func application(
        onRunning: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws -> Application<CaseResponder> {
        Application(
            responder: CaseResponder(server: self), server: try channel(),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.address, port: settings.port),
                availableConnectionsDelegate: .maximum(Connections.acceptedMax, logger: Self.silent)),
            onServerRunning: { channel in onRunning(channel.localAddress?.port ?? 0) }, logger: Self.silent)
    }

    private func channel() throws -> HTTPServerBuilder {
        let (connections, logger, metrics) = (Connections(), logger, metrics)
        let http = HTTPServerBuilder.http1(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [
                    ConnectionKeeper(connections) { kind, address in
                        RequestLine(refused: kind, from: address).tell(logger, metrics)
                    }
                ],
                idleTimeout: .seconds(60),
                httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                    maxHeaderFieldSize: 1 << 14, maxHeaderListSize: 1 << 15, maxHeaderFieldCount: 100)))
        guard let certificate = settings.certificate else { return http }
        do {
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(certificate.chain).map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: certificate.key, format: .pem)))
            configuration.minimumTLSVersion = .tlsv12
            return try .tls(http, tlsConfiguration: configuration)
        } catch let error as NIOSSLError {
            throw CaseError(
                .input,
                "The certificate '\(certificate.chain)' and the key '\(certificate.key)' cannot be used: \(error). Both have to be in PEM."
            )
        }
    }

    /// Hummingbird's own lines would say addresses as they were asked for.
    private static let silent = Logger(label: "hummingbird") { _ in SwiftLogNoOpLogHandler() }

    /// Serves until SIGTERM or SIGINT; then takes no more, ends what is under way, commits what waits, and signs.
    ///
    /// - Parameter onRunning: is told the port once it listens.
    /// - Throws: `EventLogError` where another program serves the study, or what the system refuses; `CaseError` for an
    ///   address that is not this machine's.
    package func run(onRunning: @escaping @Sendable (Int) -> Void) async throws {
        try await run(group(endingAt: [.sigterm, .sigint], onRunning: onRunning))
    }

    /// What runs until the server is told to end.
    ///
    /// - Parameter others: run beside what serves.
    func group(
        of others: [any Service] = [], endingAt signals: [UnixSignal] = [], onRunning: @escaping @Sendable (Int) -> Void
    ) throws -> ServiceGroup {
        var configuration = ServiceGroupConfiguration(
            services: [Watch(self), try application(onRunning: onRunning)] + others, gracefulShutdownSignals: signals,
            logger: Self.silent)
        configuration.maximumGracefulShutdownDuration = settings.endingMax
        return ServiceGroup(configuration: configuration)
    }

    func run(_ group: ServiceGroup) async throws {
        let lock = try StudyLock(settings.study, on: device)
        if admission.asksForPairing { admission.pairing.renew() }
        var failure: (any Error)?
        do { try await group.run() } catch { failure = error }
        // Also where ending took too long: what was taken is committed and signed all the same.
        await finish()
        withExtendedLifetime(lock) {}
        if let error = failure as? IOError {
            let message = "Could not listen on \(settings.address), port \(settings.port): \(error)."
            // An address that is not this machine's is somebody's mistake; a port that is taken, or kept, is not.
            if error.errnoCode == EADDRNOTAVAIL { throw CaseError(.input, message) }
            throw EventLogError(.io, message, errno: error.errnoCode)
        }
        if let failure { throw failure }
    }

    /// Commits what waits, seals, signs, and keeps what cases came to.
    func finish() async {
        await observers.close()
        for served in study.opened { served.keep() }
        logger.notice("ended")
    }
}
