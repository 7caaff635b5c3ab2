"""Sentences about files that leave the system: exported cases, and what is carried to the centre."""

SENTENCES: dict[str, str] = {
    "export.days": "起始日期 {first} 晚于结束日期 {last}。请改正日期后再导出。",
    "export.kind": "文件名要以 .csv 或 .xlsx 结尾。请改正后再导出。",
    "carry.altered": "{file} 被改动过或没有复制完整，没有导入。请从原来的工作站重新导出一份。",
    "carry.form": "{file} 不是工作站导出的待传文件。请选择“导出待传”得到的文件。",
    "carry.newer": "{file} 是更新版本的程序导出的。请先升级本机程序再导入。",
    "carry.not_this_hall": "{file} 是大厅 {hall} 的文件，本机属于另一个大厅，没有导入。请交给那个大厅的机器。",
    "carry.nothing": "没有等待上传的记录，不用导出。",
    "carry.not_written": "{file} 没有写成。请换一个可以写的位置，例如 U 盘，再导出。",
    "carry.seal": "这个文件不是那台工作站导出的，或被改动过，中心没有收下。请从原来的工作站重新导出。",
    "carry.unknown_station": "中心没有登记导出这个文件的工作站，或它已停用。请管理员在中心核对后再导入。",
    "carry.unread": "文件里有中心读不懂的内容，没有收下。请等原来的工作站恢复线路后由它自己上传。",
}
