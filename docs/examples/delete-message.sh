curl --silent --show-error --fail-with-body --request DELETE "$AETHEX_URL/api/messages/$MESSAGE" \
  --header "Authorization: Bearer $AETHEX_TOKEN"
