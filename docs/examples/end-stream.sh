curl --silent --show-error --fail-with-body --request POST "$AETHEX_URL/api/streams/$STREAM/end" \
  --header "Authorization: Bearer $AETHEX_TOKEN"
