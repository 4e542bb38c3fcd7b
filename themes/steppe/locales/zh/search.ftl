# 搜索：页眉中的搜索框和搜索页。

search = 搜索
    .description = 按名称、地区和月份查找景点、线路和旅行建议，用任何一种语言输入均可。
# 搜索框为空时的提示。
search-hint = 地点、线路或主题
search-close = 关闭搜索
search-results = 搜索结果
# $count is a formatted number.
search-count = 共{ $count }条结果
search-nothing = 没有找到相关内容。请减少关键词、换个说法，或改用其他语言的名称。
search-all = 查看全部结果
search-more = 显示更多
search-suggestion = 您要找的是“{ $text }”吗？
search-failed = 搜索加载失败，请检查网络连接。
search-again = 重试
search-kind = 类型
search-region = 地区
search-month = 月份
# 未选择任何筛选条件。
search-any = 不限
search-reset = 清除筛选
search-without = 不用搜索也能找到
search-without-script = 搜索功能需要启用JavaScript。不启用也能找到所有内容：按栏目、按主题，或在地图上查找。
search-by-section = 按栏目浏览
search-map = 全部地点地图
