import json
import os
import urllib.request
import uuid

with open(os.environ["PICTURE"], "rb") as file:
    picture = file.read()
edge = uuid.uuid4().hex
head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="avatar"\r\n\r\n'
request = urllib.request.Request(
    os.environ["AETHEX_URL"] + "/api/upload/avatar?target=user",
    data=head.encode() + picture + f"\r\n--{edge}--\r\n".encode(),
    headers={
        "Authorization": "Bearer " + os.environ["AETHEX_TOKEN"],
        "Content-Type": f"multipart/form-data; boundary={edge}",
    },
)
with urllib.request.urlopen(request) as answer:
    print(json.load(answer)["url"])
