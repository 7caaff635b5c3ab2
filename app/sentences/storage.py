"""Sentences about the store, its files and its numbers."""

SENTENCES: dict[str, str] = {
    "storage.missing": "文件夹 {folder} 里没有本机数据。请检查数据文件夹的设置，或从备份恢复。",
    "storage.exists": "文件夹 {folder} 里已有本机数据，不能再新建。请直接打开，或换一个空文件夹。",
    "storage.busy": "其他程序正在写入本机数据，等了 10 秒仍未空出。刚才的操作没有保存，请稍后重试。",
    "storage.disk_full": "磁盘已满，刚才的操作没有保存。请清理 {folder} 所在的磁盘后重试。",
    "storage.disk_fault": "磁盘读写出错，刚才的操作没有保存。请联系管理员检查 {folder} 所在的磁盘。",
    "storage.read_only": "文件夹 {folder} 不能写入，刚才的操作没有保存。请检查文件夹权限，或磁盘是否只读。",
    "storage.damaged": "{folder} 里的本机数据已损坏，无法继续使用。请不要删除文件，联系管理员从备份恢复。",
    "storage.newer_version": "{folder} 里的数据由更新版本的程序写成，本程序不能打开。请安装新版本程序。",
    "storage.network_share": "文件夹 {folder} 在网络共享上，数据会出错，不能使用。请改放在本机磁盘上。",
    "storage.counter_taken": "{counter} 号窗口已由另一个程序打开。请使用已打开的程序，或先关闭它再试。",
    "storage.in_use": "本机数据正被其他程序使用，现在不能升级。请关闭本机其他窗口程序后再打开。",
    "storage.copy_failed": "升级前的备份没有通过核对，数据没有改动。请检查 {folder} 所在的磁盘后重试。",
    "record.exists": "这条记录已经保存过，不用再保存，请刷新后查看。",
    "record.changed_meanwhile": "这条记录刚刚被别人改过，请刷新后重做。",
}
