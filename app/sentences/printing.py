"""Sentences about composing and printing papers."""

SENTENCES: dict[str, str] = {
    "printing.missing_characters": (
        "以下字符没有字体可以打印：{characters}。尚未打印任何内容。请核对录入，或请管理员安装含有这些字符的字体。"
    ),
    "printing.font_unreadable": "字体文件“{path}”无法读取。请管理员检查设置中的字体路径和文件权限。",
    "printing.font_not_truetype": (
        "字体文件“{path}”不是可嵌入的 TrueType 字体。请管理员在设置中换用 .ttf 格式的字体。"
    ),
    "printing.pdf_unreadable": "文件不是完整的 PDF，无法显示或打印。请重新生成该文件。",
}
