cursor=
while :; do
  page=$(curl --silent --show-error --fail-with-body --get "$AETHEX_URL/api/channels/$CHANNEL/followers" \
    --header "Authorization: Bearer $AETHEX_TOKEN" --data limit=2 ${cursor:+--data-urlencode "cursor=$cursor"})
  printf "%s\n" "$page"
  cursor=$(printf "%s" "$page" | sed -n 's/.*"nextCursor":"\([^"]*\)".*/\1/p')
  [ -n "$cursor" ] || break
done
