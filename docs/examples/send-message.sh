curl --silent --show-error --fail-with-body "$AETHEX_URL/api/messages" \
  --header "Authorization: Bearer $AETHEX_TOKEN" \
  --json "{\"streamId\": \"$STREAM\", \"content\": \"Hello from a program\"}"
