site-name = Sapar 使用指南
