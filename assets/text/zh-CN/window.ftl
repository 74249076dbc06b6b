### 文本：窗口本身、卡片和简短消息。

## 多张卡片共用的按钮

window-close = 关闭
window-cancel = 取消
window-back = 返回
window-retry = 重试
window-copy = 复制
window-copy-all = 全部复制
window-copy-details = 复制详细信息
window-full-stop = 。

## 建立连接时

window-connecting-title = 正在连接 { $server }
window-reaching = 正在联系服务器…
window-agreeing = 正在协商连接方式…
window-signing-in = 正在登录…
window-waiting-for-first-picture = 正在等待第一幅画面…
window-waiting-title = 正在等待服务器连接
window-waiting-at = 服务器现在可以连接到 { $place }。
window-waiting-how = 在服务器一端，可使用 `x11vnc -connect HOST`、`vncconfig -connect HOST`（TigerVNC），或 Windows 版服务器菜单中的“Add New Client”，其中 HOST 是本机。

## 连接中断

window-silent = 服务器没有响应
window-connection-lost = 连接已断开
window-what-to-do = 您可以这样做
window-try-now = 立即重试
window-trying-again = 正在重试…
window-trying-again-in = { $seconds } 秒后重试。
window-waiting-for-call = 正在等待服务器连接…
window-trying-to-reach = 正在联系服务器…
window-server-answers = 服务器已响应…
window-waiting-for-picture = 正在等待画面…
window-attempt = { $doing }（第 { $number } 次尝试）

## 登录

window-sign-in-to = 登录到 { $server }
window-server-uses = 服务器使用 { $method }。
window-did-not-work = 登录未成功：{ $reason }
window-user-name = 用户名
window-password = 密码
window-password-length = 此方式只使用前 { $most } 个字符。
window-show-password = 显示密码
window-remember = 保存到密钥环
window-remember-anew = 替换密钥环中的密码
window-sign-in = 登录

## 远程计算机的电源

window-shut-down-title = 要关闭远程计算机吗？
window-shut-down-consequence = 它将正常关机，之后无法从这里再次开机。不会征求其他使用者的意见。
window-shut-down = 关机
window-restart-title = 要重新启动远程计算机吗？
window-restart-consequence = 它将正常关机，然后重新启动。不会征求其他使用者的意见。
window-restart = 重新启动
window-reset-title = 要复位远程计算机吗？
window-reset-consequence = 它将立即重新启动，如同按下了复位按钮。未保存的内容会丢失。不会征求其他使用者的意见。
window-reset = 复位

## 简短消息

window-keys-for-details = 按 { $keys } 查看详细信息
window-power-failed = 远程计算机无法执行此操作
window-full-screen-note = 按 { $menu } 打开菜单，按 { $leave } 退出全屏

## 标题

window-title = { $name } – Farview
window-title-clear = 未加密 – { $name } – Farview
window-title-unverified = 服务器未验证 – { $name } – Farview
window-title-encrypted = { $name } – 已加密 – Farview
window-title-private = { $name } – 私密 – Farview
window-title-start = Farview
window-tab-new = 打开另一个标签页
window-tab-close = 关闭此标签页
window-tab-start = 新建标签页
