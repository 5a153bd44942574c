"""A line across the center's window while a shift handoff is open."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from medport_desktop.gui.center.handoff.handoff_page import HandoffPage
from medport_desktop.gui.center.handoff.handoff_reading import progress_words
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.buttons import SecondaryButton
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.shell.strip import NoticeStrip
from medport_desktop.gui.kit.style.tokens import Tone


class HandoffNotice(QObject):
    """Says who has left it and how far it is; not where the page itself is in view."""

    def __init__(self, shell: ConsoleShell, page: HandoffPage, key: str) -> None:
        """`key` brings the page into view."""
        super().__init__(shell)
        self._shell = shell
        self._page = page
        self.strip = NoticeStrip(shell, tone=Tone.ACCENT, icon="clipboard-list")
        self.strip.setObjectName("handoff_strip")
        self._button = SecondaryButton(self.strip, text="Open handoff", key=key)
        self._button.setObjectName("open_handoff")
        self._button.clicked.connect(self._open)
        self.strip.add_part(self._button)
        shell.add_strip(self.strip)
        page.feed.changed.connect(self.refresh)
        shell.page_changed.connect(self._page_changed)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say what is so now."""
        handoff = self._page.feed.open_one()
        shown = handoff is not None and self._shell.current_page() is not self._page
        if handoff is not None:
            to = f" for {handoff.for_name}" if handoff.for_name else ""
            at = site_clock().short(handoff.made_at)
            words = f"by {handoff.made_by} at {at}{to}: {progress_words(handoff)}."
            self.strip.set_words("A shift handoff is open", words)
        if not shown and self._button.hasFocus():
            page = self._shell.current_page()
            if page is not None:
                (page.focusWidget() or page).setFocus()
        self.strip.setVisible(shown)

    @Slot(QWidget)
    def _page_changed(self, _page: QWidget) -> None:
        self.refresh()

    def _open(self) -> None:
        handoff = self._page.feed.open_one()
        self._shell.show_page(self._page)
        if handoff is not None:
            self._page.show_handoff(handoff.id)
