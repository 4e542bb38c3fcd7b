site-name = Lakes of the Altai
kind-guide = Guide
tags-walk = On foot
