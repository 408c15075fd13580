//! The test of object storage: what is wrong is said in words, and no secret is.

use crate::actors::TestStorage;
use domain::admin::{StepOutcome, StorageStepKind, StorageTest};
use services::storage::{Storage, StorageSettings};

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
