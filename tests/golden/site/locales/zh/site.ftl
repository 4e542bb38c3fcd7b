site-name = 阿尔泰的湖泊
kind-guide = 向导
tags-walk = 徒步
