# The first request saves the tag of the answer, the second gets no body if nothing has changed.
tag=$(mktemp)
for attempt in first second; do
  curl --silent --show-error --fail "$AETHEX_URL/api/channels/$CHANNEL" \
    --etag-compare "$tag" --etag-save "$tag" --output /dev/null --write-out "$attempt: %{http_code}\n"
done
rm "$tag"
