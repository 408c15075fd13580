//! What a refusal of object storage means, and what to change. The words of the service itself are never shown: they may contain a signed
//! address.

use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};

/// What is wrong, and what to change.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct StorageProblem {
    pub problem: String,
    pub advice: String,
}

pub(super) fn own_words(problem: &str, advice: &str) -> StorageProblem {
    StorageProblem { problem: problem.into(), advice: advice.into() }
}

/// What an error says; `action` is what the policy has to allow for the operation, in the words of S3.
pub(super) fn diagnose<E: ProvideErrorMetadata>(error: &SdkError<E>, action: &str) -> StorageProblem {
    match error {
        SdkError::TimeoutError(_) => {
            own_words("The storage did not answer in time.", "Check the network between this machine and the storage.")
        }
        SdkError::DispatchFailure(failure) if failure.is_timeout() => own_words(
            "No connection to the storage came about in time.",
            "Check AETHEX_S3_ENDPOINT, and that no firewall is in between.",
        ),
        SdkError::DispatchFailure(_) => own_words(
            "The connection to the storage could not be made, or broke off.",
            "Check AETHEX_S3_ENDPOINT: its name, its port, and for https:// its certificate. If it is right, look whether a proxy in between ends connections.",
        ),
        SdkError::ConstructionFailure(_) => own_words(
            "The settings make no request.",
            "Check AETHEX_S3_ENDPOINT, AETHEX_S3_BUCKET and AETHEX_S3_REGION.",
        ),
        SdkError::ServiceError(refused) => {
            of_answer(refused.raw().status().as_u16(), refused.err().code().unwrap_or_default(), action)
        }
        _ => no_s3(),
    }
}

/// The problem when another server answers in place of the storage.
pub(super) fn no_s3() -> StorageProblem {
    own_words(
        "The answer is not that of an S3 service.",
        "Check AETHEX_S3_ENDPOINT: is it the address of the S3 API, and does no proxy answer in its place?",
    )
}

/// What a status and a code of S3 say.
fn of_answer(status: u16, code: &str, action: &str) -> StorageProblem {
    match (code, status) {
        ("InvalidAccessKeyId" | "InvalidAccessKey" | "NotSignedUp", _) => own_words(
            "The storage does not know the access key.",
            "Check AETHEX_S3_ACCESS_KEY, and AETHEX_S3_ENDPOINT.",
        ),
        ("SignatureDoesNotMatch" | "InvalidSignature", _) => own_words(
            "The storage does not accept the signature: the secret key is not that of the access key.",
            "Check AETHEX_S3_SECRET_KEY.",
        ),
        ("RequestTimeTooSkewed" | "RequestExpired", _) => own_words(
            "The storage refuses requests of this machine's time.",
            "Set the clock, and switch on time synchronisation (NTP).",
        ),
        (
            "InvalidRegionName"
            | "AuthorizationHeaderMalformed"
            | "IllegalLocationConstraintException"
            | "PermanentRedirect",
            _,
        )
        | (_, 301 | 307) => own_words(
            "The bucket is in another region, or at another address.",
            "Set AETHEX_S3_REGION and AETHEX_S3_ENDPOINT to those of the bucket; auto is the region at R2.",
        ),
        ("NoSuchBucket", _) => own_words("There is no such bucket.", "Make the bucket, or correct AETHEX_S3_BUCKET."),
        ("InvalidBucketName", _) => {
            own_words("The bucket's name is none that the storage takes.", "Correct AETHEX_S3_BUCKET.")
        }
        ("NoSuchKey", _) => own_words(
            "The object that was just stored is not found.",
            "The storage must give objects back as soon as they are stored. Look whether a cache or a proxy is in front of it.",
        ),
        ("QuotaExceeded" | "InsufficientStorage" | "StorageFull" | "XMinioStorageFull", _) | (_, 507) => {
            own_words("The storage is full.", "Make room, or raise its quota.")
        }
        ("SlowDown" | "TooManyRequests", _) | (_, 429) => {
            own_words("The storage takes no more requests at the moment.", "Try again later, or raise its limits.")
        }
        // R2 says this of keys that are too short or too long.
        ("InvalidArgument", 400) => own_words(
            "The storage does not take a value that it was sent (InvalidArgument).",
            "Check AETHEX_S3_ACCESS_KEY and AETHEX_S3_SECRET_KEY: both have to be whole.",
        ),
        ("AccessDenied" | "AllAccessDisabled" | "Forbidden" | "AccountProblem", _) => StorageProblem {
            problem: "The keys are right, but may not do this.".into(),
            advice: format!("Allow {action} for these keys in the policy of the bucket or of the keys."),
        },
        (_, 403) => StorageProblem {
            problem: "The storage refuses, and does not say why.".into(),
            advice: format!("Allow {action} for these keys, and check AETHEX_S3_ACCESS_KEY and AETHEX_S3_SECRET_KEY."),
        },
        (_, 200..=299) => no_s3(),
        (_, 401) => {
            own_words("The storage does not accept the keys.", "Check AETHEX_S3_ACCESS_KEY and AETHEX_S3_SECRET_KEY.")
        }
        (_, 404) => own_words("The storage finds nothing there.", "Check AETHEX_S3_BUCKET and AETHEX_S3_ENDPOINT."),
        (_, 500..) => StorageProblem {
            problem: format!("The storage has trouble of its own: it answers {status}."),
            advice: "Try again later. If it stays so, look into the storage's log.".into(),
        },
        _ => StorageProblem {
            problem: format!("The storage refuses with {status}{}.", named(code)),
            advice: "Look into the storage's log, and check the settings that begin with AETHEX_S3_.".into(),
        },
    }
}

/// A code for administrators to look up; nothing if it may be anything else than a code.
fn named(code: &str) -> String {
    let is_code = !code.is_empty() && code.len() <= 64 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_code { format!(" ({code})") } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_names_the_setting_or_the_permission() {
        for (status, code, named) in [
            (403, "InvalidAccessKeyId", "AETHEX_S3_ACCESS_KEY"),
            (403, "SignatureDoesNotMatch", "AETHEX_S3_SECRET_KEY"),
            (403, "RequestTimeTooSkewed", "NTP"),
            (403, "AccessDenied", "s3:PutObject"),
            (403, "", "s3:PutObject"),
            (403, "", "AETHEX_S3_SECRET_KEY"),
            (400, "InvalidArgument", "AETHEX_S3_SECRET_KEY"),
            (400, "InvalidRegionName", "AETHEX_S3_REGION"),
            (200, "", "AETHEX_S3_ENDPOINT"),
            (404, "NoSuchBucket", "AETHEX_S3_BUCKET"),
            (301, "PermanentRedirect", "AETHEX_S3_REGION"),
            (400, "AuthorizationHeaderMalformed", "AETHEX_S3_REGION"),
            (401, "Unauthorized", "AETHEX_S3_SECRET_KEY"),
            (503, "SlowDown", "later"),
            (503, "", "later"),
        ] {
            let fault = of_answer(status, code, "s3:PutObject");
            assert!(fault.advice.contains(named), "{status} {code}: {fault:?}");
        }
        assert_eq!(of_answer(418, "Teapot", "").problem, "The storage refuses with 418 (Teapot).");
        assert_eq!(of_answer(418, "see https://host/?key=1", "").problem, "The storage refuses with 418.");
    }
}
