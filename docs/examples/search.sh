# No token: visitors may search, too.
curl --silent --show-error --fail-with-body --get "$AETHEX_URL/api/search" --data-urlencode "q=$WORDS"
