"""The drop-down of saved views: choose, go back to how it was, save, rename, delete."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import MenuButton, PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.forms.dialogs import AskDialog, KitDialog
from medport_desktop.gui.kit.forms.field import LineField
from medport_desktop.gui.kit.style.labels import label
from medport_desktop.gui.shared.views.saved_views import (
    LONGEST_NAME,
    MOST,
    Arrangement,
    SavedView,
    SavedViews,
    wrong_name,
)

GROUP = "Views"
KEYS = 9


class ViewsMenu(MenuButton):
    """Shows which view is chosen. `read` gives the board's arrangement, `apply` puts one on."""

    def __init__(
        self,
        scope: QWidget,
        read: Callable[[], Arrangement],
        apply: Callable[[Arrangement], None],
        parent: QWidget,
        *,
        kept_as: str,
    ) -> None:
        """`scope`: the page inside which the keys work; `kept_as`: under which its views are kept."""
        super().__init__(parent, before="View", value="none")
        self.setObjectName("saved_views")
        self.views = SavedViews(self, kept_as)
        self._scope, self._read, self._apply = scope, read, apply
        self._current: SavedView | None = None
        self._former: Arrangement | None = None
        self._numbered = [self._make_numbered(i) for i in range(KEYS)]
        self.as_it_was = make_action(scope, "As it was before the view", "Ctrl+Shift+0", self.go_back, group=GROUP)
        self.save = make_action(scope, "Save this view…", "Ctrl+S", self._ask_name, group=GROUP)
        self.choose = make_action(scope, "Choose a view", "Ctrl+Shift+V", self.showMenu, group=GROUP)
        self.rename = make_action(scope, "Rename the view…", "", self._ask_new_name, group=GROUP)
        self.delete = make_action(scope, "Delete the view…", "", self._ask_delete, group=GROUP)
        for action, name in (
            (self.as_it_was, "view_as_it_was"),
            (self.save, "save_view"),
            (self.choose, "choose_view"),
            (self.rename, "rename_view"),
            (self.delete, "delete_view"),
        ):
            action.setObjectName(name)
        menu = QMenu(self)
        menu.setObjectName("views_menu")
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self.views.changed.connect(self.refresh)
        self.refresh()

    @property
    def current(self) -> SavedView | None:
        """The view that was chosen last and not left."""
        return self._current

    def show_view(self, view: SavedView) -> None:
        """Put a view on; how it was before the first one can be had back."""
        if self._current is None:
            self._former = self._read()
        self._current = view
        self._apply(view.arrangement)
        self.refresh()

    def go_back(self) -> None:
        """Arrange the board as it was before a view was chosen."""
        if self._former is None:
            return
        before, self._former, self._current = self._former, None, None
        self._apply(before)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Follow the views, and what a person changes by hand."""
        views = self.views.all()
        if self._current is not None and self._current not in views:
            self._current = self.views.find(self._current.name)
        current = self._current
        changed = current is not None and not current.arrangement.looks_like(self._read())
        self.set_phrase("View", "changed" if changed else "")
        self.set_value(current.name if current is not None else "none")
        for i, action in enumerate(self._numbered):
            action.setVisible(i < len(views))
            action.setEnabled(i < len(views))
            if i < len(views):
                action.setText(label(f"View: {views[i].name}"))
        self.as_it_was.setEnabled(self._former is not None)
        for action in (self.rename, self.delete):
            action.setEnabled(current is not None)
        self.setToolTip("Saved views (Ctrl Shift V); Ctrl 1 to 9 choose one")

    # -- inside -----------------------------------------------------------------------------------------
    def _make_numbered(self, i: int) -> QAction:
        action = make_action(self._scope, f"View {i + 1}", f"Ctrl+{i + 1}", partial(self._show_number, i), group=GROUP)
        action.setObjectName(f"view_{i + 1}")
        return action

    def _show_number(self, i: int) -> None:
        if i < len(self.views.all()):
            self.show_view(self.views.all()[i])

    @Slot()
    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        for i, view in enumerate(self.views.all()):
            key = f"\tCtrl+{i + 1}" if i < KEYS else ""
            entry = menu.addAction(label(view.name) + key)
            entry.setCheckable(True)
            entry.setChecked(view == self._current)
            entry.triggered.connect(lambda _checked=False, view=view: self.show_view(view))
        if not self.views.all():
            menu.addAction("No view is saved yet").setEnabled(False)
        menu.addSeparator()
        menu.addActions([self.as_it_was, self.save])
        menu.addSeparator()
        menu.addActions([self.rename, self.delete])

    def _ask_name(self) -> None:
        suggested = self._current.name if self._current is not None else ""
        dialog = NameDialog(self.window(), title="Save this view", action="Save", name=suggested, check=self._no_room)
        dialog.named.connect(partial(self._save_as, self._read()))
        dialog.open()

    def _no_room(self, name: str) -> str:
        if len(self.views.all()) < MOST or self.views.find(name) is not None:
            return ""
        return f"{MOST} views are saved, and no more are kept. Give the name of one to replace it, or delete one first."

    def _save_as(self, arrangement: Arrangement, name: str) -> None:
        def save() -> None:
            if self._current is None:
                self._former = arrangement
            self._current = self.views.save(name, arrangement)
            self.refresh()

        self._if_free(name, None, save)

    def _ask_new_name(self) -> None:
        view = self._current
        if view is not None:
            title = f"Rename “{view.name}”"
            dialog = NameDialog(self.window(), title=title, action="Rename", name=view.name)
            dialog.named.connect(partial(self._rename_to, view))
            dialog.open()

    def _rename_to(self, view: SavedView, name: str) -> None:
        def rename() -> None:
            if view in self.views.all():
                self._current = self.views.rename(view, name)
                self.refresh()

        self._if_free(name, view, rename)

    def _ask_delete(self) -> None:
        view = self._current
        if view is None:
            return
        ask = AskDialog(
            self.window(),
            title=f"Delete “{view.name}”?",
            sentence="The board stays as it is; only the saved view goes.",
            yes="Delete",
            no="Keep it",
            danger=True,
        )
        ask.setObjectName("delete_view_dialog")
        ask.answered.connect(lambda yes: self._delete(view) if yes else None)
        ask.open()

    def _delete(self, view: SavedView) -> None:
        if view in self.views.all():
            self._current = None
            self.views.delete(view)

    def _if_free(self, name: str, own: SavedView | None, do: Callable[[], None]) -> None:
        """Do it; where another view has the name, only after asking."""
        clash = self.views.find(name)
        if clash is None or clash is own:
            do()
            return
        ask = AskDialog(
            self.window(),
            title=f"Replace “{clash.name}”?",
            sentence="There is a view of that name already.",
            yes="Replace",
            no="Keep it",
            danger=True,
        )
        ask.setObjectName("replace_view_dialog")
        ask.answered.connect(lambda yes: do() if yes else None)
        ask.open()


class NameDialog(KitDialog):
    """Asks for a view's name. `named` carries it."""

    named = Signal(str)

    def __init__(
        self, parent: QWidget, *, title: str, action: str, name: str, check: Callable[[str], str] = lambda _name: ""
    ) -> None:
        """`check` says what is wrong with a name that is otherwise right; '' for nothing."""
        super().__init__(
            parent, title=title, sentence="It keeps what the filter strip says, the order of the trips and the columns."
        )
        self.setObjectName("view_name_dialog")
        self._given, self._check = name, check
        self._name = LineField(self, label="Name", text=name, placeholder="ALS near Bedford")
        self._name.edit.setObjectName("view_name")
        self._name.edit.setMaxLength(LONGEST_NAME)
        self._name.edit.textEdited.connect(lambda _text: self._name.clear_error())
        self._name.edit.selectAll()
        self.body.addWidget(self._name)
        back = SecondaryButton(self, text="Go back", key="Esc")
        accept = PrimaryButton(self, text=action, key="Return")
        back.clicked.connect(self.reject)
        accept.clicked.connect(self._accept)
        self.add_buttons(back, accept)
        self._name.edit.setFocus()

    @Slot()
    def _accept(self) -> None:
        wrong = wrong_name(self._name.text()) or self._check(self._name.text())
        if wrong:
            self._name.set_error(wrong)
            self._name.edit.setFocus()
            return
        self.accept()
        self.named.emit(self._name.text().strip())

    def reject(self) -> None:
        """Esc: ask first where something was typed."""
        if self._name.text().strip() in ("", self._given):
            super().reject()
            return
        self.ask_to_discard("Discard this name?")
