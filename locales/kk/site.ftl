# Сайттың өз сөздері: атауы, тақырыптары, өңірлері.

site-name = Алтай мен Тянь-Шань сапарлары
site-description = Қазақстанның шығысы мен Шыңжаңның көлдері, таулары, шекара өткелдері және сауықтыру дәстүрлері туралы саяхатшыларға төрт тілде.
site-footer = Қазақстанның шығысы мен Шыңжаңға сапар туралы төрт тілде жазамыз.

tags = Тақырыптар
tags-eco = Экотуризм
tags-lake = Көлдер
tags-mountains = Таулар
tags-border = Шекара
tags-wellness = Сауықтыру
tags-health = Денсаулық
tags-culture = Мәдениет
tags-history = Тарих
tags-trade = Сауда
tags-rail = Теміржол
tags-city = Қалалар
tags-canyons = Шатқалдар мен құмдар
tags-planning = Сапарға дайындық

region-east-kazakhstan = Шығыс Қазақстан облысы
region-abai = Абай облысы
region-zhetysu = Жетісу облысы
region-almaty = Алматы облысы
region-xinjiang = Шыңжаң
