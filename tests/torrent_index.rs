//! The port of torrust-index decides as the original does, in every cell.

#![allow(clippy::unwrap_used, reason = "a test that cannot continue panics")]

#[path = "../examples/torrent_index.rs"]
#[expect(
    dead_code,
    unreachable_pub,
    reason = "the example is a program of its own"
)]
mod port;

use permit::{Action, Authorizer, Principal, flags::InMemoryFlags};
use port::{Role, Torrent, User};

/// What the original's matrix grants, as its source of April 2026 lists it: to every role, and then what
/// each role has beyond the one before it.
const GUEST: [&str; 10] = [
    "GetAboutPage",
    "GetLicensePage",
    "GetCategories",
    "GetPublicSettings",
    "GetSiteName",
    "GetTags",
    "GetTorrent",
    "GetTorrentInfo",
    "GenerateTorrentInfoListing",
    "GetMyPermissions",
];
const REGISTERED: [&str; 4] = [
    "GetImageByUrl",
    "AddTorrent",
    "ChangePassword",
    "UpdateTorrent",
];
const MODERATOR: [&str; 3] = ["AddTag", "DeleteTag", "DeleteTorrent"];
const ADMIN: [&str; 5] = [
    "AddCategory",
    "DeleteCategory",
    "GetSettingsSecret",
    "BanUser",
    "GenerateUserProfileSpecification",
];

/// The original's decision. `granted` is the configuration that lets registered users delete torrents.
fn original(role: Role, action: &str, owner: bool, granted: bool) -> bool {
    let lists: &[&[&str]] = match role {
        Role::Guest => &[&GUEST],
        Role::Registered if granted => &[&GUEST, &REGISTERED, &["DeleteTorrent"]],
        Role::Registered => &[&GUEST, &REGISTERED],
        Role::Moderator => &[&GUEST, &REGISTERED, &MODERATOR],
        Role::Admin => &[&GUEST, &REGISTERED, &MODERATOR, &ADMIN],
    };
    let in_matrix = lists.iter().any(|list| list.contains(&action));
    let on_torrent = matches!(action, "UpdateTorrent" | "DeleteTorrent");
    in_matrix && (!on_torrent || matches!(role, Role::Admin) || owner)
}

/// Every action of the port with its decision for `who`, by its name.
fn decisions(who: &Principal<User>, torrent: &Torrent) -> Vec<(&'static str, bool)> {
    macro_rules! decided {
        ($($context:expr => $($action:ident)*;)*) => {
            vec![$($((port::$action::TABLE.name(), who.can(port::$action, $context)),)*)*]
        };
    }
    decided! {
        &() => GetAboutPage GetLicensePage AddCategory DeleteCategory GetCategories GetImageByUrl
            GetSettingsSecret GetPublicSettings GetSiteName AddTag DeleteTag GetTags AddTorrent GetTorrent
            GetTorrentInfo GenerateTorrentInfoListing ChangePassword BanUser
            GenerateUserProfileSpecification GetMyPermissions;
        torrent => UpdateTorrent DeleteTorrent;
    }
}

#[test]
fn the_port_decides_as_the_original_in_every_cell() {
    let mut compared = 0;
    for granted in [false, true] {
        let flags = InMemoryFlags::new().with("uploaders_delete", granted);
        let authorizer = Authorizer::<User>::builder().flags(flags).build();
        for role in [Role::Guest, Role::Registered, Role::Moderator, Role::Admin] {
            let id = (role != Role::Guest).then_some(7);
            let who = authorizer.principal(User { id, role });
            for uploader in [7, 8] {
                let owner = id == Some(uploader);
                for (action, decided) in decisions(&who, &Torrent { uploader }) {
                    let expected = original(role, action, owner, granted);
                    assert_eq!(decided, expected, "{action} by {role:?}, owner: {owner}");
                    compared += 1;
                }
            }
        }
    }
    assert_eq!(compared, 2 * 4 * 2 * 22);
}
