### 文本

mouse-captured = 鼠标由远程计算机使用：按 { $keys } 释放
