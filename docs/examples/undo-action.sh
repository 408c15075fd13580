curl --silent --show-error --fail-with-body "$AETHEX_URL/api/channels/$CHANNEL/modlog?limit=1" \
  --header "Authorization: Bearer $AETHEX_TOKEN"
echo
curl --silent --show-error --fail-with-body --request POST "$AETHEX_URL/api/modlog/$ACTION/undo" \
  --header "Authorization: Bearer $AETHEX_TOKEN"
