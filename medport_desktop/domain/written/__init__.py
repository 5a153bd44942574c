"""What people write and how it is read: texts, times, money, contacts, and their limits."""
