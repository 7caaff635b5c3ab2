"""The forms a store has had, one step after the other; run by `data.migrate`, importing nothing of ours."""
