"""Files of the demo hall; read them through `importlib.resources.files("data.demo")`."""
