"""The papers: each a small declarative module over shared parts."""
