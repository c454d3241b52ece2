"""A folder of a WebDAV server: Nextcloud, ownCloud, SharePoint, Apache."""

from __future__ import annotations

import io
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import ParseError

import httpx
from webdav4 import client as webdav

from sciattache.errors import KnownError
from sciattache.sync.carrying import trouble
from sciattache.sync.carrying.location import Location
from sciattache.sync.carrying.place import PART, Entry, Report, TakenError, silent

_SECONDS = httpx.Timeout(60, connect=15)
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_REFUSALS = {
    webdav.ResourceNotFound: 404,
    webdav.ForbiddenOperation: 403,
    webdav.ResourceConflict: 409,
    webdav.ResourceLocked: 423,
    webdav.InsufficientStorage: 507,
    webdav.BadGatewayError: 502,
    webdav.IsAResourceError: 405,
}


class WebDav:
    """A folder by its address."""

    def __init__(self, location: Location, password: str) -> None:
        if password and not location.is_private and location.host not in _LOOPBACK:
            raise KnownError(
                "{place} would get the password where others can read it.",
                "Give an address that begins with https:// or davs://.",
                place=location,
            )
        self.name = str(location)
        base = httpx.URL(
            scheme="https" if location.is_private else "http",
            host=location.host,
            port=location.port,
            path=location.path,
        )
        self._client = webdav.Client(
            base,
            auth=(location.user, password) if location.user or password else None,
            retry=False,
            timeout=_SECONDS,
            headers={"Cache-Control": "no-cache"},
            verify=ssl.create_default_context(),  # the certificates that this computer trusts
        )

    def entries(self, under: str = "") -> list[Entry]:
        """What lies there, as the server lists it."""
        with self._told(), self._understood():
            found = self._client.ls(under, allow_listing_resource=False)
        return [
            Entry(
                "/".join(filter(None, (under, one["name"].rstrip("/").rpartition("/")[2]))),
                one["content_length"] or 0,
                f"{one['etag']} {one['modified']}",
                is_folder=one["type"] == "directory",
            )
            for one in found
        ]

    def read(self, name: str, most: int, report: Report = silent) -> bytes:
        """The content of a file, ``most`` bytes of it at most."""
        parts, done = [], 0
        with self._told(), webdav.IterStream(self._client, self._client.join_url(name)) as stream:
            while done < most and (part := stream.read(min(PART, most - done))):
                parts.append(part)
                done += len(part)
                report(done, 0, name)
        return b"".join(parts)

    def write(self, name: str, content: bytes, report: Report = silent) -> None:
        """Write a file, over what is there under this name."""
        done = 0

        def told(size: int) -> None:
            nonlocal done
            done += size
            report(done, len(content), name)

        with self._told():
            self._client.upload_fileobj(
                io.BytesIO(content), name,
                overwrite=True, callback=told, chunk_size=PART, size=len(content),
            )  # fmt: skip

    def rename(self, name: str, new: str) -> None:
        """Give a file another name; ``TakenError`` where something has it."""
        with self._told():
            try:
                self._client.move(name, new, overwrite=False)
            except webdav.ResourceAlreadyExists:
                raise TakenError(new) from None

    def remove(self, name: str) -> None:
        """Remove a file."""
        with self._told():
            try:
                self._client.remove(name)
            except webdav.ResourceNotFound:
                return

    def make(self) -> None:
        """Make the folder unless it is there."""
        with self._told(), self._understood():
            if not self._client.exists(""):
                self._client.mkdir("")

    def close(self) -> None:
        """Close the connection."""
        self._client.http.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except webdav.HTTPError as error:
            raise trouble.answered(self.name, error.status_code) from error
        except httpx.HTTPStatusError as error:
            raise trouble.answered(self.name, error.response.status_code) from error
        except tuple(_REFUSALS) as error:
            raise trouble.answered(self.name, _REFUSALS[type(error)]) from error
        except httpx.HTTPError as error:
            raise self._unreached(error) from error
        except webdav.ClientError as error:
            raise trouble.answered(self.name, 405) from error

    @contextmanager
    def _understood(self) -> Iterator[None]:
        """Take an answer that is no listing for that of a server that speaks no WebDAV."""
        try:
            yield
        except (ParseError, KeyError, ValueError) as error:
            raise trouble.answered(self.name, 405) from error

    def _unreached(self, error: BaseException) -> KnownError:
        """Why no answer came: what the network said beneath the library's error."""
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, ssl.SSLCertVerificationError):
                return trouble.failed(self.name, cause)
            cause = cause.__cause__ or cause.__context__
        return trouble.unreachable(self.name)
