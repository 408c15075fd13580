//! Settings, as the program itself reads and lists them: every one of them from every source.

use crate::command_line::{aethex, text};
use std::collections::BTreeMap;
use std::fs;
use std::process::Output;
use testkit::PATIENCE;
use testkit::server::Folder;
use tokio::time::timeout;

/// Three values of each setting that any values of the others go with, then one that its parser refuses.
const EXAMPLES: [(&str, [&str; 3], Option<&str>); 34] = [
    ("AETHEX_HTTP_ADDR", ["127.0.0.1:4001", "127.0.0.2:4001", "[::1]:4001"], Some("4001")),
    ("AETHEX_RTMP_ADDR", ["127.0.0.1:4002", "127.0.0.2:4002", "[::1]:4002"], Some("localhost:4002")),
    ("AETHEX_DATA_DIR", ["/data/one", "/data/two", "./three"], None),
    ("AETHEX_PUBLIC_URL", ["http://localhost", "http://127.0.0.1:4001", "https://[::1]"], Some("https://a.example/b")),
    ("AETHEX_RTMP_PUBLIC_URL", ["rtmp://one/live", "rtmp://two/live", "rtmp://three/live"], None),
    ("AETHEX_TLS_CERT", ["/one.pem", "/two.pem", "three.pem"], None),
    ("AETHEX_TLS_KEY", ["/one.key", "/two.key", "three.key"], None),
    ("AETHEX_RTMPS_ADDR", ["127.0.0.1:4003", "127.0.0.2:4003", "[::1]:4003"], Some("rtmps://one")),
    ("AETHEX_RTMPS_PUBLIC_URL", ["rtmps://one/live", "rtmps://two/live", "rtmps://three/live"], None),
    (
        "DATABASE_URL",
        ["postgres://me:one@db/x", "postgresql://me:two@db/x", "postgres://three"],
        Some("mysql://me@db/x"),
    ),
    (
        "AETHEX_S3_ENDPOINT",
        ["https://one.example", "http://two.example:9000", "https://3.example"],
        Some("one.example"),
    ),
    ("AETHEX_S3_BUCKET", ["bucket-one", "bucket-two", "3"], None),
    ("AETHEX_S3_REGION", ["eu-central-1", "us-east-1", "3"], None),
    ("AETHEX_S3_ACCESS_KEY", ["access-one", "access-two", "0003"], None),
    ("AETHEX_S3_SECRET_KEY", ["hidden-one", "hidden-two", "7777777"], None),
    ("AETHEX_S3_PUBLIC_URL", ["https://a.example", "https://b.example", "http://c.example"], Some("ftp://a.example")),
    (
        "AETHEX_SMTP_URL",
        ["smtps://me:one@mail.example", "smtp://two.example:587", "smtp://3.example"],
        Some("relay.invalid:25"),
    ),
    ("AETHEX_MAIL_FROM", ["One <one@example.org>", "two@example.org", "3@example.org"], None),
    ("AETHEX_SIGN_UP", ["open", "closed", "closed"], Some("invited")),
    (
        "AETHEX_CLERK_ISSUER",
        ["https://clerk.example.org", "https://x.clerk.accounts.dev", "http://127.0.0.1:4009"],
        Some("clerk.example.org"),
    ),
    (
        "AETHEX_CLERK_WEBHOOK_SECRET",
        ["whsec_AAAAAAAAAAAAAAAAAAAAAA==", "whsec_BBBBBBBBBBBBBBBBBBBBBBBB", "whsec_plJ3nmyCDGBKInavdOK15jsl"],
        Some("plJ3nmyCDGBKInavdOK15jsl"),
    ),
    (
        "AETHEX_CLERK_AUTHORIZED_PARTIES",
        ["https://a.example", "https://a.example,https://b.example", "http://localhost:3000"],
        Some("a.example"),
    ),
    (
        "AETHEX_ALLOWED_ORIGINS",
        ["https://c.example", "https://c.example,https://d.example", "http://localhost:3001"],
        Some("c.example"),
    ),
    ("AETHEX_SPOOL_LIMIT", ["11GiB", "12 MiB", "13TiB"], Some("14")),
    ("AETHEX_SPOOL_RESERVE", ["11MiB", "12KiB", "13B"], Some("plenty")),
    ("AETHEX_MEDIA_MEMORY", ["17GiB", "18 MiB", "19TiB"], Some("20")),
    ("AETHEX_RATE_LIMITS", ["on", "off", "off"], Some("maybe")),
    ("AETHEX_RECONNECT_GRACE", ["11s", "12m", "1h 30m"], Some("soon")),
    ("AETHEX_TRANSCODE", ["off", "720p", "720p,480p"], Some("720p,huge")),
    (
        "AETHEX_SECRET_KEY",
        [
            "1111111111111111111111111111111111111111111111111111111111111111",
            "2222222222222222222222222222222222222222222222222222222222222222",
            "abcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcd",
        ],
        Some("abcdef"),
    ),
    ("AETHEX_TRUSTED_PROXIES", ["10.0.0.1", "10.0.0.0/8,192.0.2.1", "::1"], Some("10.0.0.0/33")),
    ("AETHEX_SITE_DIR", ["/site/one", "/site/two", "three"], None),
    ("AETHEX_LOG", ["debug", "info,sqlx=warn", "error"], Some("verbose")),
    ("AETHEX_LOG_FORMAT", ["json", "text", "json"], Some("xml")),
];

/// The sources as `aethex config` names them, the weakest first.
const SOURCES: [&str; 3] = ["TOML file", ".env file", "environment"];

/// A row of the page that the program prints.
struct Row {
    name: String,
    field: String,
    default: String,
    meaning: String,
}

impl Row {
    /// Whether `aethex config` conceals the value.
    fn is_secret(&self) -> bool {
        ["DATABASE_URL", "AETHEX_SECRET_KEY", "AETHEX_S3_SECRET_KEY", "AETHEX_SMTP_URL", "AETHEX_CLERK_WEBHOOK_SECRET"]
            .contains(&self.name.as_str())
    }
}

/// What a run of the program finds: text of `aethex.toml`, text of `.env`, and environment.
#[derive(Default)]
struct Sources {
    toml: String,
    dotenv: String,
    environment: BTreeMap<String, String>,
}

impl Sources {
    async fn run(&self, argument: &str) -> Output {
        let folder = Folder::new();
        fs::write(folder.path().join("aethex.toml"), &self.toml).unwrap();
        fs::write(folder.path().join(".env"), &self.dotenv).unwrap();
        let mut command = aethex("").command(&folder);
        for (name, ..) in EXAMPLES {
            command.env_remove(name);
        }
        timeout(PATIENCE, command.envs(&self.environment).arg(argument).output()).await.expect("it ends").unwrap()
    }

    /// What the program prints.
    async fn printed(&self, argument: &str) -> String {
        let output = self.run(argument).await;
        assert!(output.status.success(), "{argument}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    /// The settings in force.
    async fn in_force(&self) -> BTreeMap<String, String> {
        let printed = self.printed("config").await;
        let pair = |line: &str| line.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
        let lines = printed.lines().filter(|line| !is_of_providers(line));
        lines.map(|line| pair(line).unwrap()).collect()
    }

    /// Why the program does not start; one line.
    async fn refusal(&self) -> String {
        let output = self.run("config").await;
        let said = text(&output.stderr);
        assert!(!output.status.success() && said.lines().count() == 1 && output.stdout.is_empty(), "{said}");
        said
    }
}

/// The settings of sign-in providers hold only together; `src/config/tests.rs` tries them.
fn is_of_providers(name: &str) -> bool {
    name.starts_with("AETHEX_OIDC_")
}

/// Every setting, as the program lists it.
async fn declared() -> Vec<Row> {
    let page = Sources::default().printed("settings").await;
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let row = |line: &str| {
        let cells: Vec<String> = line.split('|').map(|cell| cell.trim().trim_matches('`').to_owned()).collect();
        let [_, name, field, default, meaning, _] = <[String; 6]>::try_from(cells).unwrap();
        Row { name, field, default, meaning }
    };
    rows.map(row).filter(|row| !is_of_providers(&row.name)).collect()
}

#[tokio::test]
async fn each_setting_is_listed_with_its_default_wherever_settings_are_listed() {
    let declared = declared().await;
    let names: Vec<&str> = declared.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, EXAMPLES.map(|(name, ..)| name), "each setting has its row of examples in this file");
    let help = Sources::default().printed("--help").await;
    let in_force = Sources::default().in_force().await;
    for Row { name, default, meaning, .. } in &declared {
        let is_line = |line: &str| line.trim_start().starts_with(&format!("{name} "));
        let line = help.lines().find(|line| is_line(line)).unwrap_or_default();
        assert!(line.ends_with(&format!(" {meaning} [{default}]")), "{name} in {help}");
        let shown = &in_force[name];
        assert!(shown == default || *shown == format!("({default})"), "{name}={shown} [{default}]");
    }
    assert_eq!(in_force.len(), declared.len());
}

#[tokio::test]
async fn the_environment_wins_over_dotenv_and_dotenv_over_toml_for_each_setting() {
    let declared = declared().await;
    // Each setting stands in each set of sources once, beside settings that stand in others; and each source has each of the values.
    for run in 0..7 {
        for turn in 0..3 {
            let (mut sources, mut expected) = (Sources::default(), BTreeMap::new());
            for (index, (row, (_, values, _))) in declared.iter().zip(EXAMPLES).enumerate() {
                let present = (index + run) % 7 + 1;
                for source in (0..3).filter(|source| present & (1 << source) != 0) {
                    let value = values[(source + turn) % 3];
                    match source {
                        0 => sources.toml.push_str(&format!("{} = '{value}'\n", row.field)),
                        1 => sources.dotenv.push_str(&format!("{}='{value}'\n", row.name)),
                        _ => drop(sources.environment.insert(row.name.clone(), value.to_owned())),
                    }
                    let shown = if row.is_secret() {
                        format!("•••••• ({})", SOURCES[source])
                    } else {
                        value.to_owned()
                    };
                    expected.insert(row.name.clone(), shown);
                }
            }
            assert_eq!(sources.in_force().await, expected, "{}\n{}", sources.toml, sources.dotenv);
        }
    }
}

#[tokio::test]
async fn an_empty_variable_hides_no_value_of_a_source_below() {
    let name = "AETHEX_HTTP_ADDR";
    let empty = BTreeMap::from([(name.to_owned(), String::new())]);
    for (toml, dotenv, expected) in [
        ("http_addr = '127.0.0.1:1'", "", "127.0.0.1:1"),
        ("http_addr = '127.0.0.1:1'", "AETHEX_HTTP_ADDR=127.0.0.1:2", "127.0.0.1:2"),
        ("http_addr = '127.0.0.1:1'", "AETHEX_HTTP_ADDR=", "127.0.0.1:1"),
    ] {
        let sources = Sources { toml: toml.into(), dotenv: dotenv.into(), environment: empty.clone() };
        assert_eq!(sources.in_force().await[name], expected, "{toml:?} {dotenv:?}");
    }
}

#[tokio::test]
async fn a_value_that_cannot_be_read_is_refused_without_being_shown_whatever_its_source() {
    for (row, (name, _, malformed)) in declared().await.iter().zip(EXAMPLES) {
        let Some(value) = malformed else { continue };
        let environment = BTreeMap::from([(name.to_owned(), value.to_owned())]);
        for sources in [
            Sources { toml: format!("{} = '{value}'", row.field), ..Sources::default() },
            Sources { dotenv: format!("{name}='{value}'"), ..Sources::default() },
            Sources { environment, ..Sources::default() },
        ] {
            let said = sources.refusal().await;
            assert!(said.starts_with(&format!("aethex: {name}: ")) && !said.contains(value), "{value}: {said}");
        }
    }
}

#[tokio::test]
async fn dotenv_is_read_as_people_write_it() {
    let name = "AETHEX_HTTP_ADDR";
    for dotenv in [
        "\u{feff}AETHEX_HTTP_ADDR=127.0.0.1:1",
        "\u{feff}# a comment\r\nAETHEX_HTTP_ADDR=127.0.0.1:1\r\n",
        "export AETHEX_HTTP_ADDR='127.0.0.1:1' # here",
        "AETHEX_HTTP_ADDR=127.0.0.1:1\nAETHEX_HTTP_ADDR=127.0.0.1:2",
        "OTHER_PROGRAM=1\nAETHEX_HTTP_ADDR=127.0.0.1:1",
    ] {
        let sources = Sources { dotenv: dotenv.into(), ..Sources::default() };
        assert_eq!(sources.in_force().await[name], "127.0.0.1:1", "{dotenv:?}");
    }
}

#[tokio::test]
async fn a_line_of_dotenv_that_cannot_be_read_is_not_shown() {
    for dotenv in [
        "DATABASE_URL postgres://u:hunter22@h/x?sslmode=require",
        "AETHEX_S3_SECRET_KEY: hunter22=",
        "AETHEX_S3_SECRET_KEY='hunter22=ter' 22",
        "AETHEX_S3_SECRET_KEY=hunter22 word=x",
        "AETHEX_S3_SECRET_KEY=\"hunter22\\qx=y\"",
        "hunter22=a b",
    ] {
        let said = Sources { dotenv: dotenv.into(), ..Sources::default() }.refusal().await;
        assert!(!said.contains("hunter") && said.contains(".env"), "{said}");
    }
}

#[tokio::test]
async fn a_folder_in_the_place_of_a_file_stops_the_start() {
    for name in ["aethex.toml", ".env"] {
        let folder = Folder::new();
        fs::create_dir(folder.path().join(name)).unwrap();
        let output = aethex("").command(&folder).arg("config").output().await.unwrap();
        let said = text(&output.stderr);
        assert!(!output.status.success() && said.contains(&format!("{name}: is no file")), "{said}");
    }
}

#[tokio::test]
async fn a_setting_that_does_not_exist_is_refused_whatever_its_source() {
    let environment = BTreeMap::from([("AETHEX_HTTP_PORT".to_owned(), "80".to_owned())]);
    for (sources, sentence) in [
        (Sources { toml: "http_port = '80'".into(), ..Sources::default() }, "http_port: there is no such setting"),
        (Sources { dotenv: "AETHEX_HTTP_PORT=80".into(), ..Sources::default() }, "AETHEX_HTTP_PORT: there is no such"),
        (Sources { environment, ..Sources::default() }, "AETHEX_HTTP_PORT: there is no such setting"),
        (
            Sources { toml: "AETHEX_HTTP_ADDR = '127.0.0.1:1'".into(), ..Sources::default() },
            "in aethex.toml this is written http_addr",
        ),
        (Sources { toml: "http_addr = 3000".into(), ..Sources::default() }, "AETHEX_HTTP_ADDR: needs text in quotes"),
        (Sources { toml: "s3_secret_key = hunter22".into(), ..Sources::default() }, "aethex.toml: "),
        (Sources { dotenv: "AETHEX_S3_SECRET_KEY='hunter22".into(), ..Sources::default() }, "AETHEX_S3_SECRET_KEY: "),
        (Sources { dotenv: "hunter22".into(), ..Sources::default() }, ".env: needs lines such as"),
    ] {
        let said = sources.refusal().await;
        assert!(said.contains(sentence) && !said.contains("hunter22"), "{said}");
    }
}
