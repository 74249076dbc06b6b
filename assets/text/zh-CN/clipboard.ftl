### 文本

clipboard-reduced = 此服务器只接受西文字母：剪贴板中的其他字符已变为问号
clipboard-remote-too-large = 远程剪贴板太大，无法复制到这里
clipboard-too-large = 剪贴板中有 { $megabytes } MB 文本，太多而无法发送
