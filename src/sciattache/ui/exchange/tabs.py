"""A bar of tabs that have names: those that are there may change, the one shown stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QTabBar


class Tabs(QTabBar):
    """Tabs by their names; ``turned`` tells which is shown."""

    turned = Signal(str)

    def __init__(self, label: str) -> None:
        super().__init__()
        self._wanted = ""
        self.setAccessibleName(label)
        self.setDrawBase(False)
        self.setProperty("mirrored", "true" if QApplication.isRightToLeft() else "false")
        self.setExpanding(False)
        self.currentChanged.connect(lambda _: self.turned.emit(self.name))

    @property
    def name(self) -> str:
        """The name of the tab that is shown, empty for none."""
        return str(self.tabData(self.currentIndex()) or "")

    def turn_to(self, name: str) -> None:
        """Turn to a tab, as soon as it is there."""
        self._wanted = name
        if name in (names := self._names()):
            self._wanted = ""
            self.setCurrentIndex(names.index(name))

    def show_tabs(self, wanted: Sequence[str], labels: Mapping[str, str]) -> None:
        """Put tabs in place with their words; without the one that was shown, the first is."""
        held = self._wanted or self.name
        if self._names() != list(wanted):
            self.blockSignals(True)
            while self.count():
                self.removeTab(0)
            for name in wanted:
                self.setTabData(self.addTab(""), name)
            self.blockSignals(False)
            self.turn_to(held if held in wanted else wanted[0])
            self.turned.emit(self.name)
        for number, name in enumerate(wanted):
            self.setTabText(number, labels[name])

    def _names(self) -> list[str]:
        return [str(self.tabData(number)) for number in range(self.count())]
