import Foundation
import Testing

/// The built program as a server, over a socket.
@Suite(.enabled(if: Repository.hasTool("curl"), "Requests are made with curl.")) struct ServeVerbTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        try sandbox.succeed("new", "study/elm", "--title", "Elm", "--by", "J W", "--privacy", "open")
    }

    /// Starts a server, runs some lines of bash with its address in `$url`, and ends it by SIGTERM.
    private func serve(_ options: String = "", _ lines: String) throws -> (output: String, log: String) {
        let answer = try sandbox.shell(
            """
            rm -f url
            caselog serve study --port 0 \(options) >url 2>>log & server=$!
            for _ in $(seq 200); do [ -s url ] && break; sleep 0.05; done
            url=$(cat url)
            \(lines)
            kill -TERM $server; wait $server; echo "exit $?"
            """)
        let log = (try? String(contentsOf: sandbox.folder.appending(path: "log"), encoding: .utf8)) ?? ""
        #expect(answer.output.hasSuffix("exit 0\n"), "\(answer.output)\(answer.errors)\(log)")
        return (answer.output, log)
    }

    private static let post =
        "curl -s -o /dev/null -w '%{http_code} ' -H 'content-type: application/json' -X POST ${url}api/cases/elm/events"
    private static func note(_ text: String) -> String {
        #"{"type":"observation.noted","occurred":"2019-06-03T14:05:10Z","data":{"text":"\#(text)"}}"#
    }

    @Test func `what is recorded is durable, signed at the end, and not in the log`() throws {
        let (output, log) = try serve("", "\(Self.post) -d '\(Self.note("a secret"))'")
        #expect(output.hasPrefix("201 "))
        #expect(!log.contains("secret"))
        for line in log.split(separator: "\n") {
            #expect(line.hasPrefix("{\"time\":") && line.hasSuffix("}"), "\(line)")
        }
        #expect(try sandbox.succeed("events", "study/elm", "--text", "secret").contains("secret"))
        #expect(try sandbox.run("verify", "study/elm").status == 0)
    }

    @Test(.enabled(if: Repository.hasTool("jq"), "The README's requests use jq."))
    func `the requests of the README are answered as it says`() throws {
        let readme = try Repository.text("README.md")
        let block = try #require(readme.firstMatch(of: /```sh\ncaselog serve study &\n((?s).*?)```/)).output.1
        let dispute =
            #"{"type":"dispute.raised","occurred":"2019","data":{"dispute":"budget","title":"T","issues":["resources"],"parties":["ccg","council"]}}"#
        let lines = [
            #"{"type":"case.opened","occurred":"2019","data":{"case":"ash","title":"Ash","privacy":"open"}}"#,
            #"{"type":"organisation.registered","occurred":"2019","data":{"organisation":"ccg","name":"C","sector":"commissioner"}}"#,
            #"{"type":"organisation.registered","occurred":"2019","data":{"organisation":"council","name":"D","sector":"local-authority"}}"#,
            dispute,
            #"{"type":"dispute.settled","occurred":"2019-09","data":{"dispute":"budget","how":"compromise","terms":"Half"}}"#,
        ]
        _ = try sandbox.succeed("import", "study/ash", "-", input: lines.joined(separator: "\n"))
        let (output, _) = try serve("", String(block).replacing("http://127.0.0.1:8717/", with: "${url}"))
        let told = output.replacing(/[a-z0-9]+-[0-9a-f]{8}/, with: "FEED")
        #expect(told.hasPrefix("[\"FEED/1\"]\n[\"FEED/1\"]\nsettled\nopen\n"), "\(output)")
    }

    @Test func `those who follow are sent what other programs record, and let go at the end`() throws {
        let (output, _) = try serve(
            "",
            """
            curl -sN --max-time 20 ${url}api/cases/elm/stream > stream & follower=$!
            sleep 0.5
            caselog add study/elm observation.noted text=elsewhere --occurred 2019 > /dev/null
            for _ in $(seq 100); do grep -q elsewhere stream && break; sleep 0.05; done
            grep -c '^event: added' stream; grep -c '^id: ' stream
            """)
        #expect(output.hasPrefix("1\n1\n"))
    }

    @Test func `after SIGKILL everything sent again is there once`() throws {
        let send = """
            for n in $(seq 12); do
              curl -s -o /dev/null -H 'content-type: application/json' -H "idempotency-key: k$n" \
                -d '\(Self.note("entry-'$n'."))' ${url}api/cases/elm/events
            done
            """
        _ = try sandbox.shell(
            """
            caselog serve study --port 0 >url 2>>log & server=$!
            for _ in $(seq 200); do [ -s url ] && break; sleep 0.05; done
            url=$(cat url)
            (sleep 0.3; kill -KILL $server) &
            \(send)
            wait
            """)
        _ = try serve("", send)
        let events = try sandbox.succeed("events", "study/elm", "--type", "observation.noted", "--json")
        for number in 1...12 {
            #expect(events.components(separatedBy: "entry-\(number).").count == 2, "entry \(number)")
        }
    }

    @Test(.enabled(if: Repository.hasTool("openssl"), "The certificate is made with openssl."))
    func `on another address a device is paired, over TLS, listed and revoked`() throws {
        _ = try sandbox.shell(
            "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out chain.pem -days 2 -subj /CN=localhost")
        let (output, log) = try serve(
            "--bind 0.0.0.0 --certificate chain.pem --key key.pem",
            """
            url=${url/0.0.0.0/127.0.0.1}
            curl -sk -o /dev/null -w '%{http_code}\n' ${url}api/cases
            code=$(sed -n 's/.*with the code \\([^,]*\\),.*/\\1/p' log | tail -1)
            token=$(curl -sk -H 'content-type: application/json' -d "{\\"code\\":\\"$code\\",\\"name\\":\\"anna\\"}" ${url}api/pair \
              | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
            curl -sk -o /dev/null -w '%{http_code}\n' -H "authorization: Bearer $token" ${url}api/cases
            id=$(caselog serve study --devices | cut -f1)
            caselog serve study --revoke $id
            sleep 1.2
            curl -sk -o /dev/null -w '%{http_code}\n' -H "authorization: Bearer $token" ${url}api/cases
            """)
        #expect(output.hasPrefix("401\n200\n401\n"), "\(output)\(log)")
    }

    @Test(.enabled(if: Repository.hasTool("openssl"), "The certificate is made with openssl."))
    func `whose token is revoked is told nothing more, also where a stream is open`() throws {
        _ = try sandbox.shell(
            "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out chain.pem -days 2 -subj /CN=localhost")
        let (output, _) = try serve(
            "--bind 0.0.0.0 --certificate chain.pem --key key.pem",
            """
            url=${url/0.0.0.0/127.0.0.1}
            code=$(sed -n 's/.*with the code \\([^,]*\\),.*/\\1/p' log | tail -1)
            token=$(curl -sk -H 'content-type: application/json' -d "{\\"code\\":\\"$code\\",\\"name\\":\\"anna\\"}" ${url}api/pair \
              | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
            curl -skN --max-time 120 -H "authorization: Bearer $token" ${url}api/cases/elm/stream > stream & follower=$!
            for _ in $(seq 600); do grep -q retry stream && break; sleep 0.05; done
            caselog serve study --revoke $(caselog serve study --devices | cut -f1) 2>/dev/null
            wait $follower; echo "ended $?"
            caselog add study/elm observation.noted text=later --occurred 2019 > /dev/null
            grep -c later stream
            """)
        #expect(output.hasPrefix("ended 0\n0\n"), "\(output)")
    }

    @Test func `what is no request, or has too large a head, is answered and logged`() throws {
        let (output, log) = try serve(
            "",
            """
            port=${url##*:}; port=${port%/}
            exec 3<>/dev/tcp/127.0.0.1/$port; printf 'is anybody there\\r\\n\\r\\n' >&3; head -1 <&3; exec 3<&-
            curl -s -w '\n%{http_code}\n' -H "x: $(head -c 20000 /dev/zero | tr '\\0' a)" ${url}health | tail -1
            curl -s --path-as-is -o /dev/null -w '%{http_code}\n' "${url}cases/..%2f..%2fetc"
            curl -s -o /dev/null -w '%{http_code}\n' "${url}health"
            """)
        #expect(output.hasPrefix("HTTP/1.1 400 Bad Request\r\n431\n400\n200\n"), "\(output)")
        for reason in ["malformed", "head-too-large"] { #expect(log.contains("\"reason\":\"\(reason)\""), "\(log)") }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/net/if_inet6"), "There is IPv6."))
    func `the loopback address may be that of IPv6`() throws {
        let (output, _) = try serve(
            "--bind ::1",
            "case $url in 'http://[::1]:'*) curl -gs -o /dev/null -w '%{http_code} ' ${url}api/cases ;; esac")
        #expect(output.hasPrefix("200 "), "\(output)")
    }

    @Test func `a port that is in use is said, and an empty study is served`() throws {
        let (output, log) = try serve(
            "",
            """
            port=${url##*:}; port=${port%/}; mkdir other
            caselog serve other --port $port 2>>log; echo "second $?"
            """)
        #expect(
            output.hasPrefix("second 3\n") && log.contains("Could not listen on 127.0.0.1, port "), "\(output)\(log)")
    }

    @Test func `a study that is served already is the system's no`() throws {
        let (output, log) = try serve("", #"caselog serve study --port 0 2>>log; echo "second $?""#)
        #expect(output.hasPrefix("second 3\n") && log.contains("'study' is being served already"), "\(output)\(log)")
    }

    @Test func `an address that is not this machine's is a mistake`() throws {
        let answer = try sandbox.run("serve", "study", "--bind", "192.0.2.1", "--port", "0")
        #expect(answer.status == 2 && answer.errors.contains("Could not listen on 192.0.2.1"), "\(answer.errors)")
    }

    @Test func `what cannot be served is said`() throws {
        #expect(try sandbox.run("serve", "nothing").status == 2)
        #expect(try sandbox.run("serve", "study", "--certificate", "x").status == 2)
        let missing = try sandbox.run("serve", "study", "--certificate", "x.pem", "--key", "y.pem")
        #expect(missing.status == 2 && missing.errors.contains("x.pem"))
        #expect(try sandbox.run("serve", "study", "--revoke", "00000000").status == 2)
    }

    @Test func `without TLS on another address, everybody is warned`() throws {
        #expect(try serve("--bind 0.0.0.0", "").log.contains("WARNING: Without --certificate"))
    }
}
