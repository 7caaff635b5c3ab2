"""The guide desk: what a visitor asks, in both scripts, and what they take home."""
