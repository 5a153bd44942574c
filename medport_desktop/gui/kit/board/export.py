"""Files that a person asks for: any board's table as CSV, and the dialog that asks where a file goes."""

import contextlib
import csv
import io
import os
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from medport_desktop.domain.errors import Refused
from medport_desktop.gui.kit.board import BoardModel, BoardView
from medport_desktop.gui.kit.board.columnar import BoardColumns
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import IconButton
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.style.labels import label

Write = Callable[[Path, bytes, str], None]
"""Takes a path, the file's content and what it is called in a sentence; tells what became of it."""

_BEGINS = re.compile(r"(^|[;|\t\r\n])(?=[\s\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠])|^(?=[\t\r\n])")
"""Where a formula would begin: also after what other programs take for the end of a cell, and in full width."""
_NUMBER = re.compile(r"-?\$?\d[\d,]*(\.\d+)?%?")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Table:
    """What a board shows at one moment."""

    name: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def rows_words(self) -> str:
        """ "3 rows"."""
        return "1 row" if len(self.rows) == 1 else f"{len(self.rows)} rows"


def shown_table(view: BoardView) -> Table:
    """The board's rows as filtered and sorted, with the columns that the person wants, in their order on the screen.

    Also those for which there is no room now.
    """
    board, header = _board_of(view), view.horizontalHeader()
    order = [header.logicalIndex(i) for i in range(header.count())]
    wanted = view.findChildren(BoardColumns)[0].wanted()
    shown = [i for i in order if i in wanted]
    titles, rows = board.table() if board is not None else ([], [])
    shown = [i for i in shown if titles and titles[i]]  # a column of buttons has no title
    cells = tuple(tuple(row[i] for i in shown) for row in rows)
    return Table(view.accessibleName() or "Table", tuple(titles[i] for i in shown), cells)


def _board_of(view: BoardView) -> BoardModel[Any] | None:
    model = view.model()
    return model if isinstance(model, BoardModel) else None


def csv_bytes(table: Table) -> bytes:
    """The table as RFC 4180 writes it, in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([guarded(title) for title in table.titles])
    writer.writerows([guarded(cell) for cell in row] for row in table.rows)
    return _BOM + text.getvalue().encode("utf-8", errors="replace")


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before what would begin one.

    Source of the rule: OWASP, CSV injection. Plain numbers and amounts stay what they are.
    """
    return text if _NUMBER.fullmatch(text.strip(" ")) else _BEGINS.sub(r"\1'", text)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable by its user alone. For a worker thread. Raises Refused."""
    draft = ""
    try:
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(draft, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(draft)
        raise Refused(f"{path.name} was not saved: {_cause(error, path)}", "Choose another place or name.") from error


def _cause(error: OSError, path: Path) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return f"the folder {path.parent} is not there."
        case IsADirectoryError():
            return "there is a folder of that name."
        case PermissionError():
            return f"{path.parent} may not be written, or the file is open in another program."
        case _:
            return f"the system says “{error.strerror or type(error).__name__}”."


# -- where a file goes ----------------------------------------------------------------------------------
class _Last:
    folder: Path | None = None


def ask_for_file(
    parent: QWidget, *, title: str, name: str, kind: str, suffix: str, then: Callable[[Path], object]
) -> QFileDialog:
    """Open the system's dialog for saving a file; `then` gets the path, after a question where the file exists.

    `kind` is the words of the type, `suffix` its ending without the dot. Begins in the folder last used.
    """
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = _Last.folder if _Last.folder is not None and os.path.isdir(_Last.folder) else Path(documents)
    dialog = QFileDialog(parent, title, str(folder), f"{kind} (*.{suffix})")
    dialog.setObjectName("save_file")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(suffix)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # Qt's own question would run an event loop
    dialog.selectFile(name)

    def chosen(text: str) -> None:
        path = Path(text)
        _Last.folder = path.parent
        if os.path.isfile(path):  # a Path raises where the folder may not be read, and writing will say so
            _ask_to_replace(parent, path, then)
        else:
            then(path)

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def _ask_to_replace(parent: QWidget, path: Path, then: Callable[[Path], object]) -> None:
    sentence = f"There is a file of that name in {path.parent}."
    ask = AskDialog(parent, title=f"Replace {path.name}?", sentence=sentence, yes="Replace", no="Keep it", danger=True)
    ask.setObjectName("ask_to_replace")
    ask.answered.connect(lambda yes: then(path) if yes else None)
    ask.open()


# -- a window's tables ----------------------------------------------------------------------------------
class TableExport(QObject):
    """Offers the boards of whichever page is in view as CSV; made once for each window."""

    def __init__(self, shell: ConsoleShell, write: Write) -> None:
        """`write` puts the file where the person said."""
        super().__init__(shell)
        self._shell = shell
        self._write = write
        self.action = make_action(
            shell, "Save table as CSV…", "Ctrl+Shift+S", self.ask, icon="download", tip="Save a table as CSV"
        )
        self.action.setObjectName("save_csv")
        shell.add_top_action(self.action)

    def boards(self) -> list[BoardView]:
        """The boards in view that have rows; the one with the focus first, then the larger."""
        page = self._shell.current_page()
        found = page.findChildren(BoardView) if page is not None else []
        with_rows = [view for view in found if view.isVisible() and (board := _board_of(view)) and board.kept_rows()]
        return sorted(with_rows, key=lambda view: (not view.hasFocus(), -view.width() * view.height()))

    @Slot()
    def ask(self) -> None:
        """Ask where the table goes, and first which one where the page has several."""
        boards = self.boards()
        if not boards:
            self._shell.messages.info("There is no table with rows on this page.")
        elif len(boards) == 1:
            self._ask_where(boards[0])
        else:
            self._ask_which(boards)

    def _ask_which(self, boards: Sequence[BoardView]) -> None:
        menu = QMenu(self._shell)
        menu.setObjectName("csv_tables")
        menu.aboutToHide.connect(menu.deleteLater)
        for view in boards:
            table = shown_table(view)
            choice = menu.addAction(label(f"{table.name}, {table.rows_words}"))
            choice.triggered.connect(lambda _checked=False, view=view: self._ask_where(view))
        menu.setActiveAction(menu.actions()[0])  # Enter takes the board that the person is on
        menu.popup(self._below_icon(menu))

    def _below_icon(self, menu: QMenu) -> QPoint:
        icons = self._shell.findChildren(IconButton)
        icon = next((icon for icon in icons if icon.defaultAction() is self.action), None)
        anchor: QWidget = icon or self._shell
        corner = anchor.mapToGlobal(QPoint(anchor.width() if icon else 0, anchor.height() if icon else 0))
        return corner - QPoint(menu.sizeHint().width() if icon else 0, 0)

    def _ask_where(self, view: BoardView) -> None:
        table, board = shown_table(view), _board_of(view)
        rows = board.kept_rows() if board is not None else []

        def write(path: Path) -> None:
            call = partial(self._write, path, csv_bytes(table), f"the table “{table.name}” ({table.rows_words})")
            view.before_file(rows, table.titles, call)

        words = re.sub(r"[^a-z0-9]+", "-", table.name.lower()).strip("-") or "table"
        name = f"medport-{words}-{site_clock().now():%Y-%m-%d-%H%M}.csv"
        ask_for_file(
            self._shell,
            title=f"Save “{table.name}” as CSV",
            name=name,
            kind="Comma-separated table",
            suffix="csv",
            then=write,
        )
