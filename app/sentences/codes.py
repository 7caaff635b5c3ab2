"""Sentences about typed text, numbers, codes and dates."""

SENTENCES: dict[str, str] = {
    "text.missing": "“{field}”没有填写，请填写后再继续。",
    "text.too_long": "“{field}”有 {length} 个字，最多 {limit} 个字，请缩短后再保存。",
    "text.control": "“{field}”第 {position} 个字是看不见的控制字符（{codepoint}），请删去后重新输入。",
    "text.surrogate": "“{field}”第 {position} 个字已损坏（不完整的字符），请重新输入。",
    "date.form": "“{field}”看不出是哪一天，请按 2026-9-15、20260915 或 2026年9月15日 的样子输入。",
    "date.impossible": "“{field}”写的 {year}年{month}月{day}日 不存在，请核对后重新输入。",
    "calendar.encoding": "文件 {file} 不是 UTF-8 编码，请另存为“CSV UTF-8”后再导入。",
    "calendar.column": "文件 {file} 缺少“{column}”一列，请补上表头 area,date,kind,source 后再导入。",
    "calendar.cell": "文件 {file} 第 {row} 行“{column}”一列的“{value}”不对，请改正后重新导入。",
    "calendar.twice": "文件 {file} 第 {row} 行与第 {first} 行是同一地区的同一天，请删去一行后重新导入。",
}
