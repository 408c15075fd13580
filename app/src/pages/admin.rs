//! The administrators' pages: figures, users, channels, what is on air, storage and the log.

use crate::admin::channels::ChannelList;
use crate::admin::log::AuditLog;
use crate::admin::of_staff::OfStaff;
use crate::admin::overview::Figures;
use crate::admin::rpc::{audit_log, channels, overview, streams, users};
use crate::admin::storage::StorageTestTile;
use crate::admin::streams::StreamList;
use crate::admin::users::UserList;
use crate::admin::{channels as channel_list, log, users as user_list};
use leptos::prelude::*;

#[component]
pub fn OverviewPage() -> impl IntoView {
    view! {
        <OfStaff
            here="/admin"
            title="Administration"
            description="The figures of this site."
            failed="The figures didn't load"
            load=|_| overview()
            show=|_, overview, _| view! { <div class="admin"><Figures overview=overview /></div> }.into_any()
        />
    }
}

#[component]
pub fn UsersPage() -> impl IntoView {
    view! {
        <OfStaff
            here=user_list::HERE
            title="Users"
            description="All accounts."
            failed="The users didn't load"
            load=|text| users(text, None)
            show=|_, first, text| view! { <div class="admin"><UserList first=first text=text /></div> }.into_any()
        />
    }
}

#[component]
pub fn ChannelsPage() -> impl IntoView {
    view! {
        <OfStaff
            here=channel_list::HERE
            title="Channels"
            description="All channels, hidden ones included."
            failed="The channels didn't load"
            load=|text| channels(text, None)
            show=|_, first, text| view! { <div class="admin"><ChannelList first=first text=text /></div> }.into_any()
        />
    }
}

#[component]
pub fn StreamsPage() -> impl IntoView {
    view! {
        <OfStaff
            here="/admin/streams"
            title="On air"
            description="What is on air right now."
            failed="The streams didn't load"
            load=|_| streams()
            show=|_, first, _| view! { <div class="admin"><StreamList first=first /></div> }.into_any()
        />
    }
}

#[component]
pub fn StoragePage() -> impl IntoView {
    view! {
        <OfStaff
            here="/admin/storage"
            title="Storage"
            description="A test of object storage."
            failed="The page didn't load"
            load=|_| async { Ok(()) }
            show=|_, (), _| view! { <div class="admin"><StorageTestTile /></div> }.into_any()
        />
    }
}

#[component]
pub fn LogPage() -> impl IntoView {
    view! {
        <OfStaff
            here=log::HERE
            title="Log"
            description="What administrators and moderators have done."
            failed="The log didn't load"
            load=|text| audit_log(text, None)
            show=|_, first, text| view! { <div class="admin"><AuditLog first=first text=text /></div> }.into_any()
        />
    }
}
