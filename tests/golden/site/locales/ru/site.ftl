site-name = Озёра Алтая
kind-guide = Проводник
tags-walk = Пешком
