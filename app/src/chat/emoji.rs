//! Common emoji with the names by which they are found.

/// One line each: the emoji, a space, its name.
const LIST: &str = "\
😀 grin
😂 joy
🤣 rofl
😊 smile
😉 wink
😍 hearteyes
😘 kiss
😜 tongue
🤔 thinking
🤨 brow
😐 neutral
😏 smirk
😬 grimace
🙄 eyeroll
😴 sleeping
😭 sob
😢 tear
😡 rage
🤯 mindblown
😱 scream
😳 flushed
🥳 partying
😎 sunglasses
🤓 nerd
🤡 clown
💀 skull
👻 ghost
🤖 robot
👽 alien
🐱 cat
🐶 dog
🦀 crab
👍 plusone
👎 minusone
👏 applause
🙌 hands
🙏 pray
💪 muscle
🤝 handshake
👋 hello
✌️ peace
🤞 luck
👀 look
❤️ redheart
💔 broken
💯 hundred
🔥 flame
✨ sparkle
🎉 tada
🎮 game
🎵 music
🏆 trophy
🚀 rocket
⭐ star
☕ coffee
🍕 pizza
🍿 popcorn
🍻 cheers
✅ check
❌ cross
❓ question
❗ bang
";

/// Emoji and name, in the order of the picker.
pub fn emoji() -> impl Iterator<Item = (&'static str, &'static str)> {
    LIST.lines().filter_map(|line| line.split_once(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::emotes::BUILT_IN;

    #[test]
    fn each_name_stands_once_and_is_no_emotes() {
        let names: Vec<&str> = emoji().map(|(_, name)| name).collect();
        assert_eq!(names.len(), LIST.lines().count());
        for (place, name) in names.iter().enumerate() {
            assert!(name.bytes().all(|byte| byte.is_ascii_lowercase()), "{name}");
            assert!(!names[..place].contains(name) && !BUILT_IN.contains(name), "{name} stands twice");
        }
    }
}
