"""Sentences about the settings of a machine."""

SENTENCES: dict[str, str] = {
    "device.state_unknown": "{name} 没有应答，状态不明。请检查电源和接线，再在设备页面测试。",
    "settings.broken": "设置文件 {path} 写得不对：{reason}。请改正后重新启动。",
    "settings.missing": "找不到设置文件 {path}。请检查 --config 后面的路径。",
    "settings.missing_entry": "设置文件里有一台设备缺少“{entry}”一项，请补上。",
    "storage.open_rights": "{path} 别的账户也能读。请把权限改为只有本账户可以读写。",
    "settings.not_written": "设置文件 {path} 写不进去，没有保存。请检查文件夹权限和磁盘空间后再保存。",
    "settings.devices_form": "设置文件 {path} 里设备的写法不是 [[devices]]，没有改动。请手工改写后再保存。",
    "settings.printers_form": "设置文件 {path} 里打印机的写法不是 [printers]，没有改动。请手工改写后再保存。",
    "settings.unknown": "设置文件里的“{entry}”不认识，请改正或删去。",
}
