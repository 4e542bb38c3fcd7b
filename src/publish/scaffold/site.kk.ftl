site-name = Жаңа сайт
tags = Тақырыптар
tags-lake = Көлдер
