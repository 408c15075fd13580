curl --silent --show-error --fail-with-body "$AETHEX_URL/api/channels/$CHANNEL/bans" \
  --header "Authorization: Bearer $AETHEX_TOKEN" \
  --json "{\"userId\": \"$USERNAME\", \"seconds\": 600, \"reason\": \"Take a break\"}"
