"""Signs of the demo hall's departments, for those who do not read: icon by department code."""

DEMO_SIGNS = {
    "102": "school",
    "103": "badge",
    "104": "family",
    "107": "work",
    "108": "land",
    "110": "house",
    "111": "car",
    "113": "herd",
    "115": "health",
    "117": "shop",
    "118": "medical",
    "119": "care",
    "121": "tax",
    "123": "house",
    "124": "bolt",
}
PLAIN = "file"
