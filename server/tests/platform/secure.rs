//! HTTPS, HTTP/2 and RTMPS with a certificate of the operator's.

use crate::database::Database;
use crate::test_app::{PASSWORD, until};
use serde_json::{Value, json};
use testkit::server::Folder;
use testkit::{Certificate, Encoder, Http2, PATIENCE, Server, Setup, Socket, http2};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

async fn secure_server(database: &Database, certificate: &Certificate) -> Server {
    Setup::new(env!("CARGO_BIN_EXE_aethex"), &database.url).secure(certificate).start().await
}

fn origin(server: &Server) -> String {
    format!("https://{}", server.http())
}

/// Everything that a page needs, over one connection: sign-up, a live stream sent by RTMPS, blocking reloads, parts.
#[tokio::test]
async fn pages_media_and_cookies_work_over_http2_and_rtmps() {
    let (database, certificate) = (Database::create().await, Certificate::make());
    let server = secure_server(&database, &certificate).await;
    let origin = origin(&server);
    let browser = Http2::connect(server.http(), &certificate).await;
    let post = async |path: &str, cookie: &str, body: Value| {
        let headers = [("content-type", "application/json"), ("origin", origin.as_str()), ("cookie", cookie)];
        browser.request("POST", path, &headers, &body.to_string()).await
    };

    // The session's cookie is bound to this host and to TLS.
    let made = post("/api/auth/register", "", json!({ "email": "mira@example.org", "password": PASSWORD })).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let cookie = made.header("set-cookie").unwrap().to_owned();
    assert!(cookie.starts_with("__Host-") && cookie.contains("; Secure") && cookie.contains("HttpOnly"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    // Browsers send each cookie in a header of its own.
    let crumbs = [("cookie", "theme=dark"), ("cookie", cookie), ("cookie", "other=1")];
    assert_eq!(browser.request("GET", "/api/auth/user", &crumbs, "").await.status, 200);
    post("/api/auth/onboard", cookie, json!({ "username": "mira", "displayName": "Mira" })).await;
    let made = post("/api/channels", cookie, json!({ "name": "Mira", "slug": "mira" })).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let key = browser.request("GET", "/api/channels/mira/stream-key", &[("cookie", cookie)], "").await.json();
    // They take the removal of such a cookie only if it is marked like the cookie.
    let removed = post("/api/auth/logout", "__Host-aethex_session=AAAAAAAAAAAAAAAAAAAAAA", json!({})).await;
    let removed = removed.header("set-cookie").unwrap().to_owned();
    assert!(["__Host-aethex_session=;", "; Secure", "; Path=/"].iter().all(|part| removed.contains(part)), "{removed}");
    // Browsers must use https from now on, and the cookie of a refused form is secure, too.
    for path in ["/auth/login", "/api/channels", "/healthz", "/hls/x/master.m3u8"] {
        assert_eq!(browser.get(path).await.header("strict-transport-security"), Some("max-age=31536000"), "{path}");
    }
    let page = browser.get("/auth/login").await.text();
    let action = page.split("action=\"").find_map(|rest| rest.strip_prefix("/_fn/")?.split('"').next()).unwrap();
    let form = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("origin", origin.as_str()),
        ("accept", "text/html"),
        ("referer", &format!("{origin}/auth/login")),
    ];
    let refused = browser.request("POST", &format!("/_fn/{action}"), &form, "email=&password=").await;
    let typed = refused.header("set-cookie").unwrap();
    assert!(typed.starts_with("aethex_typed=") && typed.contains("; Secure"), "{typed}");
    let back = [("cookie", typed.split(';').next().unwrap()), ("accept", "text/html")];
    let page = browser.request("GET", refused.header("location").unwrap(), &back, "").await;
    assert!(page.status == 200 && page.text().contains("form-error"), "it says why: {} {}", page.status, page.text());
    let stranger = [("content-type", "application/json"), ("origin", "https://evil.example"), ("cookie", cookie)];
    assert_eq!(browser.request("POST", "/api/auth/logout", &stranger, "{}").await.status, 403);

    let mut room = Socket::open_secure(server.http(), &certificate, Some(&origin), Some(cookie)).await.unwrap();
    room.send(json!({ "type": "chat:join", "channel": "mira" })).await;
    room.event("chat:users").await;
    let _encoder = Encoder::ffmpeg(server.rtmps_url(key["streamKey"].as_str().unwrap())).start();
    let live = room.event("stream:status").await;
    assert_eq!(live["status"], "LIVE");
    let media = format!("/hls/{}/source", live["streamId"].as_str().unwrap());
    let index = until("a playlist", async || {
        Some(browser.get(&format!("{media}/index.m3u8")).await).filter(|index| index.status == 200)
    });
    let index = index.await.text();
    let open = last_segment(&index) + 1;

    // Many requests on one connection wait for a part that does not exist yet, without blocking other requests.
    let path = format!("{media}/index.m3u8?_HLS_msn={open}&_HLS_part=0");
    let wait = || browser.get(&path);
    let (one, two, three, meanwhile) = tokio::join!(wait(), wait(), wait(), browser.get("/healthz"));
    assert_eq!(meanwhile.status, 200);
    for answer in [one, two, three] {
        assert_eq!(answer.status, 200);
        assert!(last_segment(&answer.text()) >= open - 1 && answer.text().contains(&format!("{open}.0.m4s")));
    }
    let (init, part) = (format!("{media}/init.mp4"), format!("{media}/{open}.0.m4s"));
    let (init, part) = tokio::join!(browser.get(&init), browser.get(&part));
    assert!(init.status == 200 && &init.body[4..8] == b"ftyp" && part.status == 200 && &part.body[4..8] == b"moof");
    // A client that does not read one answer loses that answer; the rest of the connection is not affected.
    let segment = async || {
        let index = browser.get(&format!("{media}/index.m3u8")).await.text();
        let path = format!("{media}/{}.m4s", last_segment(&index));
        let size = browser.get(&path).await.body.len();
        (size > 80_000).then_some((path, size))
    };
    let (path, size) = until("a segment larger than the first window", segment).await;
    let received = browser.stall(&path).await;
    assert!(received < size, "{received} of {size}");
    let endless = "x".repeat(40_000);
    assert_eq!(browser.request("GET", "/healthz", &[("x-long", &endless)], "").await.status, 431);
    assert!(!browser.is_closed());
}

/// Number of the last whole segment.
fn last_segment(index: &str) -> u64 {
    let whole = index.lines().filter_map(|line| line.strip_suffix(".m4s")).filter_map(|name| name.parse().ok());
    whole.max().unwrap_or_else(|| panic!("no whole segment in {index}"))
}

#[tokio::test]
async fn clients_without_http2_are_served_and_those_without_tls_are_not() {
    let (database, certificate) = (Database::create().await, Certificate::make());
    let mut server = secure_server(&database, &certificate).await;
    for protocols in [&["http/1.1"][..], &[]] {
        let mut stream = http2::tls(server.http(), &certificate, protocols).await;
        stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n").await.unwrap();
        let mut answer = Vec::new();
        timeout(PATIENCE, stream.read_to_end(&mut answer)).await.unwrap().unwrap();
        assert!(answer.starts_with(b"HTTP/1.1 200 OK"), "{}", String::from_utf8_lossy(&answer));
    }
    let mut plain = tokio::net::TcpStream::connect(server.http()).await.unwrap();
    plain.write_all(b"GET /healthz HTTP/1.1\r\nhost: here\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    let _ = timeout(PATIENCE, plain.read_to_end(&mut answer)).await.unwrap();
    assert!(!answer.starts_with(b"HTTP/"), "answered without TLS");
    // A connection without any request is closed.
    let silent = Http2::connect(server.http(), &certificate).await;
    until("the silent connection to be closed", async || silent.is_closed().then_some(())).await;
    // An open HTTP/2 connection does not delay the stop.
    let open = Http2::connect(server.http(), &certificate).await;
    assert_eq!(open.get("/healthz").await.status, 200);
    server.terminate().await;
    assert!(server.exit(PATIENCE).await.success());
}

#[tokio::test]
async fn a_certificate_that_cannot_be_used_stops_the_start_with_one_line() {
    let (folder, one, other) = (Folder::new(), Certificate::make(), Certificate::make());
    let text = |path: std::path::PathBuf| path.display().to_string();
    let setup = Setup::new(env!("CARGO_BIN_EXE_aethex"), "postgres://nobody@127.0.0.1:9/none").secure(&one);
    let missing = text(folder.path().join("missing.pem"));
    for (setting, value, words) in [
        ("AETHEX_TLS_CERT", missing.clone(), "AETHEX_TLS_CERT: "),
        ("AETHEX_TLS_KEY", missing, "AETHEX_TLS_KEY: "),
        ("AETHEX_TLS_KEY", text(other.key()), "AETHEX_TLS_KEY: this key is not the certificate's"),
        ("AETHEX_TLS_CERT", text(one.key()), "AETHEX_TLS_CERT: the file holds no certificate"),
        ("AETHEX_TLS_KEY", text(one.certificate()), "AETHEX_TLS_KEY: the file holds no private key"),
    ] {
        let running = setup.clone().set(setting, value).command(&folder).output();
        let refused = timeout(PATIENCE, running).await.expect("it ends by itself").unwrap();
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && said.lines().count() == 1 && said.contains(words), "{words} in {said}");
    }
}
