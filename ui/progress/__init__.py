"""The public's view of a case, for the guide desk and the kiosk."""
