"""Sentences about a hall's catalogue and the demo hall; the place of a faulty cell is said before them."""

SENTENCES: dict[str, str] = {
    "demo.real_hall": "这里存放的是正式大厅的数据，不能装入演示大厅。请另选一个数据文件夹。",
    "catalogue.refused": (
        "目录文件有 {count} 处错误，什么都没有导入。第一处在 {file} 第 {row} 行“{column}”；"
        "请按错误清单逐处改正后重新导入。"
    ),
    "catalogue.file": "文件 {file} 不在所选的文件夹里，或打不开，请核对后重新选择。",
    "catalogue.encoding": "这里不是 UTF-8 编码，请把文件另存为“CSV UTF-8”后再导入。",
    "catalogue.quoting": "引号没有成对，后面的内容读不出来，请改正引号。",
    "catalogue.empty": "文件里没有内容，请选择正确的文件。",
    "catalogue.column_missing": "缺少这一列，请在表头补上。",
    "catalogue.column_unknown": "不认识这一列，请核对表头的写法，或删去这一列。",
    "catalogue.column_twice": "表头里这一列出现了两次，请删去一列。",
    "catalogue.cells": "这一行有 {count} 格，表头有 {expected} 格，请核对逗号和引号。",
    "catalogue.missing": "没有填写，请填写。",
    "catalogue.unwanted": "这里应当空着（{because}），请删去或改正“{because}”。",
    "catalogue.form": "“{value}”的写法不对，应写成 {expected} 的样子。",
    "catalogue.flag": "“{value}”不对，只能填 0 或 1。",
    "catalogue.number": "“{value}”不是整数，请填 0 或正整数。",
    "catalogue.word": "“{value}”不在可填的内容中（{allowed}），请改正。",
    "catalogue.repeated": "“{value}”写了两次，请删去一个。",
    "catalogue.twice": "“{value}”与第 {first} 行重复，请改正其中一行。",
    "catalogue.unknown": "“{value}”在 {file} 中找不到，请改正，或先在那里补上。",
    "catalogue.disagrees": "“{value}”与“{other}”一列不一致，应为“{expected}”，请改正。",
    "catalogue.list_length": "这里有 {count} 项，“{other}”一列有 {expected} 项，应当一一对应，请改正。",
    "catalogue.promise_longer": "承诺时限 {value} 长于法定时限 {expected}，请改短。",
}
