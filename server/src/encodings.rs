//! Which content codings a client accepts (RFC 9110, section 12.5.3), and bodies that are kept in several of them. The `headers` crate does not
//! read `Accept-Encoding`.

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// A body, and its compressed forms where there are any.
#[derive(Default)]
pub struct Forms {
    pub plain: Bytes,
    pub gzip: Option<Bytes>,
    pub brotli: Option<Bytes>,
}

impl Forms {
    /// An answer of this content type with the smallest form that the client takes.
    pub fn respond(&self, kind: &'static str, request: &HeaderMap) -> Response {
        let (body, encoding) = match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if accepts(request, "br") => (brotli, Some("br")),
            (_, Some(gzip)) if accepts(request, "gzip") => (gzip, Some("gzip")),
            _ => (&self.plain, None),
        };
        let mut response = body.clone().into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }
}

/// Whether a client accepts this content coding, `gzip` or `br`. Without `Accept-Encoding` it gets everything uncompressed. Only a weight
/// of zero counts: of several codings that a client accepts it gets the smallest form.
pub fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let lines = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    let mut any_other = false;
    for member in lines.flat_map(|line| line.split(',')) {
        let (name, weight) = member.split_once(';').unwrap_or((member, "q=1"));
        match name.trim() {
            "*" => any_other = is_positive(weight),
            name if name.eq_ignore_ascii_case(coding) => return is_positive(weight),
            _ => {}
        }
    }
    any_other
}

/// Whether a weight, such as `q=0.5`, is above zero. One that is no number from 0 to 1 counts as zero, since the plain form is always right.
fn is_positive(weight: &str) -> bool {
    let value = weight.trim().strip_prefix(['q', 'Q']).and_then(|rest| rest.strip_prefix('='));
    value.and_then(|value| value.parse::<f32>().ok()).is_some_and(|value| value > 0.0 && value <= 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes_gzip(lines: &[&'static str]) -> bool {
        let line = |line: &&'static str| (header::ACCEPT_ENCODING, HeaderValue::from_static(line));
        accepts(&lines.iter().map(line).collect(), "gzip")
    }

    #[test]
    fn the_smallest_form_that_a_client_takes_is_sent() {
        let forms = |gzip, brotli| Forms { plain: "plain".into(), gzip, brotli };
        let (gzip, brotli) = (Bytes::from("gzip"), Bytes::from("br"));
        for (gzip, brotli, taken, sent) in [
            (Some(&gzip), Some(&brotli), "gzip, br;q=0.1", Some("br")),
            (Some(&gzip), Some(&brotli), "gzip, br;q=0", Some("gzip")),
            (Some(&gzip), None, "gzip, br", Some("gzip")),
            (None, None, "gzip, br", None),
            (Some(&gzip), Some(&brotli), "identity", None),
        ] {
            let request: HeaderMap = [(header::ACCEPT_ENCODING, HeaderValue::from_static(taken))].into_iter().collect();
            let response = forms(gzip.cloned(), brotli.cloned()).respond("text/plain", &request);
            let headers = response.headers();
            assert_eq!(headers.get(header::CONTENT_ENCODING).map(|coding| coding.as_bytes()), sent.map(str::as_bytes));
            assert_eq!(headers[header::CONTENT_TYPE], "text/plain");
            assert_eq!(headers[header::VARY], "accept-encoding");
        }
    }

    #[test]
    fn a_coding_is_taken_where_it_is_named_with_a_weight_or_meant_by_a_star() {
        for taken in ["gzip", "deflate, GZip ,br", "gzip;q=0.001", "gzip ; Q=1.0", "br;q=0, *;q=0.5", "gzip, *;q=0"] {
            assert!(takes_gzip(&[taken]), "{taken}");
        }
        assert!(takes_gzip(&["br", "gzip"]), "lines make one list");
    }

    #[test]
    fn a_coding_is_refused_by_weight_zero_by_nonsense_and_by_silence() {
        for refused in [
            "",
            "br",
            "gzip;q=0",
            "gzip;q=0.000, br",
            "*, gzip;q=0",
            "*;q=0",
            "xgzip",
            "gzip;q=much",
            "gzip;q=2",
            "gzip;q=inf",
        ] {
            assert!(!takes_gzip(&[refused]), "{refused}");
        }
        assert!(!takes_gzip(&["gzip;q=0", "*"]));
        assert!(!takes_gzip(&[]));
    }
}
