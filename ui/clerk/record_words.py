"""Words of records and legal papers: Chinese whatever the language of the screen (design §8)."""

PERSON_OBJECT = "自然人"  # as the guide of an item names whom it serves (GB/T 36114)
SELF, ON_BEHALF = "本人", "代领"
GRANTED = "准予：{result}"
DENIED = "不予许可：{result}"
LIST_MARK = "、"
DOCUMENT_NUMBER = "{organ}{word}〔{year}〕{number}号"
