"""Sentences about queue displays and ticket printers."""

SENTENCES: dict[str, str] = {
    "display.one_way": "这种显示屏不会应答，程序无法知道它是否正常。请按“测试”并看屏幕确认。",
    "display.unshowable": "显示屏没有“{character}”（{codepoint}）这个字，已改为只显示号码。",
    "display.refused": "显示屏拒绝了命令（错误码 {error}）。请核对显示屏型号和屏幕参数。",
    "display.geometry": "显示区域的横坐标或宽度 {pixels} 不是 8 的倍数，这种控制卡不支持。请在设备页修改。",
    "display.too_long": "要显示的文字太长（{bytes} 字节），显示屏一次收不下。请缩短显示内容。",
    "display.no_picture": "这块显示屏只显示图像，而这次叫号没有排好的图像，已改为只显示号码。",
    "display.picture_size": "要显示的图像为 {width}×{height} 点，与显示区域不符。请在设备页核对区域大小。",
    "printer.paper_out": "打印机缺纸。请装入纸卷、合上盖子后重试。",
    "printer.near_end": "打印机纸卷快用完了。请准备好新纸卷。",
    "printer.cover_open": "打印机盖子没有合上。请合上盖子后重试。",
    "printer.offline": "打印机处于脱机状态。请按联机键，或关机后重新开机。",
    "printer.cutter": "打印机切刀卡住了。请关机，取出卡纸后再开机。",
    "printer.error": "打印机报告故障。请关机后重新开机；如仍不行，请联系维护人员。",
}
