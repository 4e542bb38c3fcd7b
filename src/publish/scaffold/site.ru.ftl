site-name = Новый сайт
tags = Темы
tags-lake = Озёра
