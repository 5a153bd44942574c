"""How a silo's database becomes what this program wants: the chains of revisions, and what is re-made after them."""
