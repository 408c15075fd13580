curl --silent --show-error --fail-with-body "$AETHEX_URL/api/channels/$CHANNEL/webhooks" \
  --header "Authorization: Bearer $AETHEX_TOKEN" \
  --json "{\"url\": \"$WEBHOOK_URL\", \"events\": [\"stream.started\", \"follow\"]}"
