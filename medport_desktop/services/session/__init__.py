"""Who is signed in, and passwords."""
