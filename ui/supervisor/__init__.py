"""The window of the centre's office: the hall at a glance, and the cases that need a hand."""
