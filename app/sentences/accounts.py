"""Sentences about accounts, passwords and rights."""

SENTENCES: dict[str, str] = {
    "account.locked": "密码连续输错，账户已锁定到{until}。请稍后再试，或请管理员解锁。",
    "account.must_change": "这是别人设的密码。请先改成只有您自己知道的密码，再登录。",
    "account.password_old": "密码已用满 {days} 天。请先改密码，再登录。",
    "account.password_same": "新密码和旧密码一样，请换一个。",
    "account.password_published": "这个密码写在说明里，人人知道，请换一个。",
    "account.password_has_login": "密码里不能有用户名，请换一个。",
    "account.rights_apart": "系统管理和安全审计不能由同一个账户承担，请分给两个人。",
    "account.no_rights": "请至少选一项权限。",
    "account.last_administrator": "这是最后一个系统管理账户，不能停用或改掉权限。请先设另一个。",
    "screen.other_finger": "这是{name}的指纹。屏幕由{owner}锁定，请本人按指纹或输入密码。",
}
