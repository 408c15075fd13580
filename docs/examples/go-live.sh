curl --silent --show-error --fail-with-body "$AETHEX_URL/api/streams" \
  --header "Authorization: Bearer $AETHEX_TOKEN" \
  --json "{\"channelId\": \"$CHANNEL\", \"title\": \"Evening session\"}"
echo
curl --silent --show-error --fail-with-body --request POST "$AETHEX_URL/api/streams/$CHANNEL/start" \
  --header "Authorization: Bearer $AETHEX_TOKEN"
