site-name = Sapar: нұсқаулықтар
