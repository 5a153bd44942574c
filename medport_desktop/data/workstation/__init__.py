"""What this workstation keeps on its disk and in its keyring."""
