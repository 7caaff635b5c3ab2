"""Sentences about setting a hall up from workbooks; the place of a faulty cell is said before them."""

SENTENCES: dict[str, str] = {
    "import.area": "没有代码为 {area} 的行政区划。请填 6 位区划代码，如 632621。",
    "import.code": "与屏幕上的最后一组不一致。请核对抄下的恢复码，抄错了要重抄。",
    "import.file": "文件“{file}”打不开，或不是 XLSX 工作簿。请关闭正在使用它的程序，或重新选择。",
    "import.no_administrator": "没有一个人的岗位是“系统”，装好以后谁也不能设置。请至少填一人。",
    "import.not_written": "文件“{file}”写不进去。请检查文件夹权限，或关闭正在使用它的程序。",
    "import.sheet_missing": "没有名为“{sheet}”的工作表。请用模板里的工作表名称。",
    "import.hall_there": "这个数据文件夹里已有大厅，不能再建。请另选一个数据文件夹。",
    "import.word": "“{text}”不能作机关代字的首字。请填一两个汉字，如“玛”。",
}
