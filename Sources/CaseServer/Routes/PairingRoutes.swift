import CaseModel
import HTTPTypes
import Hummingbird
import Logging

/// Which devices may ask, where the server is reached from other machines.
enum PairingRoutes {
    static var all: [Route] { [pair, leave, list, revoke] }

    private static var pair: Route {
        Route(
            .post, "/api/pair", for: .anybody,
            Operation(
                id: "pairDevice", summary: "Pair a device with the code that the server's terminal shows",
                body: Operation.Content(
                    schema: .schema("PairRequest"), example: .literal(#"{"code":"K7QM-3XWD","name":"anna"}"#)),
                successes: [
                    Operation.Success(
                        status: .created, about: "The device is paired; the token is told this once, and in a cookie",
                        content: Operation.Content(schema: .schema("Paired"), example: Examples.paired),
                        headers: [("Set-Cookie", "The token, for browsers")])
                ], problems: [.unpaired, .tooMany, .notHere, .contradiction]), answer: pair)
    }

    private static func pair(_ call: Call) async throws -> Response {
        let (server, admission) = (call.server, call.server.admission)
        let given = try call.object()
        guard let code = given["code"]?.string, let name = given["name"]?.string, Admission.isObserver(name),
            given.members?.count == 2
        else {
            throw Problem(
                .malformed,
                "The body has to be {\"code\":…,\"name\":…}, the name being who observes: of a-z and 0-9, at most 16 of them."
            )
        }
        guard admission.asksForPairing else {
            throw Problem(.notHere, "On this machine nobody has to be paired. Say who observes with Caselog-Observer.")
        }
        try admission.take(code, from: call.address)
        let (device, token) = try await server.work { try admission.devices.add(name) }
        server.logger.notice("paired", metadata: ["device": .string(device.id)])
        return Response.json(
            .record([("id", .string(device.id)), ("name", .string(name)), ("token", .string(token))]), .created
        ).with(.setCookie, cookie(token, seconds: 31_536_000, server.settings))
    }

    private static func cookie(_ token: String, seconds: Int, _ settings: ServerSettings) -> String {
        let secure = settings.certificate == nil ? "" : "; Secure"
        return "\(Admission.cookieName)=\(token); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict\(secure)"
    }

    /// Whoever is not paired, or no longer, is done with it as well: so somebody who forgets everything always can.
    private static var leave: Route {
        Route(
            .delete, "/api/pairing", for: .anybody,
            Operation(
                id: "leavePairing", summary: "Answer this device no more: the one whose token is sent",
                successes: [
                    Operation.Success(
                        status: .noContent, about: "It is not paired, and its cookie expires",
                        headers: [("Set-Cookie", "Nothing, that expires at once")])
                ])
        ) { call in
            let server = call.server
            if let device = server.admission.device(of: call.request) {
                try await server.work { _ = try server.admission.devices.revoke(device.id) }
                server.logger.notice("revoked", metadata: ["device": .string(device.id)])
            }
            return Response(status: .noContent).with(.setCookie, cookie("", seconds: 0, server.settings))
        }
    }

    private static var list: Route {
        Route(
            .get, "/api/devices",
            Operation(
                id: "listDevices", summary: "The devices that are paired",
                successes: [
                    Operation.Success(
                        about: "The devices",
                        content: Operation.Content(schema: .schema("Devices"), example: Examples.devices))
                ])
        ) { call in
            let devices = call.server.admission.devices.all.map { one in
                JSONValue.record([
                    ("id", .string(one.id)), ("name", .string(one.name)), ("paired", .string(one.paired)),
                ])
            }
            return .json(.record([("devices", .array(devices))]))
        }
    }

    private static var revoke: Route {
        Route(
            .delete, "/api/devices/{id}",
            Operation(
                id: "revokeDevice", summary: "Answer a device no more",
                successes: [Operation.Success(status: .noContent, about: "It is paired no more")])
        ) { call in
            let id = call.parameters["id"] ?? ""
            guard try await call.server.work({ try call.server.admission.devices.revoke(id) }) else {
                throw Problem(.missing, "There is no such device. '/api/devices' lists those that there are.")
            }
            call.server.logger.notice("revoked", metadata: ["device": .string(id)])
            return Response(status: .noContent)
        }
    }
}
