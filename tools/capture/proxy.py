"""Stands between the browser and the server and breaks what goes through, as networks do."""

import http.client
import json
import random
import re
import socket
import threading
import time

TROUBLES = ["before", "after", "refuse-before", "refuse-after", "slow"]
REFUSAL = (b"HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/problem+json\r\nContent-Length: 49\r\n"
           b"Connection: close\r\n\r\n" + b'{"title":"Broken by the check","status":500}     ')


class Proxy:
    def __init__(self, server_port, seed):
        self.server_port = server_port
        self.random = random.Random(seed)
        self.chance = 0.0
        self.broken = 0
        # Gives the answer to a request in the server's place, or None; and what the server's answer becomes.
        self.stand_in = lambda request: None
        self.alter = lambda request, answer: answer
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            with connection:
                self.pass_on(connection)
        except OSError:
            pass

    def pass_on(self, connection):
        """One request on each connection, so that each can be broken by itself."""
        request = self.request(connection)
        if request is None:
            return
        if (instead := self.stand_in(request)) is not None:
            connection.sendall(instead)
            return
        trouble = None
        if request.startswith(b"POST") and self.random.random() < self.chance:
            trouble = self.random.choice(TROUBLES)
            self.broken += 1
        if trouble == "before":
            return
        if trouble == "refuse-before":
            connection.sendall(REFUSAL)
            return
        if trouble == "slow":
            time.sleep(self.random.uniform(0.2, 1.5))
        with socket.create_connection(("127.0.0.1", self.server_port), timeout=30) as server:
            server.sendall(request)
            if trouble in ("after", "refuse-after"):
                # Stored, and the answer is lost.
                server.recv(65536)
                if trouble == "refuse-after":
                    connection.sendall(REFUSAL)
                return
            while data := server.recv(65536):
                connection.sendall(self.alter(request, data))

    def request(self, connection):
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(65536)
            if not more:
                return None
            data += more
        head, body = data.split(b"\r\n\r\n", 1)
        length = re.search(rb"(?im)^content-length: *(\d+)", head)
        while length and len(body) < int(length[1]):
            body += connection.recv(65536)
        # The server knows itself by its own address.
        head = head.replace(b"127.0.0.1:%d" % self.port, b"127.0.0.1:%d" % self.server_port)
        head = re.sub(rb"(?im)^connection:[^\r]*", b"Connection: close", head)
        return head + b"\r\n\r\n" + body


def answer(status, body, media_type="application/json"):
    """An answer over HTTP with a body of JSON."""
    return written(status, json.dumps(body), media_type)


def script(text):
    """A service worker."""
    return written(200, text, "text/javascript", "Service-Worker-Allowed: /capture\r\n")


def written(status, text, media_type, headers=""):
    data = text.encode()
    head = f"HTTP/1.1 {status} As The Check Says\r\nContent-Type: {media_type}\r\nContent-Length: {len(data)}\r\n"
    return f"{head}{headers}Connection: close\r\n\r\n".encode() + data


def problem(status, kind, detail):
    """A problem as the server tells one."""
    body = {"type": f"urn:caselog:problem:{kind}", "title": kind, "status": status, "detail": detail}
    return answer(status, body, "application/problem+json")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def is_healthy(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
