### 文本

picture-percent = { $percent }%
picture-width = 填满宽度
picture-integer = 整数倍
picture-drawing = 其他大小时的绘制
picture-sharp = 锐利
picture-smooth = 平滑
picture-nearest = 原样像素
picture-screens = 屏幕
picture-another-window = 另一个窗口
picture-remote-screens = 远程屏幕
picture-all-screens = 全部
picture-screen = 屏幕 { $number }，{ $width } × { $height }
picture-spread = 各用一个窗口
picture-full-screen-on = 全屏显示于
picture-this-monitor = 此显示器
picture-all-monitors = 所有显示器
picture-one-monitor-only = 此处窗口无法占满多个显示器
