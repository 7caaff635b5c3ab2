"""The ticket kiosk: what do you come for, which service, your number."""
