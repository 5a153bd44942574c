"""How the packaged program is built: `python -m installer.build`, then `python -m installer.check`."""
