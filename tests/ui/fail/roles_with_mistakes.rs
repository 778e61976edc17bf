#[derive(permit::Roles, Clone, Copy)]
pub struct Struct;

#[derive(permit::Roles, Clone, Copy)]
pub enum Empty {}

#[derive(permit::Roles, Clone, Copy)]
pub enum Fields {
    Viewer(u8),
}

#[derive(permit::Roles, Clone, Copy)]
pub enum Keys {
    ViewAll,
    View_all,
}

#[derive(permit::Roles, Clone, Copy)]
#[was = "Roles"]
#[default_for(Member)]
#[roles(krate = permit)]
pub enum Marks {
    #[roles]
    Viewer,
    #[was = "viewer"]
    #[was("editor")]
    #[was = ""]
    Analyst,
    #[was = "chief"]
    #[was = "chief"]
    #[default_for]
    Admin,
    #[was = "chief"]
    #[default_for(Member, Member)]
    Owner,
}

#[derive(permit::UserType, Clone, Copy)]
pub enum UserTypes {
    #[anonymous]
    Anonymous,
    #[was = "Anonymous"]
    Member,
}

fn main() {}
