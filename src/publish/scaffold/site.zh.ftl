site-name = 新网站
tags = 主题
tags-lake = 湖泊
