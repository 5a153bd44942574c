"""Forms compiled from `ui/*.ui` by `tools/compile_forms.py`; do not edit."""
