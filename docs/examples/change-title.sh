curl --silent --show-error --fail-with-body --request PATCH "$AETHEX_URL/api/streams/$STREAM" \
  --header "Authorization: Bearer $AETHEX_TOKEN" \
  --json '{"title": "Now: questions and answers"}'
