"""The accounts page: who may sign in, and who no longer may."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.people import Account, NewAccount, Organisation
from medport_desktop.domain.session import SiloState
from medport_desktop.gui.forms.ui_admin_page import Ui_AdminPage
from medport_desktop.gui.kit.board import BoardModel
from medport_desktop.gui.kit.board.menus import give_menu
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.chips import Chip, FilterChips
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.style.painting import key_words
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.gui.shared.accounts.account_columns import (
    OWN_VIEWS,
    AccountView,
    account_columns,
    in_view,
    matches,
)
from medport_desktop.gui.shared.accounts.account_dialog import AccountDialog, Organisations, PasswordDialog
from medport_desktop.gui.shared.accounts.edit_account import AccountEditing
from medport_desktop.gui.shared.accounts.reset_password import PasswordReset
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.live_rows import Delta, LiveRows
from medport_desktop.runtime.operation import Operation
from medport_desktop.services.accounts import Accounts

PANEL_WIDTH = 352
_ACCOUNTS = [(Silo.CENTER, "app_user")]
_ORGANISATIONS = [(Silo.CENTER, "hospital"), (Silo.CENTER, "agency_directory")]


class AccountsPage(QWidget):
    """The accounts board with the account in view at its right: everybody's, or those of a manager's organisation."""

    def __init__(
        self,
        runtime: Runtime,
        accounts: Accounts,
        parent: QWidget | None = None,
        *,
        new_key: str = "Ctrl+N",
        again_key: str = "F5",
    ) -> None:
        """The keys are others, or none, in a window that uses these for something else."""
        super().__init__(parent)
        self.setObjectName("accounts_page")
        self._runtime = runtime
        self._service = accounts
        self._own = accounts.own is not None
        self._new_key, self._again_key = new_key, again_key
        self._organisations = Organisations()
        self._dialog: AccountDialog | None = None
        self._awaited: UUID | None = None  # an account made here, to be selected when the board has it
        self.ui = Ui_AdminPage()
        self.ui.setupUi(self)
        self.model: BoardModel[Account] = BoardModel(
            account_columns(own=self._own),
            key=lambda account: account.id,
            order=lambda account: (account.name.casefold(), account.email),
            parent=self,
        )
        self._set_up_actions()
        self._set_up_board()
        self._set_up_strip()
        self._arrange()
        self._show_account()
        self.reset_password = PasswordReset(self, self.ui, runtime, accounts)
        self.editing = AccountEditing(self, self.ui, runtime, accounts, lambda: self._organisations)
        hub = runtime.changes
        self._accounts: LiveRows[Account] = LiveRows(
            hub,
            self,
            _ACCOUNTS,
            accounts.stores.center.accounts,
            key=lambda account: account.id,
            read_all_on=_ORGANISATIONS,
        )
        self._accounts.changed.connect(self._take_accounts)
        self._names = hub.subscribe(self, _ORGANISATIONS, lambda _changes: self._read_names, self._apply_names)
        runtime.changes.state_changed.connect(self._show_state)
        self.refresh()

    # -- set up -----------------------------------------------------------------------------------------
    def _set_up_actions(self) -> None:
        group = "Accounts"
        self.new_account = make_action(self, "New account", self._new_key, self._new_account, icon="plus", group=group)
        self.disable = make_action(self, "Disable…", "Ctrl+Del", self._ask_disable, icon="lock", group=group)
        self.enable = make_action(self, "Enable…", "Ctrl+Shift+E", self._ask_enable, icon="check", group=group)
        make_action(self, "Filter", "Ctrl+F", self._focus_filter, group=group)
        make_action(self, "Read everything again", self._again_key, self.refresh, group=group)
        columns = make_action(self, "Columns", "Alt+C", self._open_columns, icon="columns-3")
        self.ui.columns.setDefaultAction(columns)
        self.ui.columns.setAccessibleName("Columns")
        self.ui.new_account.set_key(self._new_key)
        self.ui.new_account.setText(self.new_account.text())
        self.ui.new_account.setToolTip(self.new_account.toolTip())
        self.ui.new_account.clicked.connect(self.new_account.trigger)
        for button, action in ((self.ui.disable, self.disable), (self.ui.enable, self.enable)):
            button.clicked.connect(action.trigger)
            action.changed.connect(lambda button=button, action=action: self._follow(button, action))

    def _follow(self, button: QAbstractButton, action: QAction) -> None:
        if button.hasFocus() and not (action.isEnabled() and action.isVisible()):
            self.ui.board.setFocus()  # else Qt would choose where the next key goes
        button.setText(action.text())
        button.setToolTip(action.toolTip())
        button.setEnabled(action.isEnabled())
        button.setVisible(action.isVisible())

    def _set_up_board(self) -> None:
        board = self.ui.board
        board.setAccessibleName("Accounts")
        board.set_board(self.model)
        self._empty = EmptyState(icon="user-round")
        board.set_empty(self._empty)
        board.current_changed.connect(lambda _key: self._show_account())
        give_menu(board, self._row_actions)
        self.ui.no_account.set_words("Choose an account.", "What it may do appears here.", icon="user-round")
        self.ui.account_panel.setMinimumWidth(theme().px(300))
        self.ui.split.setStretchFactor(0, 1)
        self.ui.split.setStretchFactor(1, 0)
        self.setFocusProxy(board)

    def _set_up_strip(self) -> None:
        shown = OWN_VIEWS if self._own else tuple(AccountView)
        self.views = FilterChips(self, options=[Chip(view, view.label) for view in shown], exclusive=True)
        self.views.setObjectName("account_views")
        self.views.setAccessibleName("Which accounts")
        self.views.changed.connect(lambda _view: self._arrange())
        self.ui.views_row.addWidget(self.views)
        QWidget.setTabOrder(self.views, self.ui.filter)
        self.ui.filter.setToolTip(
            "Filter by name or e-mail (Ctrl F)" if self._own else "Filter by name, e-mail or organisation (Ctrl F)"
        )
        self.ui.filter.textChanged.connect(lambda _text: self._arrange())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:  # shown for the first time: Qt would choose the filter
            self.ui.split.setSizes([self.ui.split.width() - theme().px(PANEL_WIDTH), theme().px(PANEL_WIDTH)])
            self.ui.board.setFocus()

    # -- facts ------------------------------------------------------------------------------------------
    @Slot()
    def refresh(self) -> None:
        """Read everything again."""
        self._accounts.subscription.refresh()
        self._names.refresh()

    @Slot(object)
    def _take_accounts(self, delta: Delta[Account]) -> None:
        self.model.update_rows(delta.fresh, [account.id for account in delta.removed], glow=not delta.is_first)
        if self._awaited is not None and self.ui.board.select_key(self._awaited):
            self._awaited = None
        self._show_account()

    def _read_names(self) -> Organisations:
        """In a worker: whom people can work for."""
        if self._own:
            return Organisations()
        agencies = tuple(Organisation(agency.id, agency.name) for agency in self._service.stores.center.agencies())
        return Organisations(tuple(self._service.stores.center.hospitals()), agencies)

    def _apply_names(self, organisations: Organisations) -> None:
        self._organisations = organisations
        if self._dialog is not None:
            self._dialog.set_organisations(organisations)

    @Slot(object)
    def _show_state(self, state: SiloState) -> None:
        if state.silo is Silo.CENTER:
            self.ui.board.set_stale(state.gives_nothing)

    # -- views ------------------------------------------------------------------------------------------
    def _arrange(self) -> None:
        value, text = self.views.value(), self.ui.filter.text()
        view = value if isinstance(value, AccountView) else AccountView.ALL
        self.model.set_filter(lambda account: in_view(view, account) and matches(account, text))
        if text.strip():
            self._empty.set_words(f"No account here matches “{text.strip()}”.", "Esc in the filter shows all again.")
        elif view is AccountView.DISABLED:
            self._empty.set_words("No account is disabled.", "One that is stands here until it is enabled again.")
        else:
            self._empty.set_words("No account is here.", f"{key_words(self._new_key)} makes one.")

    def _focus_filter(self) -> None:
        self.ui.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ui.filter.selectAll()

    def _open_columns(self) -> None:
        corner = self.ui.columns.rect().bottomLeft()
        self.ui.board.columns_menu().popup(self.ui.columns.mapToGlobal(corner))

    def _row_actions(self) -> list[QAction]:
        actions = (self.disable, self.enable, self.reset_password.action, self.new_account)
        return [action for action in actions if action.isVisible()]

    # -- the account in view ----------------------------------------------------------------------------
    def _account(self) -> Account | None:
        account = self.ui.board.current_row()
        return account if isinstance(account, Account) else None

    def _show_account(self) -> None:
        account = self._account()
        own = account is not None and account.id == self._service.person.id
        for action, active in ((self.disable, True), (self.enable, False)):
            action.setVisible(account is not None and account.is_active is active)
            action.setEnabled(account is not None and account.is_active is active and not own)
        self.ui.account_stack.setCurrentIndex(0 if account is None else 1)
        if account is None:
            return
        self.ui.name.setText(account.name)
        self.ui.disabled.setVisible(not account.is_active)
        self.ui.disabled.set_words("Disabled", "This person cannot sign in anywhere.", Tone.AMBER)
        clock, facts = site_clock(), self.ui.facts
        facts.set_row("email", "E-mail", account.email)
        facts.set_row("kind", "Works for", account.user_type.label)
        facts.set_row("organisation", "Organisation", account.organisation)
        facts.set_row("manager", "Manager", "yes" if account.is_manager else "no")
        facts.set_row("created", "Made", clock.short(account.created_at))
        facts.set_row("changed", "Changed", clock.short(account.updated_at))
        self.ui.self_note.setVisible(own)
        self.ui.self_note.setText("You are signed in with this account; another administrator can disable it.")

    # -- acting -----------------------------------------------------------------------------------------
    def _ask_disable(self) -> None:
        if (account := self._account()) is not None:
            self._ask(
                account,
                False,
                f"{account.name} is signed out of all three databases at once and cannot sign in again. "
                "What the person did stays in the records.",
            )

    def _ask_enable(self) -> None:
        if (account := self._account()) is not None:
            self._ask(account, True, f"{account.name} can sign in again with the password of before.")

    def _ask(self, account: Account, active: bool, sentence: str) -> None:
        verb = "Enable" if active else "Disable"
        dialog = AskDialog(
            self.window(),
            title=f"{verb} {account.email}?",
            sentence=sentence,
            yes=verb,
            no="Go back",
            danger=not active,
        )
        dialog.setObjectName("active_dialog")
        dialog.answered.connect(lambda yes: self._set_active(account, active) if yes else None)
        dialog.open()

    def _set_active(self, account: Account, active: bool) -> None:
        words = "enabled" if active else "disabled"
        call = partial(self._service.stores.center.set_account_active, account.id, active)
        Operation(call, owner=self, told=f"{account.email} is {words}.").run(self._runtime)

    def _new_account(self) -> None:
        organisation = self._service.own
        own = (self._service.person.user_type, organisation) if organisation is not None else None
        dialog = self._dialog = AccountDialog(self._organisations, self.window(), own=own)
        dialog.entered.connect(lambda user_id, new: self._create(dialog, user_id, new))
        dialog.finished.connect(self._dialog_closed)
        dialog.open()

    @Slot()
    def _dialog_closed(self) -> None:
        self._dialog = None

    def _create(self, dialog: AccountDialog, user_id: UUID, new: NewAccount) -> None:
        password = dialog.generated_password
        Operation(
            partial(self._service.stores.center.create_account, user_id, new),
            owner=self,
            form=dialog,
            told=f"{new.email} has an account and can sign in.",
            then=lambda _none: self._created(user_id, new, password),
        ).run(self._runtime)

    def _created(self, user_id: UUID, new: NewAccount, password: str) -> None:
        self._awaited = None if self.ui.board.select_key(user_id) else user_id
        if password:
            PasswordDialog(new.email, password, self.window()).open()
