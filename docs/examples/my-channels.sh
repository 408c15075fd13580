curl --silent --show-error --fail-with-body "$AETHEX_URL/api/users/me/channels" \
  --header "Authorization: Bearer $AETHEX_TOKEN"
