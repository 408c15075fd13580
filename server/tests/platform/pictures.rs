//! Pictures that people upload: what is taken, what becomes of it, who may send it, and what is left of what was replaced.

use crate::export::download;
use crate::storage::{Mood, Storage};
use crate::test_app::{PASSWORD, Person, TestApp, assert_fields, assert_problem, until};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use serde_json::{Value, json};
use std::io::Cursor;
use std::time::Duration;
use testkit::{Client, HttpAnswer, until_refused, unzip};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const OWN: &str = "avatar?target=user";
const FORM: &str = "multipart/form-data; boundary=edge";

/// A camera's JPEG, 64 by 32 pixels: red at the left, blue at the right, to be turned to the right; with the maker `SecretCamera` and a place.
const ROTATED: &[u8] = include_bytes!("../pictures/rotated.jpg");
/// A JPEG for printers: four inks, and all of it is red.
const CMYK: &[u8] = include_bytes!("../pictures/cmyk.jpg");
/// Two frames, the first green, the second red.
const ANIMATED: &[u8] = include_bytes!("../pictures/animated.gif");

/// A form with a file, which says of itself what it likes.
fn form(part: &str, name: &str, kind: &str, file: &[u8]) -> Vec<u8> {
    let head = format!(
        "--edge\r\ncontent-disposition: form-data; name=\"{part}\"; filename=\"{name}\"\r\ncontent-type: {kind}\r\n\r\n"
    );
    [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat()
}

async fn upload(client: &Client, to: &str, file: &[u8]) -> HttpAnswer {
    let body = form("file", "me.png", "image/png", file);
    client.request("POST", &format!("/api/upload/{to}")).body(FORM, body).send().await
}

/// The address of a picture that is taken.
async fn uploaded(client: &Client, to: &str, file: &[u8]) -> String {
    let answer = upload(client, to, file).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_fields(&answer.json(), "url sizes");
    answer.json()["url"].as_str().unwrap().to_owned()
}

async fn avatar(person: &Person) -> Value {
    person.get("/api/auth/user").await.json()["avatar"].clone()
}

fn png(picture: impl Into<DynamicImage>) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.into().write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

fn blue(width: u32, height: u32) -> Vec<u8> {
    png(RgbImage::from_pixel(width, height, Rgb([0, 0, 255])))
}

/// A PNG that claims this size and has next to nothing.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], data: &[u8]| {
        let named = [kind.as_slice(), data].concat();
        let sum = named.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 })
        });
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [length.as_slice(), &named, &(!sum).to_be_bytes()].concat()
    };
    let header = [width.to_be_bytes().as_slice(), &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk(b"IHDR", &header), &chunk(b"IDAT", b"x"), &chunk(b"IEND", b"")].concat()
}

/// A picture as browsers get it.
async fn shown(client: &Client, address: &str) -> RgbaImage {
    let file = client.get(address).await;
    assert_eq!((file.status, file.header("content-type")), (200, Some("image/webp")), "{address}");
    image::load_from_memory_with_format(&file.body, ImageFormat::WebP).unwrap().into_rgba8()
}

/// Whether a pixel has this colour, as far as lossy compression keeps it.
fn is_near(pixel: &Rgba<u8>, colour: [u8; 4]) -> bool {
    pixel.0.iter().zip(colour).all(|(left, right)| left.abs_diff(right) < 48)
}

const RED: [u8; 4] = [255, 0, 0, 255];
const GREEN: [u8; 4] = [0, 255, 0, 255];
const BLUE: [u8; 4] = [0, 0, 255, 255];

#[tokio::test]
async fn hostile_files_are_refused_and_the_picture_before_stays() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    let before = uploaded(&mira, OWN, &blue(80, 80)).await;
    let whole_png = blue(80, 80);
    let html = b"<!doctype html><script>alert(1)</script>";
    let nine = [whole_png.as_slice(), &vec![0; 9 << 20]].concat();
    let gif_with_html = [b"GIF89a=1/*".as_slice(), html].concat();
    let corpus: [(&str, u16, &[u8]); 16] = [
        ("nothing", 422, b""),
        ("a page named .png", 422, html),
        ("an SVG", 422, b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"),
        ("a page that begins like a GIF", 422, &gif_with_html),
        ("a PNG of 50 000 by 50 000 pixels", 422, &bomb(50_000, 50_000)),
        ("a PNG of 20 000 by 1 pixels", 422, &bomb(20_000, 1)),
        ("a PNG of 41 megapixels", 422, &bomb(8_200, 5_000)),
        ("a PNG without pixels", 422, &bomb(80, 80)),
        ("a PNG that is cut off", 422, &whole_png[..whole_png.len() / 2]),
        ("a JPEG that is cut off", 422, &ROTATED[..ROTATED.len() - 30]),
        ("a JPEG that is cut off in its metadata", 422, &ROTATED[..60]),
        ("a GIF that is cut off", 422, &ANIMATED[..40]),
        ("a WebP without anything", 422, b"RIFF\x04\0\0\0WEBP"),
        ("a TIFF", 422, b"II*\0\x08\0\0\0\0\0\0\0\0\0"),
        ("a BMP", 422, b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0"),
        ("9 MiB", 413, &nine),
    ];
    for (what, status, file) in corpus {
        let refused = upload(&mira, OWN, file).await;
        let code = if status == 413 { "too_large" } else { "validation_failed" };
        assert_eq!(refused.status, status, "{what}: {}", refused.text());
        let told = assert_problem(&refused, status, code);
        assert_fields(&told["errors"], "file");
        assert_eq!(avatar(&mira).await, json!(before), "{what}");
    }
    // What is no form with a file.
    let to = format!("/api/upload/{OWN}");
    let send = |kind: &'static str, body: Vec<u8>| mira.request("POST", &to).body(kind, body).send();
    assert_problem(&send("image/png", blue(80, 80)).await, 415, "unsupported_media_type");
    assert_problem(&send(FORM, b"no form".to_vec()).await, 400, "bad_request");
    let other_part = form("picture", "me.png", "image/png", &blue(80, 80));
    assert_fields(&assert_problem(&send(FORM, other_part).await, 422, "validation_failed")["errors"], "file");
    assert_eq!(avatar(&mira).await, json!(before));
    assert_eq!(shown(&mira, &before).await.dimensions(), (320, 320));
}

#[tokio::test]
async fn pictures_are_upright_cropped_still_and_tell_nothing_of_the_file() {
    let app = TestApp::open().await;
    let (mira, _) = app.creator("mira").await;
    let visitor = app.server.client();

    let turned = upload(&mira, OWN, ROTATED).await.json();
    for (size, width) in turned["sizes"].as_array().unwrap().iter().zip([64, 128, 320]) {
        assert_eq!((&size["width"], &size["height"]), (&json!(width), &json!(width)), "{turned}");
        let address = size["url"].as_str().unwrap();
        let picture = shown(&visitor, address).await;
        assert_eq!(picture.dimensions(), (width, width));
        let at = |x: u32, y: u32| picture.get_pixel(width * x / 8, width * y / 8);
        assert!(is_near(at(1, 1), RED) && is_near(at(7, 1), RED), "{:?} {:?}", at(1, 1), at(7, 1));
        assert!(is_near(at(1, 7), BLUE) && is_near(at(7, 7), BLUE), "{:?} {:?}", at(1, 7), at(7, 7));
        let file = visitor.get(address).await.body;
        for secret in [b"SecretCamera".as_slice(), b"EXIF", b"Exif"] {
            assert!(ROTATED.windows(4).any(|part| part == b"Exif"), "this proves nothing");
            assert!(!file.windows(secret.len()).any(|part| part == secret), "metadata in {address}");
        }
    }

    // The first frame; behind it the file goes on as a page.
    let polyglot = [ANIMATED, b"<script>alert(1)</script>"].concat();
    let address = uploaded(&mira, OWN, &polyglot).await;
    let (still, file) = (shown(&visitor, &address).await, visitor.get(&address).await.body);
    assert!(is_near(still.get_pixel(160, 160), GREEN), "{:?}", still.get_pixel(160, 160));
    assert!(!file.windows(4).any(|part| matches!(part, b"ANIM" | b"<scr")), "neither moving nor a page");

    let red = shown(&visitor, &uploaded(&mira, OWN, CMYK).await).await;
    assert!(red.pixels().all(|pixel| is_near(pixel, RED)), "{:?}", red.get_pixel(0, 0));

    let dot = RgbaImage::from_fn(60, 60, |x, y| Rgba(if x.max(y) < 30 { BLUE } else { [0; 4] }));
    let clear = shown(&visitor, &uploaded(&mira, OWN, &png(dot)).await).await;
    assert!(is_near(clear.get_pixel(20, 20), BLUE) && clear.get_pixel(300, 300).0[3] == 0, "transparent still");

    // The sides of a wide picture are cut off for an avatar, and top and bottom of a high one for a banner.
    let stripes =
        RgbImage::from_fn(300, 100, |x, _| Rgb(if (100..200).contains(&x) { [0, 0, 255] } else { [255, 0, 0] }));
    let square = shown(&visitor, &uploaded(&mira, "avatar?target=channel&channel=mira", &png(stripes)).await).await;
    assert!(is_near(square.get_pixel(20, 160), BLUE) && is_near(square.get_pixel(300, 160), BLUE));
    let high = RgbImage::from_fn(300, 300, |_, y| Rgb(if (100..200).contains(&y) { [0, 0, 255] } else { [255, 0, 0] }));
    let banner = uploaded(&mira, "banner?target=channel&channel=mira", &png(high)).await;
    let wide = shown(&visitor, &banner).await;
    assert_eq!(wide.dimensions(), (1200, 400));
    assert!(is_near(wide.get_pixel(600, 20), BLUE) && is_near(wide.get_pixel(600, 380), BLUE));
    assert_eq!(shown(&visitor, &banner.replace("1200", "600")).await.dimensions(), (600, 200));
}

#[tokio::test]
async fn only_owners_change_pictures_and_everybody_reads_them() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let (jonas, visitor) = (app.creator("jonas").await.0, app.server.client());
    let file = blue(80, 80);
    let of_channel = |kind: &str, channel: &str| format!("{kind}?target=channel&channel={channel}");
    let own = uploaded(&mira, OWN, &file).await;
    let (face, banner) = (
        uploaded(&mira, &of_channel("avatar", "mira"), &file).await,
        uploaded(&mira, &of_channel("banner", &channel.id.to_string()), &file).await,
    );
    let seen = visitor.get("/api/channels/mira").await.json();
    let pictures = (&seen["avatar"], &seen["banner"], &seen["owner"]["avatar"]);
    assert_eq!(pictures, (&json!(face), &json!(banner), &json!(own)));

    for kind in ["avatar", "banner"] {
        let to = of_channel(kind, "mira");
        assert_problem(&upload(&visitor, &to, &file).await, 401, "signin_required");
        assert_problem(&upload(&jonas, &to, &file).await, 403, "forbidden");
        assert_problem(&jonas.delete(&format!("/api/upload/{to}")).await, 403, "forbidden");
        assert_problem(&upload(&jonas, &of_channel(kind, "none"), &file).await, 404, "not_found");
        assert_problem(&upload(&jonas, &of_channel(kind, "?%3C"), &file).await, 404, "not_found");
    }
    // A form of another site can carry a file, so this is the guard's to refuse.
    let foreign = mira.request("POST", &format!("/api/upload/{OWN}")).header("origin", "https://evil.example");
    assert_problem(&foreign.body(FORM, form("file", "me.png", "image/png", &file)).send().await, 403, "cross_site");
    let hide = json!({ "isPublic": false });
    assert_eq!(mira.put("/api/channels/mira", hide).await.status, 200);
    assert_problem(&upload(&jonas, &of_channel("avatar", "mira"), &file).await, 404, "not_found");
    for (to, field) in [
        ("avatar", "target"),
        ("avatar?target=everybody", "target"),
        ("banner?target=user", "target"),
        ("avatar?target=channel", "channel"),
        ("avatar?target=user&channel=mira", "channel"),
    ] {
        assert_problem(&upload(&visitor, to, &file).await, 401, "signin_required");
        let told = assert_problem(&upload(&mira, to, &file).await, 422, "validation_failed");
        assert_fields(&told["errors"], field);
    }

    let read = visitor.get(&own).await;
    for (name, value) in [
        ("cache-control", "public, max-age=31536000, immutable"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ] {
        assert_eq!(read.header(name), Some(value));
    }
    let head = visitor.request("HEAD", &own).send().await;
    assert_eq!((head.status, head.header("content-length")), (200, Some(read.body.len().to_string().as_str())));
    for missing in [own.replace("320", "321"), own.replace(".webp", ".png"), "/pictures/%2e%2e%2f".to_owned()] {
        let answer = visitor.get(&missing).await;
        assert_problem(&answer, 404, "not_found");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
}

/// A storage that a test looks into.
async fn with_storage(storage: &Storage) -> TestApp {
    let settings = storage.settings();
    let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    TestApp::with(&settings).await
}

/// Waits until storage has the files of exactly these pictures.
async fn only_stored(storage: &Storage, addresses: &[&str]) {
    let expected = |name: &str| addresses.iter().any(|address| address[10..42] == name[..32]);
    until(&format!("only the files of {addresses:?}"), async || {
        let files = storage.files("pictures");
        let names: Vec<_> = files.iter().map(|file| file.file_name().unwrap().to_str().unwrap()).collect();
        let is_all = addresses.iter().all(|address| names.contains(&&address[10..]));
        (is_all && names.iter().all(|name| expected(name))).then_some(())
    })
    .await;
}

#[tokio::test]
async fn what_is_replaced_removed_or_erased_is_deleted_whatever_happens_meanwhile() {
    let storage = Storage::open().await;
    let mut app = with_storage(&storage).await;
    let (mira, _) = app.creator("mira").await;
    let (avatar_of, banner_of) = ("avatar?target=channel&channel=mira", "banner?target=channel&channel=mira");
    let file = blue(80, 80);
    let first = uploaded(&mira, OWN, &file).await;
    only_stored(&storage, &[&first]).await;
    let second = uploaded(&mira, OWN, &file).await;
    let face = uploaded(&mira, avatar_of, &file).await;
    let banner = uploaded(&mira, banner_of, &file).await;
    only_stored(&storage, &[&second, &face, &banner]).await;
    assert_eq!(mira.get(&first).await.status, 404);
    // Other changes of the rows leave them alone.
    assert_eq!(mira.put("/api/auth/profile", json!({ "bio": "Hi" })).await.status, 200);
    assert_eq!(mira.put("/api/channels/mira", json!({ "name": "Mira" })).await.status, 200);
    assert_eq!(mira.delete(&format!("/api/upload/{avatar_of}")).await.status, 204);
    assert_eq!(mira.delete(&format!("/api/upload/{avatar_of}")).await.status, 204, "gone already");
    only_stored(&storage, &[&second, &banner]).await;
    assert_eq!(mira.get("/api/channels/mira").await.json()["avatar"], Value::Null);

    // While storage refuses, the picture before stays, and what is removed is deleted later, by another process.
    storage.becomes(Mood::Refusing);
    assert_problem(&upload(&mira, OWN, &file).await, 503, "unavailable");
    assert_eq!(avatar(&mira).await, json!(second));
    // One size of three is stored already.
    storage.becomes(Mood::Without("-320.webp".into()));
    assert_problem(&upload(&mira, OWN, &file).await, 503, "unavailable");
    assert_eq!(avatar(&mira).await, json!(second));
    storage.becomes(Mood::Refusing);
    assert_eq!(mira.delete("/api/channels/mira").await.status, 204);
    app.server.kill().await;
    // As if ten minutes had passed.
    app.database.execute("update discarded_picture set due_at = now()").await;
    storage.becomes(Mood::Working);
    app.server.start_again(&[]).await;
    only_stored(&storage, &[&second]).await;

    let mira = app.sign_in("mira", PASSWORD).await;
    assert_eq!(shown(&mira, &second).await.dimensions(), (320, 320));
    let exported = unzip(&download(&app, &mira).await.body).await.unwrap();
    assert!(exported.contains_key(&second[1..]), "{:?}", exported.keys());
    let erase = mira.request("DELETE", "/api/users/me").json(&json!({ "password": PASSWORD }));
    assert_eq!(erase.send().await.status, 204);
    only_stored(&storage, &[]).await;
}

fn head_of_upload(app: &TestApp, person: &Person, length: usize) -> String {
    format!(
        "POST /api/upload/{OWN} HTTP/1.1\r\nhost: {0}\r\norigin: http://{0}\r\ncookie: {1}\r\nconnection: close\r\n\
         content-type: {FORM}\r\ncontent-length: {length}\r\n\r\n",
        app.server.http(),
        person.cookie().unwrap(),
    )
}

#[tokio::test]
async fn slow_bodies_keep_their_own_account_waiting_only() {
    let app = TestApp::open().await;
    let (mira, jonas) = (app.person("mira").await, app.person("jonas").await);
    let (mut slow, picture) = (Vec::new(), blue(80, 80));
    let refused = until("the next one to be refused", async || {
        // One more each time: a busy server may have sent some of them away.
        let mut connection = TcpStream::connect(app.server.http()).await.unwrap();
        connection.write_all(head_of_upload(&app, &mira, 5_000_000).as_bytes()).await.unwrap();
        slow.push(connection);
        Some(upload(&mira, OWN, &picture).await).filter(|answer| answer.status == 429)
    })
    .await;
    assert_problem(&refused, 429, "rate_limited");
    assert_eq!(upload(&jonas, OWN, &picture).await.status, 200);
    drop(slow);
    let room = async || (upload(&mira, OWN, &picture).await.status == 200).then_some(());
    until("room for the next one", room).await;
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_the_picture_before() {
    let storage = Storage::open().await;
    let app = with_storage(&storage).await;
    let mira = app.person("mira").await;
    let before = uploaded(&mira, OWN, &blue(80, 80)).await;
    let body = form("file", "me.png", "image/png", &blue(400, 400));
    let head = head_of_upload(&app, &mira, body.len());
    // Half of the file; then everything but the end of the form.
    for sent in [body.len() / 2, body.len() - 4] {
        let mut connection = TcpStream::connect(app.server.http()).await.unwrap();
        connection.write_all(head.as_bytes()).await.unwrap();
        connection.write_all(&body[..sent]).await.unwrap();
        connection.shutdown().await.unwrap();
        // The server closes once it has given up.
        let mut answer = Vec::new();
        let _ = connection.read_to_end(&mut answer).await;
        assert!(!answer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer));
        assert_eq!(avatar(&mira).await, json!(before));
        only_stored(&storage, &[&before]).await;
    }
}

#[tokio::test]
async fn twenty_pictures_an_hour_are_taken() {
    let app = TestApp::with(&[("AETHEX_RATE_LIMITS", "on")]).await;
    let mira = app.person("mira").await;
    // Refused files count, since they are decoded, too.
    let send = async |_| {
        let answer = upload(&mira, OWN, b"no picture").await;
        if answer.status == 422 {
            return None;
        }
        Some(assert_problem(&answer, 429, "rate_limited"))
    };
    let (_, told) = until_refused(20..=20, Duration::from_secs(180), send).await;
    assert!(told["detail"].as_str().unwrap().starts_with("You have uploaded many pictures. Try again in "), "{told}");
}

#[tokio::test]
async fn where_the_bucket_is_public_pictures_are_read_there() {
    let storage = Storage::open().await;
    let settings = storage.settings();
    let mut settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    settings.push(("AETHEX_S3_PUBLIC_URL", "https://media.example"));
    let app = TestApp::with(&settings).await;
    let mira = app.person("mira").await;
    let address = uploaded(&mira, OWN, &blue(80, 80)).await;
    let there = mira.get(&address).await;
    assert_eq!(
        (there.status, there.header("location")),
        (307, Some(format!("https://media.example{address}").as_str()))
    );
    assert!(storage.object(address.trim_start_matches('/')).is_some_and(|file| file.starts_with(b"RIFF")));
    let page = mira.get("/").await;
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("img-src 'self' data: blob: https://media.example/;"), "{policy}");
}
