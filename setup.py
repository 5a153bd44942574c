"""The package list, which pyproject.toml cannot express: `resources/` is installed inside the package."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["medport_desktop*"]), "medport_desktop.resources"],
    package_dir={"medport_desktop.resources": "resources"},
)
