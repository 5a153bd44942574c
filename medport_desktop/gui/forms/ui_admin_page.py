# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'admin_page.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QHeaderView, QSizePolicy,
    QSpacerItem, QSplitter, QStackedWidget, QVBoxLayout,
    QWidget)

from medport_desktop.gui.kit.board.view import BoardView
from medport_desktop.gui.kit.controls.buttons import (IconButton, PrimaryButton, SecondaryButton)
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.panel import (Banner, Panel, Rule)
from medport_desktop.gui.kit.facts.key_value import KeyValueGrid
from medport_desktop.gui.kit.forms.field import SearchField
from medport_desktop.gui.kit.style.text import Text

class Ui_AdminPage(object):
    def setupUi(self, AdminPage):
        if not AdminPage.objectName():
            AdminPage.setObjectName(u"AdminPage")
        AdminPage.resize(1600, 860)
        self.column = QVBoxLayout(AdminPage)
        self.column.setSpacing(10)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(16, 10, 16, 12)
        self.strip = QHBoxLayout()
        self.strip.setSpacing(8)
        self.strip.setObjectName(u"strip")
        self.strip.setContentsMargins(0, 0, 0, 0)
        self.views_row = QHBoxLayout()
        self.views_row.setSpacing(0)
        self.views_row.setObjectName(u"views_row")
        self.views_row.setContentsMargins(0, 0, 0, 0)

        self.strip.addLayout(self.views_row)

        self.gap_1 = QSpacerItem(4, 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

        self.strip.addItem(self.gap_1)

        self.rule_1 = Rule(AdminPage)
        self.rule_1.setObjectName(u"rule_1")
        self.rule_1.setMinimumSize(QSize(1, 18))
        self.rule_1.setMaximumSize(QSize(1, 18))

        self.strip.addWidget(self.rule_1)

        self.gap_2 = QSpacerItem(4, 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

        self.strip.addItem(self.gap_2)

        self.filter = SearchField(AdminPage)
        self.filter.setObjectName(u"filter")
        self.filter.setMaximumSize(QSize(280, 16777215))

        self.strip.addWidget(self.filter)

        self.stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.strip.addItem(self.stretch)

        self.columns = IconButton(AdminPage)
        self.columns.setObjectName(u"columns")

        self.strip.addWidget(self.columns)

        self.new_account = PrimaryButton(AdminPage)
        self.new_account.setObjectName(u"new_account")

        self.strip.addWidget(self.new_account)


        self.column.addLayout(self.strip)

        self.split = QSplitter(AdminPage)
        self.split.setObjectName(u"split")
        self.split.setOrientation(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.split.sizePolicy().hasHeightForWidth())
        self.split.setSizePolicy(sizePolicy)
        self.board_panel = Panel(self.split)
        self.board_panel.setObjectName(u"board_panel")
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy1.setHorizontalStretch(1)
        sizePolicy1.setVerticalStretch(0)
        sizePolicy1.setHeightForWidth(self.board_panel.sizePolicy().hasHeightForWidth())
        self.board_panel.setSizePolicy(sizePolicy1)
        self.board_column = QVBoxLayout(self.board_panel)
        self.board_column.setSpacing(0)
        self.board_column.setObjectName(u"board_column")
        self.board_column.setContentsMargins(1, 1, 1, 1)
        self.board = BoardView(self.board_panel)
        self.board.setObjectName(u"board")

        self.board_column.addWidget(self.board)

        self.split.addWidget(self.board_panel)
        self.account_panel = Panel(self.split)
        self.account_panel.setObjectName(u"account_panel")
        self.account_column = QVBoxLayout(self.account_panel)
        self.account_column.setSpacing(12)
        self.account_column.setObjectName(u"account_column")
        self.account_column.setContentsMargins(16, 14, 16, 14)
        self.account_stack = QStackedWidget(self.account_panel)
        self.account_stack.setObjectName(u"account_stack")
        self.no_account = EmptyState()
        self.no_account.setObjectName(u"no_account")
        self.account_stack.addWidget(self.no_account)
        self.account = QWidget()
        self.account.setObjectName(u"account")
        self.account_facts = QVBoxLayout(self.account)
        self.account_facts.setSpacing(12)
        self.account_facts.setObjectName(u"account_facts")
        self.account_facts.setContentsMargins(0, 0, 0, 0)
        self.name = Text(self.account)
        self.name.setObjectName(u"name")
        self.name.setProperty(u"type", u"title")
        self.name.setWordWrap(True)

        self.account_facts.addWidget(self.name)

        self.disabled = Banner(self.account)
        self.disabled.setObjectName(u"disabled")

        self.account_facts.addWidget(self.disabled)

        self.facts = KeyValueGrid(self.account)
        self.facts.setObjectName(u"facts")

        self.account_facts.addWidget(self.facts)

        self.account_buttons = QHBoxLayout()
        self.account_buttons.setSpacing(8)
        self.account_buttons.setObjectName(u"account_buttons")
        self.account_buttons.setContentsMargins(0, 0, 0, 0)
        self.disable = SecondaryButton(self.account)
        self.disable.setObjectName(u"disable")

        self.account_buttons.addWidget(self.disable)

        self.enable = SecondaryButton(self.account)
        self.enable.setObjectName(u"enable")

        self.account_buttons.addWidget(self.enable)

        self.button_stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.account_buttons.addItem(self.button_stretch)


        self.account_facts.addLayout(self.account_buttons)

        self.self_note = Text(self.account)
        self.self_note.setObjectName(u"self_note")
        self.self_note.setProperty(u"tone", u"muted")
        self.self_note.setProperty(u"type", u"caption")
        self.self_note.setWordWrap(True)

        self.account_facts.addWidget(self.self_note)

        self.account_stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.account_facts.addItem(self.account_stretch)

        self.account_stack.addWidget(self.account)

        self.account_column.addWidget(self.account_stack)

        self.split.addWidget(self.account_panel)

        self.column.addWidget(self.split)

        self.column.setStretch(1, 1)
        QWidget.setTabOrder(self.filter, self.columns)
        QWidget.setTabOrder(self.columns, self.new_account)
        QWidget.setTabOrder(self.new_account, self.board)
        QWidget.setTabOrder(self.board, self.disable)
        QWidget.setTabOrder(self.disable, self.enable)

        self.retranslateUi(AdminPage)

        QMetaObject.connectSlotsByName(AdminPage)
    # setupUi

    def retranslateUi(self, AdminPage):
        pass
    # retranslateUi

