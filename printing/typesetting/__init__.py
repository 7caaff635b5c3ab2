"""Chinese and Tibetan text: one layout, drawn into PDF pages or as a 1-bit bitmap."""
