"""Sentences about files that leave the system: exported cases, and what is carried to the centre."""

SENTENCES: dict[str, str] = {
    "export.days": "起始日期 {first} 晚于结束日期 {last}。请改正日期后再导出。",
    "export.kind": "文件名要以 .csv 或 .xlsx 结尾。请改正后再导出。",
}
