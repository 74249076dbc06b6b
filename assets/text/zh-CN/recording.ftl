### 文本

recording-saved = 录像已保存为 { $file }
recording-empty = 没有可录制的画面
recording-failed = 无法写入录像：{ $why }
