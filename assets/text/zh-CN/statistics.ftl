### 文本

statistics-updates = 更新
statistics-frames = 帧
statistics-per-second = { $count }/秒
statistics-received = 接收
statistics-megabits = { $count } Mbit/s
statistics-round-trip = 往返时间
statistics-answer = 按键到画面
statistics-decoding = 解码
statistics-upload = 上传
statistics-present = 绘制
statistics-milliseconds = { $count } 毫秒
statistics-link = 线路速率
statistics-unknown = 尚未知
statistics-quality = 画质
statistics-lossless = 无损
statistics-level = 级别 { $level }
statistics-quality-told = { $quality }，压缩 { $compression }
statistics-encoding = { $pixels } 兆像素，{ $bytes } MB
statistics-input = 输入
statistics-input-told = 已发送 { $sent }，已合并 { $merged }，已丢弃 { $dropped }
statistics-log = 日志
statistics-log-copy = 复制
statistics-log-close = 关闭
statistics-log-copied = 日志已复制到剪贴板
