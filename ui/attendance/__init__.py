"""The page of attendance: the own day, leave, and for who looks after others the month, patrols and posts."""
