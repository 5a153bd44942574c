"""Text in the kit's type styles and colours."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from medport_desktop.gui.kit.style.themed import set_look
from medport_desktop.gui.kit.style.tokens import Tone, Type


class Text(QLabel):
    """A label whose size and colour come from the theme. Plain text unless `rich`."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        text: str = "",
        type: Type = Type.BODY,  # noqa: A002 - the token's own name
        tone: Tone = Tone.TEXT,
        wrap: bool = False,
        rich: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("type", type.value)
        self.setProperty("tone", tone.value)
        self.setText(text)

    def set_tone(self, tone: Tone) -> None:
        """Change the colour."""
        set_look(self, "tone", tone.value)

    def set_type(self, style: Type) -> None:
        """Change the type style."""
        set_look(self, "type", style.value)


class SectionTitle(Text):
    """A small heading over a group of fields, with an optional hint after it."""

    def __init__(self, parent: QWidget | None = None, *, text: str = "", hint: str = "") -> None:
        super().__init__(parent, tone=Tone.MUTED, rich=True)
        self.set_title(text, hint)

    def set_title(self, text: str, hint: str = "") -> None:
        """Change the words."""
        rest = f"&nbsp; {_escaped(hint)}" if hint else ""
        self.setText(f"<b style='font-weight:600'>{_escaped(text)}</b>{rest}")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
