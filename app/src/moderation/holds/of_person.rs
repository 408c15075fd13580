//! All messages of one person that wait, denied together: a person who floods the chat fills the queue.

use crate::browser;
use crate::error::AppError;
use crate::moderation::listed::Listed;
use crate::moderation::rpc::deny;
use crate::ui::{Button, Confirm, Look, Toasts, format, toasts};
use domain::accounts::User;
use domain::moderation::Hold;
use domain::{Code, HoldId, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the rows of the queue share.
#[derive(Clone, Copy)]
pub struct OfPerson {
    list: Listed<Hold>,
    /// Reads the list again.
    read_again: Callback<()>,
    /// The messages that the moderator is asked about, as they were listed when the question was opened, and whose they are.
    asked: RwSignal<Option<(User, Vec<HoldId>)>>,
    /// Whose messages are being denied.
    denying: RwSignal<Vec<UserId>>,
    toasts: Toasts,
}

impl OfPerson {
    pub fn new(list: Listed<Hold>, read_again: Callback<()>) -> Self {
        Self { list, read_again, asked: RwSignal::new(None), denying: RwSignal::new(Vec::new()), toasts: toasts() }
    }

    /// Whether messages of this person are being denied.
    pub fn is_denying(self, user: UserId) -> Signal<bool> {
        Signal::derive(move || self.denying.with(|denying| denying.contains(&user)))
    }

    /// Denies the messages one after the other. Those that were decided on meanwhile are skipped; the first other error ends it, and the rest waits.
    fn deny(self, user: User, holds: Vec<HoldId>) {
        self.denying.update(|denying| denying.push(user.id));
        spawn_local(async move {
            let (mut denied, mut is_behind, mut failed) = (0_i64, false, None::<AppError>);
            for hold in holds {
                match deny(hold).await {
                    Ok(()) => {
                        if denied == 0 {
                            browser::focus_on("#holds h2");
                        }
                        denied += 1;
                        self.list.remove(&hold);
                    }
                    Err(error) if error.0.code == Code::Conflict => is_behind = true,
                    Err(error) => {
                        failed = Some(error);
                        break;
                    }
                }
            }
            self.denying.try_update(|denying| denying.retain(|known| *known != user.id));
            if is_behind {
                self.read_again.try_run(());
            }
            self.toasts.say(came_of_it(&user.display_name, denied, failed.as_ref()));
        });
    }
}

/// How many messages were denied, and why the others were not.
fn came_of_it(name: &str, denied: i64, failed: Option<&AppError>) -> String {
    let count = format::counted(denied, "message", "messages");
    match (denied, failed) {
        (0, None) => "Another moderator has decided on these messages already.".to_owned(),
        (0, Some(error)) => error.to_string(),
        (_, None) => format!("{count} from {name} won’t be sent."),
        (_, Some(error)) => format!("{count} from {name} won’t be sent; the others still wait. {error}"),
    }
}

/// The button of a row. It is there while the person has more than one message in the list.
#[component]
pub fn DenyAllButton(user: User, rows: OfPerson) -> impl IntoView {
    let (id, name) = (user.id, user.display_name.clone());
    let user = StoredValue::new(user);
    let is_theirs = move |hold: &Hold| hold.user.id == id && hold.expires_at.is_some();
    let count = Memo::new(move |_| rows.list.shown.with(|shown| shown.iter().filter(|hold| is_theirs(hold)).count()));
    let words = Signal::derive(move || format!("Don’t send all {} from {name}", count.get()));
    let ask = move |_| {
        let theirs = rows.list.shown.with_untracked(|shown| {
            shown.iter().filter(|hold| is_theirs(hold)).map(|hold| hold.id).collect::<Vec<_>>()
        });
        rows.asked.set(Some((user.get_value(), theirs)));
    };
    view! {
        <Show when=move || { count.get() > 1 }>
            <span class="user-actions needs-script">
                <Button look=Look::Ghost busy=rows.is_denying(id) on:click=ask>
                    {words}
                </Button>
            </span>
        </Show>
    }
    .into_any()
}

/// Asks before they are denied.
#[component]
pub fn AskToDenyAll(rows: OfPerson) -> impl IntoView {
    view! {
        {move || {
            rows.asked.get().map(|(user, holds)| view! { <Question rows=rows user=user holds=holds /> })
        }}
    }
}

#[component]
fn Question(rows: OfPerson, user: User, holds: Vec<HoldId>) -> impl IntoView {
    let open = RwSignal::new(true);
    // Closed first, so that the focus returns to where it was; taken down afterwards.
    Effect::new(move |_| {
        if !open.get() {
            browser::after(std::time::Duration::ZERO, move || {
                rows.asked.try_set(None);
            });
        }
    });
    let title = format!("Don’t send all {} from {}?", holds.len(), user.display_name);
    let loses = format!("{} is told that they were not sent. This can’t be undone.", user.display_name);
    let confirmed = Callback::new(move |()| rows.deny(user.clone(), holds.clone()));
    view! { <Confirm open=open title=title loses=loses action="Don’t send" confirmed=confirmed /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Problem;

    #[test]
    fn a_note_says_how_many_were_denied_and_why_no_more() {
        assert_eq!(came_of_it("Bob", 3, None), "3 messages from Bob won’t be sent.");
        let error = AppError(Problem::new(Code::RateLimited, "Slow down."));
        assert_eq!(came_of_it("Bob", 0, Some(&error)), "Slow down.");
        let said = "1 message from Bob won’t be sent; the others still wait. Slow down.";
        assert_eq!(came_of_it("Bob", 1, Some(&error)), said);
    }
}
