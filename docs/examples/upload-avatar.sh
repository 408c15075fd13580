curl --silent --show-error --fail-with-body "$AETHEX_URL/api/upload/avatar?target=user" \
  --header "Authorization: Bearer $AETHEX_TOKEN" \
  --form "file=@$PICTURE"
