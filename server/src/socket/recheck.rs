//! Whether a socket's user may still be where they are.

use domain::chat::Me;
use domain::{ChannelId, Problem};
use services::accounts::{CurrentUser, sessions};
use services::chat::{self, RoomAccess};
use services::recheck::Watching;
use services::{Services, access};

/// The result of a recheck.
pub enum Seen {
    /// The session is over.
    Gone,
    /// The user may stay; with what holds for them in the room, if the socket has joined one.
    Here(CurrentUser, Option<RoomAccess>),
    /// The user may not be in this room any more.
    Elsewhere(CurrentUser, Problem),
}

/// Reads again whether the user may write in this room.
pub async fn look_at_standing(
    svc: &Services,
    watching: &Watching,
    current_user: &CurrentUser,
    room: ChannelId,
) -> services::Result<Me> {
    let _turn = watching.turn().await;
    chat::standing(svc, current_user, room).await
}

/// Reads the user and their access to this room again, and tells the room under which name and with which badges they are in it now.
pub async fn look(
    svc: &Services,
    watching: &Watching,
    current_user: &CurrentUser,
    room: Option<ChannelId>,
) -> services::Result<Seen> {
    let _turn = watching.turn().await;
    let Some(current_user) = sessions::refresh(svc, current_user).await? else { return Ok(Seen::Gone) };
    let Some(room) = room else { return Ok(Seen::Here(current_user, None)) };
    match chat::room_access(svc, &current_user, room).await {
        Ok(access) => {
            if let Ok(member) = access::member(&current_user) {
                svc.rooms.update_person(room, member.participant(access.me.role)).await;
            }
            Ok(Seen::Here(current_user, Some(access)))
        }
        Err(services::Error::Problem(problem)) => Ok(Seen::Elsewhere(current_user, problem)),
        Err(error) => Err(error),
    }
}
