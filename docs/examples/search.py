import json
import os
import urllib.parse
import urllib.request

# No token: visitors may search, too.
query = urllib.parse.urlencode({"q": os.environ["WORDS"]})
with urllib.request.urlopen(os.environ["AETHEX_URL"] + "/api/search?" + query) as answer:
    for found in json.load(answer)["items"]:
        if found["type"] == "channel":
            print("channel", found["channel"]["slug"])
        elif found["type"] == "user":
            print("person", found["user"]["username"])
        elif found["type"] == "video":
            print("video", found["video"]["title"], "of", found["channel"]["slug"])
