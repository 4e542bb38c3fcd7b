site-name = Sapar: руководства
