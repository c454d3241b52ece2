"""Passphrases of what leaves the laptop: typed twice where they are new, and long enough."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from sciattache.sync import keys
from sciattache.ui.words import say


def secret(label: str) -> QLineEdit:
    """A field that shows nothing of what is typed."""
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setPlaceholderText(label)
    made.setAccessibleName(label)
    made.setFixedWidth(200)
    return made


def wrong(passphrase: str, again: str) -> str:
    """What is wrong with a new passphrase, in a sentence; empty where nothing is."""
    if len(passphrase) < keys.SHORTEST:
        return say("A passphrase has at least {count} characters.", count=keys.SHORTEST)
    return say("The two are not the same.") if passphrase != again else ""
