"""Sentences about the queue: tickets, calls and counters."""

CALL_LINE = "{number}号请到{counter}号窗口"
"""What text displays show and what is spoken when a ticket is called."""

SENTENCES: dict[str, str] = {
    "kiosk.appointment_past": "预约 {number} 的时间已过或已经办完。请重新取号，或到咨询台询问。",
    "kiosk.scan_unknown": "没有认出这个二维码。请出示本大厅的号票、预约码或受理通知书，或到咨询台询问。",
    "kiosk.pin_form": "维护密码要 {shortest} 到 {longest} 位数字。请重新输入。",
    "kiosk.pin_unset": "还没有设置维护密码。请有“取号机”权限的人员运行 kiosk-pin 设置后再来。",
    "kiosk.pin_unlike": "两次输入的维护密码不一样，没有设置。请重新来过。",
    "printer.none": "本机没有设置号票打印机。请记下屏幕上的号码；维护人员请在设备设置中添加打印机。",
    "storage.kiosk_taken": "“{kiosk}”已由另一个程序打开。请先关闭那个程序，或给本机换一个编号。",
    "printer.silent": "打印机没有应答，号票没有打印。请检查打印机电源和数据线。",
    "queue.by_slip": "连不上大厅的排队服务器，不知道下一位是谁。请看群众手里的号票，输入或扫描票号来叫号。",
    "queue.never_reached": "本机还没有连上过大厅的排队服务器，现在不能排队。请检查网络，连上一次后断线也能用。",
    "queue.parted": "连不上大厅的排队服务器，这一步暂时做不了。请等线路恢复后再做，叫号、办理、办结照常。",
    "queue.slip_old": "{number} 号不是今天的号票，不能叫号。请群众到取号机重新取号。",
    "queue.closed": "“{service}”现在不取号，取号时间：{hours}。请在取号时间内再来。",
    "queue.counter_busy": "{counter} 号窗口的 {ticket} 号还没有办完。请先办结、挂起、转走或记为过号。",
    "queue.counter_not_open": "{counter} 号窗口没有开始叫号或已暂停。请先按“开始叫号”。",
    "queue.counter_unknown": "排队设置里没有 {counter} 号窗口。请管理员在排队设置中添加。",
    "queue.counter_without_number": "窗口号不能空着，请填写窗口上方的号码。",
    "queue.prefix_form": "号票字母“{prefix}”不能用：请用一到两个大写字母，不用 I 和 O。",
    "queue.prefix_taken": "字母“{prefix}”已用于“{service}”，请换一个。",
    "queue.quota_reached": "“{service}”今天的 {quota} 个号已经取完。请改天再来，或向导办台咨询。",
    "queue.service_key": "业务编码“{key}”不能用：只用大写字母、数字和短横线。",
    "queue.service_unknown": "排队设置里没有业务“{service}”。请返回重新选择。",
    "ticket.act_not_allowed": "{number} 号现在的状态（{state}）不能做这一步（{act}），请刷新后再看。",
    "ticket.code": "这不是本大厅的号票二维码。请核对号票，或手工输入号码。",
    "ticket.no_show_too_soon": "重呼满 {recalls} 次，或等满 {seconds} 秒以后，才能记为过号。",
    "ticket.open_already": "您今天已经取过号：{number}。请用这个号等候，需要时可以补打号票。",
    "ticket.other_counter": "{number} 号是 {counter} 号窗口叫的，只能在那个窗口继续。",
    "ticket.print_cut_off": "打印这张号票时程序中断了，不知道是否已经出纸。请核对后决定是否补打。",
    "ticket.reason_missing": "请写明取消号票的理由。",
    "ticket.recall_too_soon": "刚刚叫过，请等 {seconds} 秒再重呼。",
    "ticket.transfer_nowhere": "请选择要转到的业务或窗口。",
    "ticket.unknown": "没有找到这张号票，请核对号码和日期。",
}
