"""Sentences about queue displays and ticket printers."""

SENTENCES: dict[str, str] = {
    "display.unshowable": "显示屏没有“{character}”（{codepoint}）这个字，已改为只显示号码。",
    "display.refused": "显示屏拒绝了命令（错误码 {error}）。请核对显示屏型号和屏幕参数。",
    "display.geometry": "显示区域的横坐标或宽度 {pixels} 不是 8 的倍数，这种控制卡不支持。请在设备页修改。",
    "display.too_long": "要显示的文字太长（{bytes} 字节），显示屏一次收不下。请缩短显示内容。",
    "display.no_picture": "这块显示屏只显示图像，而这次叫号没有排好的图像，已改为只显示号码。",
    "display.picture_size": "要显示的图像为 {width}×{height} 点，与显示区域不符。请在设备页核对区域大小。",
}
