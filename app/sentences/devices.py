"""Sentences about devices and their ports."""

SENTENCES: dict[str, str] = {
    "device.port_name": "端口名称“{port}”写法不对。请在设备页重新选择端口。",
    "device.port_missing": "找不到端口 {port}。请检查数据线和电源是否插好；插好后会自动恢复。",
    "device.port_busy": "端口 {port} 打不开，可能被其他程序占用，或没有使用权限。请关闭其他程序后再试。",
    "device.port_lost": "端口 {port} 断开了。请检查数据线和电源；重新插好后会自动恢复。",
    "device.no_answer": "端口 {port} 上的设备没有应答。请检查设备电源、数据线和设备地址。",
    "device.write_stalled": "端口 {port} 上的设备不接收数据。请检查设备是否卡住、缺纸或已关机。",
    "device.garbled": "从设备收到的数据不完整或校验不符。请检查数据线和通讯速率后重试。",
    "device.model": "没有型号“{model}”的驱动。请在设备页重新选择型号。",
    "device.driver_missing": "“{model}”所需的组件没有安装。请联系维护人员补装；其他设备不受影响。",
    "device.option": "设备参数“{option}”的值“{value}”不能用。请在设备页改正。",
    "device.port_shared": "端口 {port} 上的几台设备通讯速率不一致。请在设备页改成相同的速率。",
    "fingerprint.password": "指纹模块口令不对。请在设备页改正口令。",
    "fingerprint.full": "指纹模块已存满。请先注销不再使用的指纹。",
    "fingerprint.not_same": "两次按的不是同一个手指，或位置相差太大。请重新录入。",
    "fingerprint.already_known": "这个手指已登记在第 {slot} 号位置。请换一个手指。",
    "fingerprint.unknown_finger": "没有找到这个指纹。请换一个已登记的手指再按一次。",
    "fingerprint.no_such_slot": "指纹模块没有这个存储位置。请联系维护人员检查模块型号。",
    "fingerprint.broken": "指纹模块自检不正常。请断电后重新插好；仍不正常请更换模块。",
    "fingerprint.refused": "指纹模块拒绝了操作（代码 {answer}）。请重试；仍不行请联系维护人员。",
}
