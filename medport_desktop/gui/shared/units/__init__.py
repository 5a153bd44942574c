"""Units, as an agency's manager and the transport center change them."""
