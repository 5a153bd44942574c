"""What people were told and what the databases hold, checked against each other."""
