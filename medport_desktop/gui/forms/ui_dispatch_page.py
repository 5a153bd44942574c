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

from medport_desktop.gui.center.head_figure import Figure
from medport_desktop.gui.kit.board.view import BoardView
from medport_desktop.gui.kit.controls.buttons import (IconButton, MenuButton)
from medport_desktop.gui.kit.controls.panel import (Panel, Rule)
from medport_desktop.gui.kit.forms.field import SearchField

class Ui_DispatchPage(object):
    def setupUi(self, DispatchPage):
        if not DispatchPage.objectName():
            DispatchPage.setObjectName(u"DispatchPage")
        DispatchPage.resize(1600, 860)
        self.column = QVBoxLayout(DispatchPage)
        self.column.setSpacing(10)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(16, 10, 16, 12)
        self.strip = QWidget(DispatchPage)
        self.strip.setObjectName(u"strip")
        self.choices = QWidget(self.strip)
        self.choices.setObjectName(u"choices")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.choices.sizePolicy().hasHeightForWidth())
        self.choices.setSizePolicy(sizePolicy)
        self.choices_row = QHBoxLayout(self.choices)
        self.choices_row.setSpacing(8)
        self.choices_row.setObjectName(u"choices_row")
        self.choices_row.setContentsMargins(0, 0, 0, 0)
        self.views_row = QHBoxLayout()
        self.views_row.setSpacing(0)
        self.views_row.setObjectName(u"views_row")
        self.views_row.setContentsMargins(0, 0, 0, 0)

        self.choices_row.addLayout(self.views_row)

        self.gap_1 = QSpacerItem(4, 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

        self.choices_row.addItem(self.gap_1)

        self.rule_1 = Rule(self.choices)
        self.rule_1.setObjectName(u"rule_1")
        self.rule_1.setMinimumSize(QSize(1, 18))
        self.rule_1.setMaximumSize(QSize(1, 18))

        self.choices_row.addWidget(self.rule_1)

        self.gap_2 = QSpacerItem(4, 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

        self.choices_row.addItem(self.gap_2)

        self.grouping = MenuButton(self.choices)
        self.grouping.setObjectName(u"grouping")

        self.choices_row.addWidget(self.grouping)

        self.filter = SearchField(self.choices)
        self.filter.setObjectName(u"filter")
        self.filter.setMaximumSize(QSize(240, 16777215))

        self.choices_row.addWidget(self.filter)

        self.stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.choices_row.addItem(self.stretch)

        self.figures = QWidget(self.strip)
        self.figures.setObjectName(u"figures")
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(0)
        sizePolicy1.setHeightForWidth(self.figures.sizePolicy().hasHeightForWidth())
        self.figures.setSizePolicy(sizePolicy1)
        self.figures_row = QHBoxLayout(self.figures)
        self.figures_row.setSpacing(8)
        self.figures_row.setObjectName(u"figures_row")
        self.figures_row.setContentsMargins(0, 0, 0, 0)
        self.overdue = Figure(self.figures)
        self.overdue.setObjectName(u"overdue")

        self.figures_row.addWidget(self.overdue)

        self.rule_2 = Rule(self.figures)
        self.rule_2.setObjectName(u"rule_2")
        self.rule_2.setMinimumSize(QSize(1, 18))
        self.rule_2.setMaximumSize(QSize(1, 18))

        self.figures_row.addWidget(self.rule_2)

        self.median = Figure(self.figures)
        self.median.setObjectName(u"median")

        self.figures_row.addWidget(self.median)

        self.rule_3 = Rule(self.figures)
        self.rule_3.setObjectName(u"rule_3")
        self.rule_3.setMinimumSize(QSize(1, 18))
        self.rule_3.setMaximumSize(QSize(1, 18))

        self.figures_row.addWidget(self.rule_3)

        self.free = Figure(self.figures)
        self.free.setObjectName(u"free")

        self.figures_row.addWidget(self.free)

        self.rule_4 = Rule(self.figures)
        self.rule_4.setObjectName(u"rule_4")
        self.rule_4.setMinimumSize(QSize(1, 18))
        self.rule_4.setMaximumSize(QSize(1, 18))

        self.figures_row.addWidget(self.rule_4)

        self.columns = IconButton(self.figures)
        self.columns.setObjectName(u"columns")

        self.figures_row.addWidget(self.columns)


        self.column.addWidget(self.strip)

        self.split = QSplitter(DispatchPage)
        self.split.setObjectName(u"split")
        self.split.setOrientation(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        sizePolicy2 = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        sizePolicy2.setHorizontalStretch(0)
        sizePolicy2.setVerticalStretch(0)
        sizePolicy2.setHeightForWidth(self.split.sizePolicy().hasHeightForWidth())
        self.split.setSizePolicy(sizePolicy2)
        self.board_panel = Panel(self.split)
        self.board_panel.setObjectName(u"board_panel")
        sizePolicy3 = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy3.setHorizontalStretch(1)
        sizePolicy3.setVerticalStretch(0)
        sizePolicy3.setHeightForWidth(self.board_panel.sizePolicy().hasHeightForWidth())
        self.board_panel.setSizePolicy(sizePolicy3)
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

