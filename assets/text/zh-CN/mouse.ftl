### 文本

mouse-captured = 鼠标由远程计算机使用：按 { $keys } 释放
mouse-fingers = 双指缩放、移动和滚动；三指向下滑动打开菜单。
