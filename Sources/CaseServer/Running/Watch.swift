import CaseStore
import Hummingbird
import Logging
import ServiceLifecycle

/// Looks now and then whether other programs have changed what is served.
struct Watch: Service {
    private static let interval = Duration.milliseconds(500)
    /// After so many looks, those who follow a case are shown that the connection is alive.
    private static let looksPerTick = 30

    private let server: CaseServer

    init(_ server: CaseServer) { self.server = server }

    func run() async {
        // The sleep throws once the server is told to end: that is the end here.
        try? await cancelWhenGracefulShutdown {
            var looks = 0
            var devices = server.admission.devices.all
            while true {
                try await Task.sleep(for: Self.interval)
                looks += 1
                await look(tick: looks % Self.looksPerTick == 0)
                if server.admission.asksForPairing { await look(at: &devices) }
            }
        }
    }

    /// Those who follow a case are woken where a device has come or gone: they see then whether they may go on.
    private func look(at devices: inout [PairedDevice]) async {
        do {
            try await server.work { try server.admission.devices.read() }
        } catch {
            server.logger.error("devices cannot be read")
        }
        guard server.admission.devices.all != devices else { return }
        devices = server.admission.devices.all
        for served in server.study.opened { served.subscribers.wake() }
    }

    private func look(tick: Bool) async {
        for served in server.study.opened where served.subscribers.count > 0 {
            do {
                try await server.work { try served.look() }
            } catch {
                server.logger.warning("look", metadata: ["case": .string(served.folder.name)])
            }
            if tick { served.subscribers.tick() }
        }
    }
}
