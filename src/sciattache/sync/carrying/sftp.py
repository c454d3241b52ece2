"""A folder of an SSH server, by SFTP."""

from __future__ import annotations

import stat
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, suppress
from posixpath import join

import paramiko
from paramiko.ssh_exception import NoValidConnectionsError

from sciattache.errors import KnownError
from sciattache.sync.carrying import trouble
from sciattache.sync.carrying.location import Location
from sciattache.sync.carrying.place import PART, Entry, Report, TakenError, silent

_SECONDS = 60
Hosts = MutableMapping[str, str]
"""The key that each server showed first, by its name."""


class _FirstKey(paramiko.MissingHostKeyPolicy):
    """Believe a server at the first time, and never another key under its name."""

    def __init__(self, name: str, hosts: Hosts) -> None:
        self._name, self._hosts = name, hosts

    def missing_host_key(self, client: object, hostname: str, key: paramiko.PKey) -> None:
        shown = f"{key.get_name()} {key.get_base64()}"
        if self._hosts.setdefault(hostname, shown) != shown:
            raise _another_key(self._name)


class Sftp:
    """A folder by its address; ``hosts`` are the servers' keys that are known, and learns more."""

    def __init__(self, location: Location, password: str, hosts: Hosts) -> None:
        self.name, self._root = str(location), location.path
        self._ssh = paramiko.SSHClient()
        self._ssh.set_missing_host_key_policy(_FirstKey(self.name, hosts))
        with suppress(OSError, paramiko.SSHException):
            self._ssh.load_system_host_keys()
        try:
            with self._told():
                self._ssh.connect(
                    location.host, location.port or 22,
                    username=location.user or None, password=password or None,
                    timeout=15, banner_timeout=15, auth_timeout=30,
                )  # fmt: skip
                self._sftp = self._ssh.open_sftp()
                channel = self._sftp.get_channel()
                assert channel is not None
                channel.settimeout(_SECONDS)
        except BaseException:
            self._ssh.close()
            raise

    def entries(self, under: str = "") -> list[Entry]:
        """What lies there; links are left out."""
        with self._told():
            found = self._sftp.listdir_attr(self._at(under))
        return [
            Entry(
                f"{under}/{one.filename}" if under else one.filename,
                one.st_size or 0,
                str(one.st_mtime),
                is_folder=stat.S_ISDIR(one.st_mode or 0),
            )
            for one in found
            if stat.S_ISDIR(one.st_mode or 0) or stat.S_ISREG(one.st_mode or 0)
        ]

    def read(self, name: str, most: int, report: Report = silent) -> bytes:
        """The content of a file, ``most`` bytes of it at most."""
        parts, done = [], 0
        with self._told(), self._sftp.open(self._at(name), "rb") as file:
            file.prefetch(min(file.stat().st_size or 0, most))
            while done < most and (part := file.read(min(PART, most - done))):
                parts.append(part)
                done += len(part)
                report(done, 0, name)
        return b"".join(parts)

    def write(self, name: str, content: bytes, report: Report = silent) -> None:
        """Write a file, over what is there under this name."""
        with self._told(), self._sftp.open(self._at(name), "wb") as file:
            file.set_pipelined(True)
            for start in range(0, len(content), PART):
                report(start, len(content), name)
                file.write(content[start : start + PART])
        report(len(content), len(content), name)

    def rename(self, name: str, new: str) -> None:
        """Give a file another name; ``TakenError`` where something has it.

        The protocol forbids to write over anything (draft-ietf-secsh-filexfer-02, 6.5), but has no
        answer of its own for it.
        """
        with self._told():
            try:
                self._sftp.rename(self._at(name), self._at(new))
            except OSError:
                if self._is_there(new):
                    raise TakenError(new) from None
                raise

    def remove(self, name: str) -> None:
        """Remove a file."""
        with self._told(), suppress(FileNotFoundError):
            self._sftp.remove(self._at(name))

    def make(self) -> None:
        """Make the folder, and those it is in, unless it is there."""
        with self._told():
            if self._is_there(""):
                return
            path = ""
            for part in self._root.split("/"):
                path = f"{path}/{part}".replace("//", "/")
                try:
                    self._sftp.stat(path or "/")
                except FileNotFoundError:
                    self._sftp.mkdir(path)

    def close(self) -> None:
        """Close the connection."""
        self._ssh.close()

    def _at(self, name: str) -> str:
        return join(self._root, name) if name else self._root

    def _is_there(self, name: str) -> bool:
        try:
            self._sftp.stat(self._at(name))
        except FileNotFoundError:
            return False
        return True

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except paramiko.BadHostKeyException as error:
            raise _another_key(self.name) from error
        except paramiko.AuthenticationException as error:
            raise trouble.answered(self.name, 401) from error
        except (paramiko.SSHException, NoValidConnectionsError, EOFError) as error:
            raise trouble.unreachable(self.name) from error
        except OSError as error:
            if error.errno is None and not isinstance(error, TimeoutError):
                raise KnownError(
                    "{place} refused: {why}.",
                    "Check the room and the rights there.",
                    place=self.name,
                    why=error,
                ) from error
            raise trouble.failed(self.name, error) from error


def _another_key(name: str) -> KnownError:
    return KnownError(
        "{place} shows another key than before: somebody may stand between.",
        "Ask whoever runs it whether its key was changed; if so, have it forgotten here.",
        place=name,
    )
