"""Which sounds a person wants to hear."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from medport_desktop.gui.kit.controls.buttons import PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.controls.panel import Banner, Rule
from medport_desktop.gui.kit.controls.scrolled import Scrolled
from medport_desktop.gui.kit.forms.dialogs import KitDialog
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.gui.shared.sounds.sound_kinds import SoundKind

if TYPE_CHECKING:
    from medport_desktop.gui.shared.sounds.sounds import Sounds


class SoundsDialog(KitDialog):
    """A line a kind: on or off, and a button to hear it. What is changed holds at once."""

    def __init__(self, parent: QWidget, sounds: "Sounds") -> None:
        super().__init__(
            parent,
            title="Sounds",
            sentence="For you on this workstation. A sound tells of what is in this window, once; "
            "nothing rings for what was there before.",
            width=460,
        )
        self.setObjectName("sounds_dialog")
        self._sounds = sounds
        if why := sounds.player.missing:
            self.body.addWidget(Banner(self, tone=Tone.AMBER, title="Nothing can be heard here", text=why))
        kinds = QWidget(self)
        lines = QGridLayout(kinds)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setColumnStretch(0, 1)
        lines.setVerticalSpacing(6)
        for line, (kind, words) in enumerate(sounds.kinds.items()):
            lines.addWidget(self._box(kind, words), line, 0)
            lines.addWidget(self._hear(kind, words), line, 1)
        self.body.addWidget(Scrolled(self, kinds))
        self.body.addWidget(Rule(self))
        self._mute = QCheckBox("Mute all of them (Ctrl M in the window)", self)
        self._mute.setObjectName("sounds_muted")
        self._mute.setChecked(sounds.muted)
        self._mute.toggled.connect(sounds.set_muted)
        self.body.addWidget(self._mute)
        done = PrimaryButton(self, text="Done", key="Return")
        done.clicked.connect(self.accept)
        self.add_buttons(done)

    def _box(self, kind: SoundKind, words: str) -> QCheckBox:
        box = QCheckBox(words, self)
        box.setObjectName(f"sound_{kind.value}")
        box.setChecked(self._sounds.is_on(kind))
        box.toggled.connect(lambda on: self._sounds.set_on(kind, on))
        return box

    def _hear(self, kind: SoundKind, words: str) -> SecondaryButton:
        button = SecondaryButton(self, text="Hear it")
        button.setObjectName(f"hear_{kind.value}")
        button.setAccessibleName(f"Hear the sound of: {words}")
        button.setAutoDefault(False)
        button.setEnabled(not self._sounds.player.missing)
        button.clicked.connect(lambda: self._sounds.try_out(kind))
        return button
