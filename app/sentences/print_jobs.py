"""Sentences about print jobs and the page printers they go to."""

SENTENCES: dict[str, str] = {
    "print.job_unknown": "这个打印任务已经结束或不存在，请刷新打印队列。",
    "print.job_meanwhile": "打印任务的状态刚刚变了（现在：{state}），请刷新打印队列后再操作。",
    "print.no_printer": "“{kind}”还没有指定打印机。请在本机设置的 printers 中为它指定一台，或用 * 指定一台通用的。",
    "print.place_form": "打印机设置“{entry}”写法不对。应写成：打印机名;tray=纸盒;turned（后两项可省略）。",
}
