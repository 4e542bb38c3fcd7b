site-name = New site
tags = Topics
tags-lake = Lakes
