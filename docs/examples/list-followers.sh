curl --silent --show-error --fail-with-body "$AETHEX_URL/api/channels/$CHANNEL/followers" \
  --header "Authorization: Bearer $AETHEX_TOKEN"
