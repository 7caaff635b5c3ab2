"""Sentences about fingers, consent and punches, and the text that is consented to."""

CONSENT: tuple[str, ...] = (
    "指纹属于敏感个人信息。本中心只为上下班打卡核对身份而使用，不作其他用途。",
    "录入两个手指。指纹特征只存放在这台指纹仪里，不存图像，不传出指纹仪，也不上传到任何服务器。",
    "是否同意由您自己决定。不同意的，改用纸质签到，不影响岗位、考核和待遇。",
    "您可以随时撤回同意。撤回或离开岗位后，指纹仪里的指纹立即删除，只保留打卡的时间记录。",
)
"""Purpose, need, effect, storage, refusal and withdrawal, as PIPL 17, 29, 30 and 47 ask.

Its version is `app.domain.fingers.CONSENT_VERSION`.
"""

SENTENCES: dict[str, str] = {
    "fingers.no_sensor": "本机没有配置指纹仪，不能作打卡机。请管理员在“设备”页添加指纹仪，或用其他角色启动。",
    "fingers.unknown": "没有找到这次指纹登记。请刷新后再看。",
    "fingers.nobody": "指纹仪里有这个指纹，但没有登记是谁的。请找管理员重新录入。",
    "fingers.disabled": "{name} 的账户已停用，不能打卡。请找管理员核对。",
    "fingers.account_disabled": "{name} 的账户已停用，不能录入指纹。请先核对账户。",
    "fingers.enrolled": "{name} 已在这台指纹仪录入。要重新录入，请先删除原来的指纹。",
    "fingers.ended": "{name} 的指纹已经删除过，不用再删。",
    "fingers.own_witness": "不能由本人见证自己的同意。请换一位管理员登录后再录入。",
    "fingers.no_consent": "没有本人的单独同意，不能录入指纹。请本人阅读告知内容并勾选同意。",
    "fingers.other_text": "告知内容已经更新。请本人重新阅读并勾选同意。",
    "fingers.no_finger": "{seconds} 秒内没有按手指，没有录入。请准备好后重新开始。",
    "fingers.not_yours": "只有本人或管理员可以删除 {name} 的指纹。",
    "fingers.elsewhere": "这次登记用的是另一台指纹仪（{device}）。请到那台机器上删除。",
}
