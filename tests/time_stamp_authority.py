"""A small time-stamp authority: OpenSSL answers, over HTTP. Its root and its signer are made in a test's folder."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

CONFIGURATION = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


@dataclass(frozen=True)
class Authority:
    """`root`: its certificate, as a file (PEM)."""

    url: str
    root: Path


@contextmanager
def serve_authority(folder: Path) -> Iterator[Authority]:
    root, signer = str(folder / "root.pem"), str(folder / "signer.pem")
    (folder / "serial").write_text("01\n")
    (folder / "configuration").write_text(CONFIGURATION.format(folder=folder))
    (folder / "extensions").write_text(
        "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n"
    )
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=Deneme Kök",
            "-keyout", str(folder / "root.key"), "-out", root, "-addext", "keyUsage=critical,keyCertSign")  # fmt: skip
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Deneme Zaman Damgası",
            "-keyout", str(folder / "signer.key"), "-out", str(folder / "signer.csr"))  # fmt: skip
    openssl("x509", "-req", "-in", str(folder / "signer.csr"), "-CA", root, "-CAkey", str(folder / "root.key"),
            "-CAcreateserial", "-days", "30", "-extfile", str(folder / "extensions"), "-out", signer)  # fmt: skip
    server = HTTPServer(("127.0.0.1", 0), _answering(folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Authority(f"http://127.0.0.1:{server.server_port}/", Path(root))
    server.shutdown()


def _answering(folder: Path) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (folder / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            openssl("ts", "-reply", "-config", str(folder / "configuration"), "-section", "one",
                    "-queryfile", str(folder / "query"), "-signer", str(folder / "signer.pem"),
                    "-inkey", str(folder / "signer.key"), "-out", str(folder / "reply"))  # fmt: skip
            self.send_response(200)
            self.end_headers()
            self.wfile.write((folder / "reply").read_bytes())

        def log_message(self, *words: object) -> None:
            pass

    return Handler
