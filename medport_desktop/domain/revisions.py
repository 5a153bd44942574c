"""The revision of each silo's schema that this program is made for."""

from collections.abc import Mapping

from medport_desktop.domain.enums import Silo

FIRST_REVISION = "0001"
"""Release 1.0.0, whose databases cannot say their revision to a console."""

MADE_FOR: Mapping[Silo, str] = {Silo.HOSPITAL: "0008", Silo.EMS: "0003", Silo.CENTER: "0003"}
"""The newest of `silos/migrations/<silo>/versions`, as a test holds."""
