"""The demo region: real hospitals of Pennsylvania (public facts); invented agencies, people and patients."""
