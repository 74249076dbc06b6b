### 文本

recording-saved = 录像已保存为 { $file }
recording-empty = 没有可录制的画面
recording-failed = 无法写入录像：{ $why }
recording-record = 录制
recording-started = 正在录制显示的内容
recording-play = 播放
recording-pause = 暂停
recording-space-key = 空格键
recording-step-back = 上一幅画面
recording-step-forward = 下一幅画面
recording-time-line = 时间轴
recording-speed = 速度
recording-save-picture = 保存此画面
