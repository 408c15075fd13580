curl --silent --show-error --fail --remove-on-error "$AETHEX_URL/api/videos/$VIDEO/download" \
  --header "Authorization: Bearer $AETHEX_TOKEN" \
  --output "$FILE"
