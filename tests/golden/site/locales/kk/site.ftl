site-name = Алтай көлдері
kind-guide = Жол көрсетуші
tags-walk = Жаяу серуен
