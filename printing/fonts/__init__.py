"""The vendored faces; read them through `importlib.resources.files(printing.fonts)`."""
