"""Recording the words with which calls are spoken."""
