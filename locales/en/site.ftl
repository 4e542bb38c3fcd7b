# The site's own words: its name, its topics, its regions.

site-name = Altai and Tian Shan Journeys
site-description = Lakes, mountains, border crossings and wellness traditions of eastern Kazakhstan and Xinjiang, described for travellers in four languages.
site-footer = Journeys in eastern Kazakhstan and Xinjiang, told in four languages.

tags = Topics
tags-eco = Ecotourism
tags-lake = Lakes
tags-mountains = Mountains
tags-border = The border
tags-wellness = Wellness
tags-health = Health
tags-culture = Culture
tags-history = History
tags-trade = Trade
tags-rail = Railways
tags-city = Cities
tags-canyons = Canyons and dunes
tags-planning = Planning a trip

region-east-kazakhstan = East Kazakhstan Region
region-abai = Abai Region
region-zhetysu = Zhetysu Region
region-almaty = Almaty Region
region-xinjiang = Xinjiang
