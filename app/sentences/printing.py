"""Sentences about composing and printing papers, and about the fees that papers ask for."""

SENTENCES: dict[str, str] = {
    "fee.bill_missing": "请填写财政电子票据号码（退款填红字票据号码）。",
    "fee.count": "收费数量至少为 1，请核对。",
    "fee.due_already": "这件办件还有一笔费用待缴（{number}）。请先办结它，或撤销后重开。",
    "fee.not_paid": "这笔费用还没有缴，不能退。",
    "fee.unknown": "这笔费用不存在，请刷新后再试。",
    "fee.charged": "“{item}”是收费事项，请开具缴款通知，不能打印不收费的告知书。",
    "fee.none": "“{item}”不收费，不能开具缴款通知（行政许可法第五十八条）。",
    "fee.rate_missing": "“{item}”没有固定的收费标准，请按公布的标准填写单价。",
    "fee.relief_amount": "减免金额应大于零，且不超过应缴金额，请核对。",
    "fee.relief_basis": "请写明减免的依据。",
    "fee.settled": "这笔费用已经处理过（{state}），不能再改。",
    "paper.version_expired": (
        "“{item}”的这一版（{old}）已被新版（{new}）取代，不能打印。请刷新后打印现行版本。"
    ),
    "paper.version_not_yet": "“{item}”的这一版从 {date} 起施行，现在还不能打印。",
    "printing.missing_characters": (
        "以下字符没有字体可以打印：{characters}。尚未打印任何内容。请核对录入，或请管理员安装含有这些字符的字体。"
    ),
    "printing.font_unreadable": "字体文件“{path}”无法读取。请管理员检查设置中的字体路径和文件权限。",
    "printing.font_not_truetype": (
        "字体文件“{path}”不是可嵌入的 TrueType 字体。请管理员在设置中换用 .ttf 格式的字体。"
    ),
    "printing.pdf_unreadable": "文件不是完整的 PDF，无法显示或打印。请重新生成该文件。",
}
