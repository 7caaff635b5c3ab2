"""Sentences about the key of the encrypted store."""

SENTENCES: dict[str, str] = {
    "key.missing": "找不到 {folder} 的密钥，打不开本机数据。请用封存的恢复码运行 encrypt --recover 找回密钥。",
    "key.no_keyring": "系统的密钥环打不开，取不到本机数据的密钥。请登录安装本程序的用户后重试，或用恢复码找回。",
    "key.wrong": "{folder} 的密钥与数据不符，打不开本机数据。请用封存的恢复码运行 encrypt --recover 找回密钥。",
    "key.file": "密钥文件 {path} 读不出来。请检查文件权限，或用封存的恢复码运行 encrypt --recover 找回密钥。",
    "key.sheet": "数据读不出来：不是文件已损坏，就是数据已加密而密钥文件 {path} 不在。请先从备份恢复这个文件；没有加密过的，请从备份恢复数据。",
    "key.code": "恢复码不对，密钥没有找回。请核对封存的恢复码，注意不要漏掉字母或数字。",
    "key.encrypted_already": "{folder} 里的数据已经加密，不用再做。",
}
