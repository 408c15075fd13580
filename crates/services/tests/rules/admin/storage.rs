//! The test of object storage: what is wrong is said in words, and no secret is.

use crate::actors::TestStorage;
use bytes::Bytes;
use domain::admin::{StepOutcome, StorageStepKind, StorageTest};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use services::storage::{Storage, StorageError, StorageSettings};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

const ORIGIN: &str = "https://live.example.org";

/// The outcome of one of the steps, and what is said of it.
fn step(test: &StorageTest, kind: StorageStepKind) -> (StepOutcome, String) {
    let step = test.steps.iter().find(|step| step.step == kind).unwrap();
    (
        step.outcome,
        format!("{} {}", step.problem.as_deref().unwrap_or_default(), step.advice.as_deref().unwrap_or_default()),
    )
}

async fn test(settings: &StorageSettings) -> StorageTest {
    let found = Storage::new(settings).test(ORIGIN).await;
    let text = serde_json::to_string(&found).unwrap();
    assert!(!text.contains(&settings.secret_key) && !text.contains("Signature="), "{text}");
    found
}

#[tokio::test]
async fn a_storage_that_works_passes_every_step_and_is_left_empty() {
    let storage = TestStorage::open().await;
    let settings = StorageSettings { secret_key: "secret".into(), ..storage.settings.clone() };
    let found = test(&settings).await;
    assert!(found.works, "{found:?}");
    for kind in [
        StorageStepKind::Clock,
        StorageStepKind::Put,
        StorageStepKind::Get,
        StorageStepKind::Range,
        StorageStepKind::List,
        StorageStepKind::Delete,
    ] {
        assert_eq!(step(&found, kind).0, StepOutcome::Worked, "{found:?}");
    }
    assert_eq!(step(&found, StorageStepKind::Public).0, StepOutcome::Skipped);
    assert_eq!(storage.keys().await, Vec::<String>::new());
}

#[tokio::test]
async fn what_is_wrong_names_the_setting() {
    let storage = TestStorage::open().await;
    let right = &storage.settings;
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for (settings, named) in [
        (StorageSettings { secret_key: "another secret".into(), ..right.clone() }, "AETHEX_S3_SECRET_KEY"),
        (StorageSettings { access_key: "nobody".into(), ..right.clone() }, "AETHEX_S3_ACCESS_KEY"),
        (StorageSettings { endpoint: format!("http://{free}"), ..right.clone() }, "AETHEX_S3_ENDPOINT"),
    ] {
        let found = test(&settings).await;
        let (outcome, words) = step(&found, StorageStepKind::Put);
        assert!(!found.works && outcome == StepOutcome::Failed && words.contains(named), "{named}: {found:?}");
        assert_eq!(step(&found, StorageStepKind::Get).0, StepOutcome::Skipped, "{found:?}");
    }
}

#[tokio::test]
async fn a_public_address_must_let_pages_read() {
    let storage = TestStorage::open().await;
    // The server of the tests refuses what is not signed, as a bucket does that is not public.
    let public_url = Some(format!("{}/vods", storage.settings.endpoint));
    let found = test(&StorageSettings { public_url, ..storage.settings.clone() }).await;
    let (outcome, words) = step(&found, StorageStepKind::Public);
    assert!(outcome == StepOutcome::Failed && words.contains("403") && words.contains("s3:GetObject"), "{words}");
    assert_eq!(step(&found, StorageStepKind::Delete).0, StepOutcome::Worked, "the object goes all the same");
    assert_eq!(storage.keys().await, Vec::<String>::new());
}

/// Settings of a server that answers everything alike.
async fn answering(status: u16, body: &'static str) -> (StorageSettings, JoinSet<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let settings = StorageSettings {
        endpoint: format!("http://{}", listener.local_addr().unwrap()),
        bucket: "nowhere".into(),
        region: "auto".into(),
        access_key: "key".into(),
        secret_key: "a secret".into(),
        public_url: None,
    };
    let mut server = JoinSet::new();
    server.spawn(async move {
        let mut connections = JoinSet::new();
        while let Ok((socket, _)) = listener.accept().await {
            let answer = service_fn(move |request: Request<Incoming>| async move {
                // A client whose body is not read sees the connection break off.
                let _ = request.into_body().collect().await;
                Response::builder().status(status).body(body.to_owned())
            });
            connections.spawn(async move {
                let _ = http1::Builder::new().serve_connection(TokioIo::new(socket), answer).await;
            });
        }
    });
    (settings, server)
}

#[tokio::test]
async fn a_bucket_that_is_missing_is_a_failure_and_no_missing_object() {
    let (settings, _server) = answering(404, "<Error><Code>NoSuchBucket</Code></Error>").await;
    let storage = Storage::new(&settings);
    let stored = storage.put("pictures/a", Bytes::from_static(b"a picture"), "image/webp").await;
    assert!(matches!(&stored, Err(StorageError::Failed(why)) if why.contains("404")), "{stored:?}");
    for failed in [storage.get("pictures/a", None).await.map(drop), storage.delete("pictures/a").await] {
        assert!(matches!(&failed, Err(StorageError::Failed(why)) if why.contains("NoSuchBucket")), "{failed:?}");
    }
    let (outcome, words) = step(&test(&settings).await, StorageStepKind::Put);
    assert!(outcome == StepOutcome::Failed && words.contains("AETHEX_S3_BUCKET"), "{words}");
}

#[tokio::test]
async fn a_server_that_answers_in_the_place_of_the_storage_has_stored_nothing() {
    let (settings, _server) = answering(200, "<html>We are back soon.</html>").await;
    let storage = Storage::new(&settings);
    let stored = storage.put("pictures/a", Bytes::from_static(b"a picture"), "image/webp").await;
    for failed in [stored, storage.get("pictures/a", None).await.map(drop)] {
        assert!(matches!(&failed, Err(StorageError::Failed(why)) if why.contains("S3")), "{failed:?}");
    }
    let (outcome, words) = step(&test(&settings).await, StorageStepKind::Put);
    assert!(outcome == StepOutcome::Failed && words.contains("AETHEX_S3_ENDPOINT"), "{words}");
}
