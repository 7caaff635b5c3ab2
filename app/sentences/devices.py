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
}
