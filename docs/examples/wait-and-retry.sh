# curl waits as long as Retry-After says.
curl --silent --show-error --fail-with-body --retry 5 "$AETHEX_URL/api/messages" \
  --header "Authorization: Bearer $AETHEX_TOKEN" \
  --json "{\"streamId\": \"$STREAM\", \"content\": \"Patience\"}"
