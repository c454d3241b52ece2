"""Real servers on this computer, which can be told to be faulty."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import paramiko
from cheroot import wsgi
from cheroot.ssl.builtin import BuiltinSSLAdapter
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from wsgidav.wsgidav_app import WsgiDAVApp

USER, PASSWORD = "lisbon", "correct horse"


class Dav:
    """A WebDAV server of a folder; ``fault`` may answer in place of it, or change a request."""

    def __init__(self, folder: Path, certificate: Path | None = None) -> None:
        self.folder, self.certificate = folder, certificate
        self.fault: Callable[[dict[str, Any], Callable[..., Any]], Any] | None = None
        self.asked: list[tuple[str, str]] = []
        self._app = WsgiDAVApp({
            "provider_mapping": {"/": str(folder)},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
            "http_authenticator": {
                "accept_basic": True, "accept_digest": False, "default_to_digest": False,
            },
            "logging": {"enable": False}, "verbose": 0, "property_manager": True,
            "lock_storage": True,
        })  # fmt: skip
        self._server = wsgi.Server(("127.0.0.1", 0), self._serve)
        if certificate is not None:
            self._server.ssl_adapter = BuiltinSSLAdapter(str(certificate), str(certificate))
        self._server.prepare()
        self.port = self._server.bind_addr[1]
        self._thread = threading.Thread(target=self._server.serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http{'s' if self.certificate else ''}://{USER}@127.0.0.1:{self.port}/"

    def close(self) -> None:
        self._server.stop()
        self._thread.join()

    def _serve(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        self.asked.append((environ["REQUEST_METHOD"], environ["PATH_INFO"]))
        if self.fault is not None:
            answered = self.fault(environ, start)
            if answered is not None:
                return answered
        return self._app(environ, start)


def certificate(file: Path) -> Path:
    """A key and a certificate for this computer that nobody has vouched for."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return file


def refusing(method: str, status: str) -> Callable[..., Any]:
    """A fault: one kind of request is answered with a status."""

    def fault(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        if environ["REQUEST_METHOD"] != method:
            return None
        environ["wsgi.input"].read()
        start(status, [("Content-Length", "0")])
        return [b""]

    return fault


class Ssh:
    """An SFTP server of a folder; it hangs up once ``patience`` bytes were written."""

    def __init__(self, folder: Path, key: paramiko.PKey | None = None) -> None:
        self.folder, self.patience = folder, 1 << 40
        self.key = key or paramiko.ECDSAKey.generate()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._transports: list[paramiko.Transport] = []
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"sftp://{USER}@127.0.0.1:{self.port}/"

    def hang_up(self) -> None:
        for one in self._transports:
            one.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()
        self.hang_up()

    def _accept(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            transport = paramiko.Transport(caller)
            transport.add_server_key(self.key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, _Files, ssh=self)
            self._transports.append(transport)
            transport.start_server(server=_Door(), event=threading.Event())


class _Door(paramiko.ServerInterface):
    def check_auth_password(self, username: str, password: str) -> int:
        fits = (username, password) == (USER, PASSWORD)
        return paramiko.AUTH_SUCCESSFUL if fits else paramiko.AUTH_FAILED

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED

    def get_allowed_auths(self, username: str) -> str:
        return "password"


def _answer(work: Callable[..., Any]) -> Callable[..., Any]:
    def done(*args: Any) -> Any:
        try:
            found = work(*args)
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)
        return paramiko.SFTP_OK if found is None else found

    return done


class _Files(paramiko.SFTPServerInterface):
    def __init__(self, server: paramiko.ServerInterface, *, ssh: Ssh) -> None:
        super().__init__(server)
        self._ssh = ssh

    def _real(self, path: str) -> Path:
        return self._ssh.folder / path.lstrip("/")

    @_answer
    def list_folder(self, path: str) -> Any:
        return [
            paramiko.SFTPAttributes.from_stat(one.lstat(), one.name)
            for one in self._real(path).iterdir()
        ]

    @_answer
    def stat(self, path: str) -> Any:
        return paramiko.SFTPAttributes.from_stat(self._real(path).stat())

    lstat = stat

    @_answer
    def open(self, path: str, flags: int, attr: Any) -> Any:
        handle = os.open(self._real(path), flags, 0o666)
        mode = "wb" if flags & os.O_WRONLY else "rb"
        file = os.fdopen(handle, mode, buffering=0)
        made = _File(flags)
        made.ssh, made.readfile, made.writefile = self._ssh, file, file
        return made

    @_answer
    def remove(self, path: str) -> None:
        self._real(path).unlink()

    @_answer
    def rename(self, oldpath: str, newpath: str) -> Any:
        if self._real(newpath).exists():
            return paramiko.SFTP_FAILURE
        self._real(oldpath).rename(self._real(newpath))
        return None

    @_answer
    def mkdir(self, path: str, attr: Any) -> None:
        self._real(path).mkdir()


class _File(paramiko.SFTPHandle):
    ssh: Ssh

    def stat(self) -> Any:
        return paramiko.SFTPAttributes.from_stat(os.fstat(self.readfile.fileno()))

    def write(self, offset: int, data: bytes) -> int:
        self.ssh.patience -= len(data)
        if self.ssh.patience < 0:
            self.ssh.hang_up()
        return super().write(offset, data)


@contextmanager
def serving(server: Any) -> Iterator[Any]:
    try:
        yield server
    finally:
        server.close()
