# No token: visitors may search, too.
curl --silent --show-error --fail-with-body --get "$AETHEX_URL/api/channels" \
  --data-urlencode "q=${WORDS:-}" --data live=true
