"""Whether what is handed out opens only with a password, and which."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from sciattache.ui.pieces import text
from sciattache.ui.words import say


class Protection(QWidget):
    """A choice at the side of the papers; the password is kept nowhere but here."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted = QCheckBox(say("Protect with a password"))
        self.wanted.setToolTip(say("Saved files open only with it; issues and digests stay open."))
        self.password, self.again = _secret(say("Password")), _secret(say("The same again"))
        self.mistake = text("", "mistake")
        self.mistake.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        for widget in (self.wanted, self.password, self.again, self.mistake):
            column.addWidget(widget)
        self.wanted.toggled.connect(self._turn)
        for field in (self.password, self.again):
            field.textChanged.connect(self.mistake.hide)
        self._turn(False)

    def is_settled(self) -> bool:
        """Whether a file can be saved as it is wanted; what is lacking is told here."""
        if not self.wanted.isChecked():
            return True
        typed, again = self.password.text(), self.again.text()
        if typed and typed == again:
            return True
        self.mistake.setText(
            say("The two passwords are not the same.") if typed else say("Type a password.")
        )
        self.mistake.show()
        (self.again if typed else self.password).setFocus()
        return False

    @property
    def secret(self) -> str | None:
        """The password that is wanted; None where none is."""
        return self.password.text() if self.wanted.isChecked() else None

    def _turn(self, on: bool) -> None:
        for field in (self.password, self.again):
            field.setVisible(on)
            field.clear()
        self.mistake.hide()


def _secret(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    return made
