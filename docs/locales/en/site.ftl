site-name = Sapar: guides
