//! The permissions of a public application: torrust-index, which indexes torrents. In April 2026 it replaced
//! a casbin policy by exhaustive enums of 4 roles and 22 actions: <https://github.com/torrust/torrust-index/pull/856>.
//! Beside the matrix it has a rule for owners, and operators can grant an action to a role in the configuration.
//! This file has all three. `tests/torrent_index.rs` compares every cell with the original.

use permit::{Authorizer, Columns, Principal, Subject, UserTypes, flags::InMemoryFlags};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    #[anonymous]
    Guest,
    Registered,
    Moderator,
    Admin,
}

pub struct User {
    pub id: Option<i64>,
    pub role: Role,
}

impl Subject for User {
    type UserType = Role;
    type Id = i64;

    fn id(&self) -> Option<&i64> {
        self.id.as_ref()
    }

    fn user_types(&self) -> UserTypes<Role> {
        self.role.into()
    }

    fn anonymous() -> Self {
        Self {
            id: None,
            role: Role::Guest,
        }
    }
}

#[derive(Columns)]
pub struct Torrent {
    #[column("uploader_id", owner = User)]
    pub uploader: i64,
}

/// Operators can let people delete what they uploaded.
#[permit::condition(flags(uploaders_delete))]
fn uploaders_delete(who: &Principal<User>, _: &Torrent) -> bool {
    who.flag("uploaders_delete")
}

permit::permissions! {
    <User: Role>

    pub GetAboutPage               { Guest | Registered | Moderator | Admin => allow }
    pub GetLicensePage             { Guest | Registered | Moderator | Admin => allow }
    pub GetCategories              { Guest | Registered | Moderator | Admin => allow }
    pub GetPublicSettings          { Guest | Registered | Moderator | Admin => allow }
    pub GetSiteName                { Guest | Registered | Moderator | Admin => allow }
    pub GetTags                    { Guest | Registered | Moderator | Admin => allow }
    pub GetTorrent                 { Guest | Registered | Moderator | Admin => allow }
    pub GetTorrentInfo             { Guest | Registered | Moderator | Admin => allow }
    pub GenerateTorrentInfoListing { Guest | Registered | Moderator | Admin => allow }
    pub GetMyPermissions           { Guest | Registered | Moderator | Admin => allow }

    pub GetImageByUrl              { Guest => deny, Registered | Moderator | Admin => allow }
    pub AddTorrent                 { Guest => deny, Registered | Moderator | Admin => allow }
    pub ChangePassword             { Guest => deny, Registered | Moderator | Admin => allow }

    pub AddTag                     { Guest | Registered => deny, Moderator | Admin => allow }
    pub DeleteTag                  { Guest | Registered => deny, Moderator | Admin => allow }

    pub AddCategory                { Guest | Registered | Moderator => deny, Admin => allow }
    pub DeleteCategory             { Guest | Registered | Moderator => deny, Admin => allow }
    pub GetSettingsSecret          { Guest | Registered | Moderator => deny, Admin => allow }
    pub BanUser                    { Guest | Registered | Moderator => deny, Admin => allow }
    /// Draw a profile as an image.
    pub GenerateUserProfileSpecification { Guest | Registered | Moderator => deny, Admin => allow }

    pub UpdateTorrent(context = Torrent) {
        Guest                  => deny,
        Registered | Moderator => allow if owner,
        Admin                  => allow,
    }

    /// In the original, the two places of this rule are a matrix and a function. Together they let a
    /// moderator delete only torrents of their own, which is easy to overlook there.
    pub DeleteTorrent(context = Torrent) {
        Guest      => deny,
        Registered => allow if owner && uploaders_delete,
        Moderator  => allow if owner,
        Admin      => allow,
    }
}

fn main() {
    let flags = InMemoryFlags::new().with("uploaders_delete", true);
    let authorizer = Authorizer::<User>::builder().flags(flags).build();
    let ada = authorizer.principal(User {
        id: Some(7),
        role: Role::Registered,
    });
    for uploader in [7, 8] {
        println!("{}", ada.explain(DeleteTorrent, &Torrent { uploader }));
    }
}
