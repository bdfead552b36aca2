import ArgumentParser
import CaseModel
import CaseServer
import CaseStore
import EventLog
import Logging

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve a study: its pages, live; meetings captured in a browser; an interface for programs.",
        discussion: """
            Without --bind only programs on this machine reach it, and nobody has to be paired. On any other address a \
            device is paired first, once, with a code that is shown here; it then holds a token. Give --certificate and \
            --key where others are on the network: without them everything goes over it as it is.

            Each observer's events are recorded in a feed of their own. SIGTERM, and Ctrl-C, end what is under way, commit \
            what waits, and sign.

            EXAMPLES
              caselog serve study
              caselog serve study --bind 192.168.1.20 --certificate chain.pem --key key.pem
              caselog serve study --devices
              caselog serve study --revoke 5d2c9e01
            """)

    @Argument(help: "The study: a folder for cases; or one case.", completion: .directory)
    var study: String

    @Option(help: ArgumentHelp("Listen on this address.", valueName: "address"))
    var bind = ServerSettings.defaultAddress

    @Option(help: ArgumentHelp("Listen on this port; 0 for any that is free.", valueName: "N"))
    var port = ServerSettings.defaultPort

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Names under which browsers ask for it, besides the address.", valueName: "name"))
    var name: [String] = []

    @Option(help: ArgumentHelp("The certificate chain, in PEM.", valueName: "file"), completion: .file())
    var certificate: String?

    @Option(help: ArgumentHelp("The certificate's key, in PEM.", valueName: "file"), completion: .file())
    var key: String?

    @Flag(help: "List the devices that are paired, and end.")
    var devices = false

    @Option(help: ArgumentHelp("Answer this device no more, and end.", valueName: "ID"))
    var revoke: String?

    func validate() throws {
        guard (certificate == nil) == (key == nil) else {
            throw ValidationError("--certificate and --key belong together: give both, or neither.")
        }
        guard (0...65_535).contains(port) else { throw ValidationError("--port has to be from 0 to 65535.") }
        guard !devices || revoke == nil else { throw ValidationError("Choose --devices or --revoke, not both.") }
    }

    func run() async throws {
        let device = Device.here
        _ = try StudyFolder.casesSoFar(study, in: device.fileSystem)
        if devices { return try list(PairedDevices(study: study, on: device)) }
        if let revoke { return try self.revoke(revoke, among: PairedDevices(study: study, on: device)) }
        try await serve(device)
    }

    private func serve(_ device: Device) async throws {
        ProcessMemory.staysLevel()
        var settings = ServerSettings(study: study, address: bind, port: port, names: name)
        if let certificate, let key { settings.certificate = .init(chain: certificate, key: key) }
        if !settings.isLoopback, settings.certificate == nil {
            Output.tell(
                """
                caselog: WARNING: Without --certificate and --key everybody on the network between can read what is \
                sent, and the tokens with it.
                """)
        }
        let logger = Logger(label: "caselog") { _ in JSONLines { Output.tell($0) } }
        let server = try CaseServer(settings, device: unlocked(device), logger: logger) { code in
            Output.tell("Pair a device with the code \(code), which is good once and for 10 minutes.")
        }
        try await server.run { [settings] port in
            try? Output.write(settings.url(port: port) + "\n")
            try? Output.finish()
        }
    }

    /// The device with the passphrase of its keys, asked for before anybody can ask the server: nobody may wait for
    /// somebody to type.
    private func unlocked(_ device: Device) throws -> Device {
        var device = device
        let places = try StudyFolder.casesSoFar(study, in: device.fileSystem)
        let names = places.compactMap { try? CaseFolder(finding: $0.path, in: device.fileSystem).name }
        var known: String?
        do {
            known = try DevicePassphrase.ask(forKeysOf: Set(names), on: device)
        } catch let error as CaseError where error.code == .noPassphrase {
            Output.tell("caselog: WARNING: Private words stay locked, and none are recorded. \(error.message)")
        }
        device.passphrases = Passphrases { [known] purpose in
            guard purpose == .device, let known else {
                throw CaseError(
                    .noPassphrase,
                    "They are under a passphrase that the server was not told. Start it again, and type it then.")
            }
            return known
        }
        return device
    }

    private func list(_ paired: PairedDevices) throws {
        if paired.all.isEmpty { Output.tell("No device is paired.") }
        for one in paired.all { try Output.write("\(one.id)\t\(one.name)\tpaired \(one.paired)\n") }
    }

    private func revoke(_ id: String, among paired: PairedDevices) throws {
        guard try paired.revoke(id) else {
            let ids = paired.all.map(\.id)
            throw CaseError(
                .input, "No device \"\(id)\" is paired.\(Nearest.sentence(Nearest.names(to: id, among: ids)))")
        }
        Output.tell("The device \(id) is answered no more.")
    }
}
