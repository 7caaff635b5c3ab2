"""The translation page: readers work through the strings, two of them confirm each."""
