"""Sentences about backups, restoring, retention and the hall's settings."""

SENTENCES: dict[str, str] = {
    "backup.not_a_store": "{file} 不是本程序的备份，或已损坏，或密钥不对。请换一个备份文件。",
    "backup.exists": "{file} 已经存在，没有覆盖。请换一个文件名。",
    "backup.folder_missing": "找不到备份文件夹 {folder}。请插好备份盘，或在设置里改路径。",
    "backup.not_verified": "备份写好后核对不通过，已经删除。请检查 {folder} 所在的磁盘后重做。",
    "backup.other_key": (
        "这份备份属于另一份本机数据（密钥不同），不能恢复到这里。"
        "请用 --data 指定一个空文件夹，并用 --code 给出那份数据的恢复码。"
    ),
    "backup.code_needed": "这台机器上没有这份备份的密钥。请加 --code，输入建立大厅时抄下的恢复码。",
    "restore.newer_work": (
        "本机数据比备份新：恢复会丢掉备份之后的 {cases} 件办件、{steps} 个办理步骤、{rows} 条记录。"
        "没有恢复。确实要丢掉的，先备份现在的数据，再加 --discard 恢复。"
    ),
    "restore.numbers_unknown": (
        "备份之后可能已印出的编号无法确定，号段不够跳过。请用 --index 给本机一个没有用过的工作站序号。"
    ),
    "setting.unknown": "没有“{name}”这项设置。",
    "setting.form": "“{title}”要填整数，请改正。",
    "setting.range": "“{title}”只能在 {lowest} 到 {highest} 之间（{basis}）。",
    "setting.reason_missing": "改设置要写明理由，请填写。",
}
