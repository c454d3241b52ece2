"""The properties of one vCard while a card is made of them: each is taken once."""

from __future__ import annotations

import base64

from sciattache.interchange.cards import labels, values
from sciattache.interchange.cards.photo import media_type
from sciattache.interchange.cards.properties import Property
from sciattache.interchange.cards.syntax import head_text

_BOOKKEEPING = frozenset({"CHARSET", "ENCODING", "PID", "X-COUCHDB-UUID", "X-EVOLUTION-UI-SLOT"})


class Sheet:
    """A heap of properties in the order of the file; what nobody takes is the rest."""

    def __init__(self, props: list[Property], version: str) -> None:
        self.version = version
        self._order = {id(prop): place for place, prop in enumerate(props)}
        self._left: dict[str, list[Property]] = {}
        self._labels: dict[str, Property] = {}
        for prop in props:
            if prop.name in {"X-ABLABEL", "X-ABADR"} and prop.group:
                self._labels[f"{prop.group.casefold()}.{prop.name}"] = prop
            else:
                self._left.setdefault(prop.name, []).append(prop)
        self._used: set[str] = set()

    def find(self, name: str) -> list[Property]:
        """The properties of this name, left where they are."""
        return list(self._left.get(name, ()))

    def beginning(self, prefix: str) -> list[str]:
        """The names left that begin so."""
        return [name for name in self._left if name.startswith(prefix)]

    def take(self, *names: str) -> list[Property]:
        """The properties of these names in the order of the file; they are gone from the sheet."""
        left = [name for name in names if name in self._left]
        if len(left) < 2:
            return self._left.pop(left[0]) if left else []
        found = [prop for name in left for prop in self._left.pop(name)]
        return sorted(found, key=lambda prop: self._order[id(prop)])

    def keep(self, props: list[Property]) -> None:
        """Put properties back: they will be part of the rest."""
        for prop in props:
            self._left.setdefault(prop.name, []).append(prop)

    def one(self, name: str) -> str:
        """The first text under a name that may stand once; different ones stay in the rest."""
        props = self.take(name)
        texts = [values.plain(prop.value) for prop in props]
        first = next((text for text in texts if text), "")
        self.keep(
            [prop for prop, text in zip(props, texts, strict=True) if text not in ("", first)]
        )
        return first

    def custom_label(self, prop: Property) -> str:
        """The text that Apple's X-ABLabel gives to the group of this property."""
        return self._of_group(prop, "X-ABLABEL")

    def country_label(self, prop: Property) -> str:
        """The text of X-ABADR in the group of this property: a country code, or an address."""
        return self._of_group(prop, "X-ABADR")

    def label(self, prop: Property) -> str:
        """Home, work, cell and so on: one label for this property."""
        return labels.from_types(prop.types(), self.custom_label(prop), prop.group)

    def rest(self) -> tuple[tuple[str, str], ...]:
        """Everything not taken: name with parameters, and value escaped as in vCard 4.0."""
        orphans = [prop for key, prop in self._labels.items() if key not in self._used]
        props = [prop for left in self._left.values() for prop in left] + orphans
        props.sort(key=lambda prop: self._order[id(prop)])
        return tuple((_head(prop), _value(prop)) for prop in props)

    def _of_group(self, prop: Property, name: str) -> str:
        key = f"{prop.group.casefold()}.{name}"
        if not prop.group or key not in self._labels:
            return ""
        self._used.add(key)
        return values.plain(self._labels[key].value)


def _head(prop: Property) -> str:
    skipped = _BOOKKEEPING | ({"TYPE"} if prop.data is not None else set())
    return head_text(
        prop.group,
        prop.name,
        {name: words for name, words in prop.params.items() if name not in skipped},
    )


def _value(prop: Property) -> str:
    if prop.data is None:
        return prop.value.strip().replace("\n", "\\n")
    kind = media_type(prop) or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(prop.data).decode('ascii')}"
