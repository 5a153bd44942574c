# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'dispatch_page.ui'
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
    QSpacerItem, QSplitter, QVBoxLayout, QWidget)

from medport_desktop.gui.dispatch_board.figure import Figure
from medport_desktop.gui.kit.board.view import BoardView
from medport_desktop.gui.kit.buttons import (IconButton, MenuButton)
from medport_desktop.gui.kit.field import SearchField
from medport_desktop.gui.kit.panel import (Panel, Rule)

class Ui_DispatchPage(object):
    def setupUi(self, DispatchPage):
        if not DispatchPage.objectName():
            DispatchPage.setObjectName(u"DispatchPage")
        DispatchPage.resize(1600, 860)
        self.column = QVBoxLayout(DispatchPage)
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

        self.rule_1 = Rule(DispatchPage)
        self.rule_1.setObjectName(u"rule_1")
        self.rule_1.setMinimumSize(QSize(1, 18))
        self.rule_1.setMaximumSize(QSize(1, 18))

        self.strip.addWidget(self.rule_1)

        self.gap_2 = QSpacerItem(4, 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

        self.strip.addItem(self.gap_2)

        self.grouping = MenuButton(DispatchPage)
        self.grouping.setObjectName(u"grouping")

        self.strip.addWidget(self.grouping)

        self.filter = SearchField(DispatchPage)
        self.filter.setObjectName(u"filter")
        self.filter.setMaximumSize(QSize(240, 16777215))

        self.strip.addWidget(self.filter)

        self.stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.strip.addItem(self.stretch)

        self.overdue = Figure(DispatchPage)
        self.overdue.setObjectName(u"overdue")

        self.strip.addWidget(self.overdue)

        self.rule_2 = Rule(DispatchPage)
        self.rule_2.setObjectName(u"rule_2")
        self.rule_2.setMinimumSize(QSize(1, 18))
        self.rule_2.setMaximumSize(QSize(1, 18))

        self.strip.addWidget(self.rule_2)

        self.median = Figure(DispatchPage)
        self.median.setObjectName(u"median")

        self.strip.addWidget(self.median)

        self.rule_3 = Rule(DispatchPage)
        self.rule_3.setObjectName(u"rule_3")
        self.rule_3.setMinimumSize(QSize(1, 18))
        self.rule_3.setMaximumSize(QSize(1, 18))

        self.strip.addWidget(self.rule_3)

        self.free = Figure(DispatchPage)
        self.free.setObjectName(u"free")

        self.strip.addWidget(self.free)

        self.rule_4 = Rule(DispatchPage)
        self.rule_4.setObjectName(u"rule_4")
        self.rule_4.setMinimumSize(QSize(1, 18))
        self.rule_4.setMaximumSize(QSize(1, 18))

        self.strip.addWidget(self.rule_4)

        self.columns = IconButton(DispatchPage)
        self.columns.setObjectName(u"columns")

        self.strip.addWidget(self.columns)


        self.column.addLayout(self.strip)

        self.split = QSplitter(DispatchPage)
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
        self.trip_panel = Panel(self.split)
        self.trip_panel.setObjectName(u"trip_panel")
        self.trip_column = QVBoxLayout(self.trip_panel)
        self.trip_column.setSpacing(0)
        self.trip_column.setObjectName(u"trip_column")
        self.trip_column.setContentsMargins(0, 0, 0, 0)
        self.split.addWidget(self.trip_panel)

        self.column.addWidget(self.split)

        self.column.setStretch(1, 1)
        QWidget.setTabOrder(self.grouping, self.filter)
        QWidget.setTabOrder(self.filter, self.board)

        self.retranslateUi(DispatchPage)

        QMetaObject.connectSlotsByName(DispatchPage)
    # setupUi

    def retranslateUi(self, DispatchPage):
        pass
    # retranslateUi

