"""A web server on loopback that answers as the test says, and remembers what it was asked."""

import gzip
import ssl
import subprocess
import threading
from collections import defaultdict
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeAlias

from tests.fetch.pywb import PYTHON, make_environment

HTML = "text/html; charset=utf-8"
# Run where the package cryptography is: it writes a key and a certificate that signs itself.
SELF_SIGNED = """
import datetime, ipaddress, sys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

key = ec.generate_private_key(ec.SECP256R1())
name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
day = datetime.timedelta(days=1)
now = datetime.datetime.now(datetime.timezone.utc)
certificate = (
    x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    .serial_number(1).not_valid_before(now - day).not_valid_after(now + day)
    .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
    .sign(key, hashes.SHA256())
)
plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
with open(sys.argv[1], "wb") as file:
    file.write(key.private_bytes(*plain) + certificate.public_bytes(serialization.Encoding.PEM))
"""


@dataclass
class Reply:
    """An answer. `after` is called with the handler instead of sending the body, where that is given."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str | None = HTML
    after: "Callable[[BaseHTTPRequestHandler], None] | None" = None


Answering: TypeAlias = "Reply | Callable[[BaseHTTPRequestHandler], Reply]"


class Server:
    """Answers by path; a list is worked off, its last answer stays."""

    def __init__(self) -> None:
        self.replies: dict[str, list[Answering]] = defaultdict(lambda: [Reply(b"nothing here", 404)])
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.ended = threading.Event()  # set when the test is over, so that no answer hangs on
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                server.answer(self)

            def log_message(self, *args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.http.server_port}"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append((handler.path, dict(handler.headers)))
        queue = self.replies[handler.path.partition("?")[0]]
        reply = queue.pop(0) if len(queue) > 1 else queue[0]
        reply = reply(handler) if callable(reply) else reply
        handler.send_response(reply.status)
        headers = {"Content-Length": str(len(reply.body)), **reply.headers}
        if reply.content_type:
            headers["Content-Type"] = reply.content_type
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        if reply.after:
            reply.after(handler)
        else:
            handler.wfile.write(reply.body)

    def secure(self, certificate: Path) -> str:
        """Speak TLS from now on, with a certificate made for this purpose; the new address."""
        make_environment()
        subprocess.run([PYTHON, "-c", SELF_SIGNED, certificate], check=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.http.socket = context.wrap_socket(self.http.socket, server_side=True)
        return self.address.replace("http:", "https:")

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serving():
    """A server that runs within the `with` statement."""
    server = Server()
    thread = threading.Thread(target=server.http.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.http.shutdown()
        server.http.server_close()
        thread.join()


# Faults


def page(body: bytes, **headers: str) -> Reply:
    return Reply(body, headers={name.replace("_", "-"): value for name, value in headers.items()})


def redirect(target: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": target})


def not_modified(body: bytes, etag: str) -> Callable[[BaseHTTPRequestHandler], Reply]:
    """The page with an ETag, and 304 to whoever knows it."""

    def answer(handler: BaseHTTPRequestHandler) -> Reply:
        if handler.headers.get("If-None-Match") == etag:
            return Reply(status=304, headers={"ETag": etag}, content_type=None)
        return page(body, ETag=etag)

    return answer


def cut_short(body: bytes) -> Reply:
    """Promises more than it sends."""

    def send_half(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(body[: len(body) // 2])
        handler.close_connection = True

    return Reply(headers={"Content-Length": str(len(body))}, after=send_half)


def slow_drip(server: Server, body: bytes, pause: float = 0.05) -> Reply:
    """A byte now and then, until the test is over or the client has gone."""

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        for byte in body:
            if server.ended.wait(pause):
                return
            try:
                handler.wfile.write(bytes([byte]))
            except OSError:
                return

    return Reply(headers={"Content-Length": str(len(body))}, after=drip)


def bomb(size: int) -> Reply:
    """A thousandth of `size` in bytes, which unpacks to `size` bytes."""
    return page(gzip.compress(bytes(size)), Content_Encoding="gzip")
