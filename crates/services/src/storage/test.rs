//! A test of object storage for administrators: each operation that the platform needs, tried with an object of its own.

use super::Storage;
use super::diagnosis::{StorageProblem, diagnose, no_s3, own_words};
use crate::identity::http::HttpClient;
use aws_sdk_s3::primitives::ByteStream;
use bytes::Bytes;
use domain::admin::{StepOutcome, StorageStep, StorageStepKind, StorageTest};
use hyper::StatusCode;
use hyper::header::{ACCESS_CONTROL_ALLOW_ORIGIN, DATE};
use std::time::{Duration, Instant};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;
use tokio::time::timeout;
use url::Url;
use uuid::Uuid;

/// Time for each step. All together stay below the time that a request may take.
const STEP: Duration = Duration::from_secs(3);
/// What the object holds: every byte value once, so that nothing that changes texts goes unnoticed.
const LENGTH: u8 = 255;
/// The part of it that is asked for, in the words of RFC 9110.
const RANGE: &str = "bytes=16-31";
const PART: std::ops::RangeInclusive<usize> = 16..=31;
/// Clocks may differ by this much. S3 refuses requests at a difference of 15 minutes.
const SKEW: i64 = 60;

/// What came of a step.
type StepResult = Result<(), StorageProblem>;

impl Storage {
    /// Tries everything that the platform asks of the storage. `origin` is where browsers open the platform's pages.
    pub async fn test(&self, origin: &str) -> StorageTest {
        let key = format!("storage-test/{}", Uuid::new_v4());
        let bytes: Bytes = (0..=LENGTH).collect();
        let web = HttpClient::new();
        let mut steps = vec![step(StorageStepKind::Clock, self.test_clock(&web)).await];
        steps.push(step(StorageStepKind::Put, self.test_put(&key, bytes.clone())).await);
        let is_stored =
            steps.iter().all(|step| step.step != StorageStepKind::Put || step.outcome == StepOutcome::Worked);
        match is_stored {
            true => {
                steps.push(step(StorageStepKind::Get, self.test_get(&key, None, &bytes)).await);
                steps.push(step(StorageStepKind::Range, self.test_get(&key, Some(RANGE), &bytes[PART])).await);
                steps.push(step(StorageStepKind::List, self.test_list(&key)).await);
                steps.push(match self.public_url(&key) {
                    Some(address) => step(StorageStepKind::Public, test_public(&web, &address, origin)).await,
                    None => skipped(
                        StorageStepKind::Public,
                        "Not needed: browsers read through this server, as AETHEX_S3_PUBLIC_URL is not set.",
                    ),
                });
                steps.push(step(StorageStepKind::Delete, self.test_delete(&key)).await);
            }
            false => {
                // It may have been stored all the same, with the answer lost.
                let _ = timeout(STEP, self.delete(&key)).await;
                let why = "Skipped, because no object could be stored.";
                let rest =
                    [StorageStepKind::Get, StorageStepKind::Range, StorageStepKind::List, StorageStepKind::Public];
                steps.extend(rest.map(|kind| skipped(kind, why)));
                steps.push(skipped(StorageStepKind::Delete, why));
            }
        }
        let works = steps.iter().all(|step| step.outcome != StepOutcome::Failed);
        StorageTest { works, is_embedded: self.is_embedded, steps }
    }

    /// Says in the log what does not work, so that the operator learns of it before the first recording. The embedded service is tested with this
    /// program.
    pub async fn warn_of_problems(&self, origin: &str) {
        if self.is_embedded {
            return;
        }
        for step in self.test(origin).await.steps.into_iter().filter(|step| step.outcome == StepOutcome::Failed) {
            let (problem, advice) = (step.problem.unwrap_or_default(), step.advice.unwrap_or_default());
            tracing::warn!(step = step.step.in_words(), %problem, %advice, "the object storage does not do all that it has to");
        }
    }

    async fn test_put(&self, key: &str, bytes: Bytes) -> StepResult {
        let put = self.client.put_object().bucket(&*self.bucket).key(key).body(ByteStream::from(bytes));
        let put = put.send().await.map_err(|error| diagnose(&error, "s3:PutObject"))?;
        put.e_tag().map(drop).ok_or_else(no_s3)
    }

    async fn test_get(&self, key: &str, range: Option<&str>, expected: &[u8]) -> StepResult {
        let get = self.client.get_object().bucket(&*self.bucket).key(key).set_range(range.map(str::to_owned));
        let got = get.send().await.map_err(|error| diagnose(&error, "s3:GetObject"))?;
        let got = got
            .body
            .collect()
            .await
            .map_err(|_| {
                own_words(
                    "The object broke off while it was read.",
                    "Look whether a proxy in front of the storage ends connections too early.",
                )
            })?
            .into_bytes();
        match (got == expected, range) {
            (true, _) => Ok(()),
            (false, Some(_)) => Err(own_words(
                "The storage sends something else than the part that was asked for.",
                "Videos need the storage to answer range requests (RFC 9110, section 14). Look whether a proxy in front of it removes the header Range.",
            )),
            (false, None) => Err(own_words(
                "The object came back with other content.",
                "Look whether a proxy in front of the storage changes or caches what passes through it.",
            )),
        }
    }

    async fn test_list(&self, key: &str) -> StepResult {
        let list = self.client.list_objects_v2().bucket(&*self.bucket).prefix(key).max_keys(2);
        let page = list.send().await.map_err(|error| diagnose(&error, "s3:ListBucket"))?;
        let is_listed = page.contents.unwrap_or_default().iter().any(|object| object.key.as_deref() == Some(key));
        match is_listed {
            true => Ok(()),
            false => Err(own_words(
                "The object that was just stored is not in the list.",
                "Videos are deleted by their list: the storage must list objects as soon as they are stored.",
            )),
        }
    }

    async fn test_delete(&self, key: &str) -> StepResult {
        let delete = self.client.delete_object().bucket(&*self.bucket).key(key);
        delete.send().await.map_err(|error| diagnose(&error, "s3:DeleteObject"))?;
        let left = self.client.head_object().bucket(&*self.bucket).key(key).send().await;
        match left {
            Err(error) if error.raw_response().is_some_and(|answer| answer.status().as_u16() == 404) => Ok(()),
            Err(error) => Err(diagnose(&error, "s3:ListBucket")),
            Ok(_) => Err(own_words(
                "The object is still there after it was deleted.",
                "Look whether the bucket has a lock or a legal hold: what people delete must go.",
            )),
        }
    }

    /// Any answer tells the time, also the refusal of a request that is not signed.
    async fn test_clock(&self, web: &HttpClient) -> StepResult {
        let address = Url::parse(&self.endpoint).map_err(|_| unusable("AETHEX_S3_ENDPOINT"))?;
        let answer = web.head_of(&address, None).await.map_err(|error| StorageProblem {
            problem: "The storage cannot be reached.".into(),
            advice: format!("Check AETHEX_S3_ENDPOINT, and that this machine may connect to it: {error}."),
        })?;
        let date = answer.headers.get(DATE).and_then(|date| date.to_str().ok());
        // Without one there is nothing to compare.
        let Some(there) = date.and_then(|date| OffsetDateTime::parse(&date.replace("GMT", "+0000"), &Rfc2822).ok())
        else {
            return Ok(());
        };
        clocks_agree(OffsetDateTime::now_utc(), there)
    }
}

fn clocks_agree(here: OffsetDateTime, there: OffsetDateTime) -> StepResult {
    let ahead = (here - there).whole_seconds();
    if ahead.abs() <= SKEW {
        return Ok(());
    }
    let direction = if ahead > 0 { "ahead of" } else { "behind" };
    Err(StorageProblem {
        problem: format!("This machine's clock is {} s {direction} the storage's.", ahead.abs()),
        advice: "Set the clock, and switch on time synchronisation (NTP): S3 refuses requests when clocks differ by 15 minutes.".into(),
    })
}

fn unusable(setting: &str) -> StorageProblem {
    own_words("The address cannot be read.", &format!("Check {setting}: it begins with https:// or http://."))
}

/// Reads the object as the script of a page does: from another origin, without signing in.
async fn test_public(web: &HttpClient, address: &str, origin: &str) -> StepResult {
    let address = Url::parse(address).map_err(|_| unusable("AETHEX_S3_PUBLIC_URL"))?;
    let answer = web.head_of(&address, Some(origin)).await.map_err(|error| StorageProblem {
        problem: "The public address of the bucket cannot be reached.".into(),
        advice: format!("Check AETHEX_S3_PUBLIC_URL: {error}."),
    })?;
    if answer.status != StatusCode::OK {
        return Err(StorageProblem {
            problem: format!("The public address of the bucket answers {} for an object that is there.", answer.status.as_u16()),
            advice: "Let everybody read the bucket's objects (s3:GetObject for all, or a public domain at R2), or check AETHEX_S3_PUBLIC_URL: \
                     the key of an object follows it after a slash."
                .into(),
        });
    }
    let allowed = answer.headers.get(ACCESS_CONTROL_ALLOW_ORIGIN).and_then(|allowed| allowed.to_str().ok());
    if allowed.is_some_and(|allowed| allowed == "*" || allowed == origin) {
        return Ok(());
    }
    Err(StorageProblem {
        problem: format!("The bucket does not let pages of {origin} read (CORS)."),
        advice: format!(
            "Give the bucket this CORS policy: [{{\"AllowedOrigins\": [\"{origin}\"], \"AllowedMethods\": [\"GET\", \"HEAD\"], \"AllowedHeaders\": [\"*\"]}}]"
        ),
    })
}

/// Runs one step and takes its time.
async fn step(kind: StorageStepKind, trying: impl Future<Output = StepResult>) -> StorageStep {
    let begun = Instant::now();
    let found = timeout(STEP, trying).await.unwrap_or_else(|_| Err(slow(kind)));
    let milliseconds = Some(u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX));
    match found {
        Ok(()) => StorageStep { step: kind, outcome: StepOutcome::Worked, milliseconds, problem: None, advice: None },
        Err(StorageProblem { problem, advice }) => StorageStep {
            step: kind,
            outcome: StepOutcome::Failed,
            milliseconds,
            problem: Some(problem),
            advice: Some(advice).filter(|advice| !advice.is_empty()),
        },
    }
}

fn slow(kind: StorageStepKind) -> StorageProblem {
    match kind {
        StorageStepKind::Public => own_words(
            "The public address of the bucket did not answer within 3 seconds.",
            "Check AETHEX_S3_PUBLIC_URL, and the network between this machine and that address.",
        ),
        _ => own_words(
            "The storage did not answer within 3 seconds.",
            "Check AETHEX_S3_ENDPOINT, and the network between this machine and the storage. Recordings need it to be quick.",
        ),
    }
}

fn skipped(kind: StorageStepKind, why: &str) -> StorageStep {
    StorageStep {
        step: kind,
        outcome: StepOutcome::Skipped,
        milliseconds: None,
        problem: Some(why.into()),
        advice: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn clocks_that_differ_by_more_than_a_minute_are_told_with_their_direction() {
        let there = datetime!(2026-07-01 12:00:00 UTC);
        assert!(clocks_agree(there + Duration::from_secs(60), there).is_ok());
        let ahead = clocks_agree(there + Duration::from_secs(90), there).unwrap_err();
        assert_eq!(ahead.problem, "This machine's clock is 90 s ahead of the storage's.");
        assert!(clocks_agree(there - Duration::from_secs(1000), there).unwrap_err().problem.contains("1000 s behind"));
        let date = "Wed, 01 Jul 2026 12:00:00 GMT".replace("GMT", "+0000");
        assert_eq!(OffsetDateTime::parse(&date, &Rfc2822).unwrap(), there);
    }
}
