site-name = Sapar
