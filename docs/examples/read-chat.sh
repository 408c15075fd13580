curl --silent --show-error --fail-with-body "$AETHEX_URL/api/channels/$CHANNEL/messages?limit=50" \
  --header "Authorization: Bearer $AETHEX_TOKEN"
