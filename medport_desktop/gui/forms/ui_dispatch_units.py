# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'dispatch_units.ui'
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
    QSpacerItem, QVBoxLayout, QWidget)

from medport_desktop.gui.center.head_figure import Figure
from medport_desktop.gui.kit.board.view import BoardView
from medport_desktop.gui.kit.controls.buttons import (IconButton, MenuButton)
from medport_desktop.gui.kit.controls.panel import (Panel, Rule)
from medport_desktop.gui.kit.forms.field import SearchField

class Ui_DispatchUnits(object):
    def setupUi(self, DispatchUnits):
        if not DispatchUnits.objectName():
            DispatchUnits.setObjectName(u"DispatchUnits")
        DispatchUnits.resize(1600, 860)
        self.column = QVBoxLayout(DispatchUnits)
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

        self.rule_1 = Rule(DispatchUnits)
        self.rule_1.setObjectName(u"rule_1")
        self.rule_1.setMinimumSize(QSize(1, 18))
        self.rule_1.setMaximumSize(QSize(1, 18))

        self.strip.addWidget(self.rule_1)

        self.gap_2 = QSpacerItem(4, 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

        self.strip.addItem(self.gap_2)

        self.set_status = MenuButton(DispatchUnits)
        self.set_status.setObjectName(u"set_status")

        self.strip.addWidget(self.set_status)

        self.filter = SearchField(DispatchUnits)
        self.filter.setObjectName(u"filter")
        self.filter.setMaximumSize(QSize(240, 16777215))

        self.strip.addWidget(self.filter)

        self.stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.strip.addItem(self.stretch)

        self.free = Figure(DispatchUnits)
        self.free.setObjectName(u"free")

        self.strip.addWidget(self.free)

        self.rule_2 = Rule(DispatchUnits)
        self.rule_2.setObjectName(u"rule_2")
        self.rule_2.setMinimumSize(QSize(1, 18))
        self.rule_2.setMaximumSize(QSize(1, 18))

        self.strip.addWidget(self.rule_2)

        self.columns = IconButton(DispatchUnits)
        self.columns.setObjectName(u"columns")

        self.strip.addWidget(self.columns)


        self.column.addLayout(self.strip)

        self.board_panel = Panel(DispatchUnits)
        self.board_panel.setObjectName(u"board_panel")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(1)
        sizePolicy.setHeightForWidth(self.board_panel.sizePolicy().hasHeightForWidth())
        self.board_panel.setSizePolicy(sizePolicy)
        self.board_column = QVBoxLayout(self.board_panel)
        self.board_column.setSpacing(0)
        self.board_column.setObjectName(u"board_column")
        self.board_column.setContentsMargins(1, 1, 1, 1)
        self.board = BoardView(self.board_panel)
        self.board.setObjectName(u"board")

        self.board_column.addWidget(self.board)


        self.column.addWidget(self.board_panel)

        self.column.setStretch(1, 1)
        QWidget.setTabOrder(self.set_status, self.filter)
        QWidget.setTabOrder(self.filter, self.board)

        self.retranslateUi(DispatchUnits)

        QMetaObject.connectSlotsByName(DispatchUnits)
    # setupUi

    def retranslateUi(self, DispatchUnits):
        pass
    # retranslateUi

