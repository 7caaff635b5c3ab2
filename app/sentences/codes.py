"""Sentences about typed text, numbers, codes and dates."""

SENTENCES: dict[str, str] = {
    "text.missing": "“{field}”没有填写，请填写后再继续。",
    "text.too_long": "“{field}”有 {length} 个字，最多 {limit} 个字，请缩短后再保存。",
    "text.control": "“{field}”第 {position} 个字是看不见的控制字符（{codepoint}），请删去后重新输入。",
    "text.surrogate": "“{field}”第 {position} 个字已损坏（不完整的字符），请重新输入。",
}
