### 文本

keys-title = 发送按键
keys-only-look = 您当前仅在查看。不会发送任何内容。
keys-usual = 常用
keys-consoles = Ctrl+Alt 加
keys-any = 其他任意按键
keys-send = 发送
keys-press-them = 直接按下…
keys-press-them-about = 接下来按下的任何按键都会发送到远程计算机。
keys-unknown = 没有这样的按键。请写成例如 Ctrl+Alt+F7。
keys-stay-down = 保持按下
keys-stay-down-about = 按一次用于下一个键，按两次保持按下，再按一次松开。
keys-stick-off = 松开
keys-stick-once = 按住直到下一个键
keys-stick-locked = 按住直到您松开
keys-capture = 捕获键盘
keys-show-held = 显示按住的键
keys-type-clipboard = 键入剪贴板
keys-sign-passing = 请按下要发送的按键
keys-sign-typing = 正在键入剪贴板：{ $typed } / { $total }。按任意键停止。
keys-sign-sticky = 保持按下
keys-sign-held = 按住
keys-note-captured = 键盘由远程计算机使用：按 { $keys } 释放
keys-note-captured-no-key = 键盘由远程计算机使用：可通过菜单释放
keys-note-free = 键盘已释放
keys-note-cannot-capture = 此系统不会把键盘交给单个程序
keys-note-sent = 已发送
keys-note-nothing-to-type = 剪贴板中没有可键入的文本
keys-note-too-long = 剪贴板的文本超出可键入的长度：最多 { $most } 个字符
keys-note-left-out = 已键入。{ $count } 个字符没有对应按键，已跳过
keys-note-typing-stopped = 键入已停止
keys-title-captured = 键盘已捕获

keys-wrong-empty = 没有写明按键
keys-wrong-unknown = 没有名为“{ $name }”的按键
keys-wrong-no-modifier = “{ $name }”不能按住：只有 Ctrl、Alt、Shift、Super 和 AltGr 可以
keys-wrong-only-modifiers = “{ $keys }”除修饰键外还需要一个按键
keys-wrong-types-text = “{ $keys }”要用来打字：请加上 Ctrl、Alt 或 Super
keys-taken = { $keys } 已被“{ $action }”占用

keys-note-captured-full-screen = 按 { $menu } 打开菜单，按 { $leave } 退出全屏，按 { $keys } 释放键盘
