curl --silent --show-error --fail-with-body "$AETHEX_URL/api/auth/user" \
  --header "Authorization: Bearer $AETHEX_TOKEN"
