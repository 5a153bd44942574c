"""The packaged program's recipe. Building it takes minutes: `make installer`, then `make installer-check`."""
