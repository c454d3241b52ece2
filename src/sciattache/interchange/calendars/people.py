"""Read organiser, attendees and the other describing fields of an event."""

import math
import re
from email.utils import parseaddr

from sciattache.interchange.calendars.blocks import Block
from sciattache.interchange.calendars.content import Line
from sciattache.interchange.calendars.event import Attendee, Organiser

ROLES = {
    "CHAIR": "chair",
    "REQ-PARTICIPANT": "required",
    "OPT-PARTICIPANT": "optional",
    "NON-PARTICIPANT": "informed",
}
# Outlook and others write an address that leads nowhere for someone without one.
NOWHERE = "invalid:nomail"


def organiser(block: Block) -> Organiser | None:
    """Who calls the event, if anyone is told."""
    line = block.first("ORGANIZER")
    if not line:
        return None
    name, email = _who(line)
    return Organiser(name=name, email=email) if name or email else None


def attendees(block: Block) -> tuple[Attendee, ...]:
    """Who is asked, in file order, each once."""
    found = []
    for line in block.every("ATTENDEE"):
        name, email = _who(line)
        # vCalendar 1.0 calls the participation STATUS and has other roles.
        part = line.parameters.get("PARTSTAT") or line.parameters.get("STATUS") or "needs-action"
        role = line.parameters.get("ROLE", "REQ-PARTICIPANT").upper()
        if name or email:
            found.append(
                Attendee(
                    name=name,
                    email=email,
                    role=ROLES.get(role, "required" if role == "ATTENDEE" else role.lower()),
                    participation_status=part.strip().lower().replace(" ", "-"),
                )
            )
    return tuple(dict.fromkeys(found))


def place_on_earth(block: Block) -> tuple[float, float] | None:
    """Latitude and longitude, if the event has a GEO that lies on the globe."""
    line = block.first("GEO")
    if not line:
        return None
    try:
        latitude, longitude = (float(x) for x in re.split(r"[;,]", line.value.replace("\\", "")))
    except ValueError:
        return None
    # 0, 0 is what programs write that know no place.
    if not (math.isfinite(latitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    return (latitude, longitude) if latitude or longitude else None


def _who(line: Line) -> tuple[str, str]:
    text = line.text.strip()
    name = _plain(line.parameters.get("CN", ""))
    scheme, colon, rest = text.partition(":")
    address = rest if colon and scheme.lower() == "mailto" else text
    if "<" in address:
        told, address = parseaddr(address)
        name = name or told
    address = line.parameters.get("EMAIL", "") if "@" not in address else address
    address = address.strip().removeprefix("mailto:")
    if not name and not address and text.lower() not in {NOWHERE, "mailto:"}:
        name = rest if scheme.lower() == "mailto" else text
    return name, address


def _plain(name: str) -> str:
    return re.sub(r"\\(.)", r"\1", name).strip()
