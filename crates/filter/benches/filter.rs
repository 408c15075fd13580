//! What a check costs: microseconds of the thread's time for each message, with no, 100 and 500 terms of the channel, all rules on.

use domain::moderation::{
    Action, BlockedTerm, Capitals, Category, Flood, Mentions, Profanity, Repetition, Rules, TermKind,
};
use filter::{Filter, Recent};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Words that messages are made of.
const WORDS: [&str; 56] = [
    "hello",
    "everyone",
    "that",
    "was",
    "a",
    "great",
    "play",
    "what",
    "game",
    "is",
    "this",
    "lol",
    "nice",
    "the",
    "boss",
    "again",
    "how",
    "long",
    "have",
    "you",
    "been",
    "streaming",
    "today",
    "gg",
    "wp",
    ":gg:",
    "@mira_live",
    "und",
    "ich",
    "finde",
    "das",
    "wirklich",
    "super",
    "heute",
    "music",
    "please",
    "next",
    "round",
    "1337",
    "50%",
    "when",
    "movie",
    "night?",
    "I",
    "can't",
    "believe",
    "it!",
    "assess",
    "class",
    "pushing",
    "shift",
    "bass",
    "contest",
    "v1.2",
    "main.rs",
    "clips.example.org/x",
];
/// Messages that are not what most are.
const OTHERS: [&str; 16] = [
    "f u c k this game I am going home now, see you all tomorrow",
    "that was $h1t and you know it, uninstall the game please ok",
    "fuuuuuuck yeeeeeeeees let's goooooooooooooooooooooooooooooo",
    "\u{1d42d}\u{1d421}\u{1d422}\u{1d42c} \u{1d422}\u{1d42c} \u{1d41a} \u{1d41f}\u{1d42e}\u{1d41c}\u{1d424}\u{1d422}\u{1d427}\u{1d420} \u{1d422}\u{1d41d}\u{1d422}\u{1d428}\u{1d42d}",
    "z\u{301}\u{302}a\u{303}l\u{304}\u{305}g\u{306}o\u{307} t\u{301}e\u{302}x\u{303}t\u{304} is w\u{301}eird",
    "привет всем, как дела сегодня? очень хороший стрим",
    "今日は本当に楽しかったです、ありがとうございました",
    "\u{1f602}\u{1f602}\u{1f602} \u{1f525}\u{1f525} \u{1f44d}\u{1f3fd} das war ja wohl nix \u{1f602}",
    "Übermäßig schöne Grüße aus Österreich, könnt ihr das größer machen?",
    "COME TO MY CHANNEL RIGHT NOW FOR FREE VIEWS AND FOLLOWERS",
    "buy cheap views at discord . gg/abcdef or www.example.museum/x",
    "lol lol lol lol lol lol lol lol lol lol lol lol lol lol lol",
    "@a @b @c @d @e @f @g @h who of you wants to join our next game?",
    "s-h-i-t happens, f.u.c.k. that, b!tch please, @ss and a55hole",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "fu\u{441}k \u{24d5}\u{24e4}\u{24d2}\u{24da} \u{ff26}\u{ff35}\u{ff23}\u{ff2b} f\u{200b}u\u{200b}c\u{200b}k and the like",
];

/// Numbers that are the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % most
    }

    fn word(&mut self, parts: usize) -> String {
        const PARTS: [&str; 20] = [
            "ba", "ko", "ri", "mu", "te", "lin", "so", "pa", "gra", "vi", "ne", "do", "schu", "wer", "tal", "fi", "ca",
            "ho", "ju", "ster",
        ];
        (0..parts).map(|_| PARTS.get(self.below(PARTS.len())).copied().unwrap_or_default()).collect()
    }
}

/// Messages of 60 characters.
fn messages(number: usize, random: &mut Random) -> Vec<String> {
    let ascii = |_| {
        let mut text = String::new();
        while text.len() < 60 {
            // One in four is a word that has not been there, made of what the terms are made of.
            match random.below(4) {
                0 => text.push_str(&random.word(2)),
                _ => text.push_str(WORDS.get(random.below(WORDS.len())).copied().unwrap_or_default()),
            }
            text.push(' ');
        }
        text.chars().take(60).collect()
    };
    (0..number).map(ascii).collect()
}

/// All rules, with that many terms; a third of them each are words, wildcards and expressions.
fn rules(terms: usize, random: &mut Random) -> Rules {
    let term = |at: usize| {
        let (one, other) = (random.word(3), random.word(2));
        let (pattern, kind) = match at % 12 {
            0 | 3 | 6 => (one, TermKind::Word),
            9 => (format!("{one} {other}"), TermKind::Word),
            1 | 4 => (format!("{one}*"), TermKind::Wildcard),
            7 => (format!("*{one}"), TermKind::Wildcard),
            10 => (format!("*{one}*"), TermKind::Wildcard),
            2 => (format!(r"\b{one}(s|en|er)?\b"), TermKind::Regex),
            5 => (format!(r"{one}\s*{other}"), TermKind::Regex),
            8 => (format!(r"(buy|get|free)\s+\w*{other}"), TermKind::Regex),
            _ => (format!(r"{one}[a-z0-9]+\.(com|net|gg)"), TermKind::Regex),
        };
        BlockedTerm { pattern, kind, action: Action::Refuse }
    };
    Rules {
        blocked_terms: (0..terms).map(term).collect(),
        allowed_terms: (0..terms / 10).map(|at| format!("allowed{at}")).collect(),
        profanity: Profanity { level: 4, categories: Category::ALL.to_vec(), action: Action::Hold },
        links: Action::Hold,
        trusted_hosts: vec!["example.org".to_owned(), "example.com".to_owned()],
        capitals: Capitals { action: Action::Hold, percent: 80 },
        repetition: Repetition { action: Action::Hold, most: 10 },
        mentions: Mentions { action: Action::Hold, most: 5 },
        flood: Flood { action: Action::Hold, most: 3, seconds: 30 },
        ..Rules::default()
    }
}

/// The time that this thread has run, as Linux counts it; elsewhere the time that has passed.
fn thread_time(begin: Instant) -> Duration {
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat");
    let nanoseconds = counted.ok().and_then(|line| line.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| begin.elapsed(), Duration::from_nanos)
}

/// Microseconds for each message when all are checked that many times.
fn measure(filter: &Filter, messages: &[String], rounds: u32) -> f64 {
    // Messages that stood before: as many as make the rule on floods compare them.
    let recent = ["what a game", "that was close", "hello everyone", "gg"].map(|text| Recent { text, age: 5 });
    let begin = Instant::now();
    let before = thread_time(begin);
    for _ in 0..rounds {
        messages.iter().for_each(|text| drop(black_box(filter.check(black_box(text), &recent))));
    }
    let checks = f64::from(rounds) * f64::from(u32::try_from(messages.len()).unwrap_or(u32::MAX));
    (thread_time(begin) - before).as_secs_f64() * 1e6 / checks
}

fn main() {
    let mut random = Random(7);
    let ascii = messages(184, &mut random);
    let others = OTHERS.map(str::to_owned);
    println!(
        "Microseconds for each message: 60 characters of ASCII again and again, each only once, and other messages."
    );
    println!("{:>6}{:>12}{:>10}{:>10}{:>10}", "terms", "build, ms", "again", "once", "others");
    for terms in [0, 100, 500] {
        let rules = rules(terms, &mut random);
        let begin = Instant::now();
        let filter = Filter::new(&rules, |_| 1);
        let build = begin.elapsed().as_secs_f64() * 1e3;
        // The first texts build what the filter remembers.
        measure(&filter, &ascii, 1);
        let again = measure(&filter, &ascii, 200);
        let once = measure(&filter, &messages(20_000, &mut random), 1);
        println!("{terms:>6}{build:>12.1}{again:>10.1}{once:>10.1}{:>10.1}", measure(&filter, &others, 2_000));
    }
}
