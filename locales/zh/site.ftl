# 本站自己的文字：站名、主题、地区。

site-name = 阿尔泰与天山之旅
site-description = 用四种语言为旅行者介绍哈萨克斯坦东部与中国新疆的湖泊、群山、口岸和康养传统。
site-footer = 用四种语言，讲述哈萨克斯坦东部与中国新疆的旅途。

tags = 主题
tags-eco = 生态旅游
tags-lake = 湖泊
tags-mountains = 山地
tags-border = 边境
tags-wellness = 康养
tags-health = 健康
tags-culture = 文化
tags-history = 历史
tags-trade = 贸易
tags-rail = 铁路
tags-city = 城市
tags-canyons = 峡谷与沙丘
tags-planning = 行程准备

region-east-kazakhstan = 东哈萨克斯坦州
region-abai = 阿拜州
region-zhetysu = 杰特苏州
region-almaty = 阿拉木图州
region-xinjiang = 新疆
