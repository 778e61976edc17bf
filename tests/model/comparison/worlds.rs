//! Worlds of the shop: callers, contexts, entries, and what is known of the policy.

use permit::{Subject as _, acting::Internal as _};
use proptest::{
    collection::vec,
    option,
    prelude::{Just, Strategy, any},
    prop_oneof,
    sample::{select, subsequence},
};

use super::{
    described::keys,
    seam::{Choice, State},
    shop::{At, Document, Move, Notice, Project, USER_TYPES, User, UserType},
};
use crate::model::Time;

/// When principals are made. Questions are asked a little later.
pub(super) const LOADED: Time = 1_000;

/// On whose behalf a caller acts.
#[derive(Clone, Debug)]
pub(super) enum Acting {
    Itself(User),
    AnonymousAt(&'static str),
    /// A job of the application, at a tenant or nowhere.
    Job(Option<&'static str>),
    Impersonated {
        staff: User,
        target: User,
        until: Time,
    },
}

/// A consent.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) actions: Vec<&'static str>,
    pub(super) places: Option<Vec<(&'static str, &'static str)>>,
    pub(super) until: Option<Time>,
}

#[derive(Clone, Debug)]
pub(super) struct Caller {
    pub(super) acting: Acting,
    pub(super) consents: Vec<Token>,
}

impl Caller {
    /// The subject that decides, and whose flags are read.
    pub(super) fn subject(&self) -> User {
        match &self.acting {
            Acting::Itself(user) | Acting::Impersonated { target: user, .. } => user.clone(),
            Acting::AnonymousAt(_) => User::anonymous(),
            Acting::Job(_) => User::internal(),
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct ShopCase {
    pub(super) state: State,
    pub(super) choices: Vec<Choice>,
    /// When the questions are asked.
    pub(super) now: Time,
    pub(super) callers: Vec<Caller>,
    pub(super) documents: Vec<Document>,
    pub(super) projects: Vec<Project>,
    pub(super) moves: Vec<Move>,
    pub(super) notices: Vec<Notice>,
    pub(super) users: Vec<User>,
}

/// Worlds in which about 3,000 questions are asked each.
pub(super) fn cases() -> impl Strategy<Value = ShopCase> {
    let moves = (documents(), projects()).prop_map(|(document, to)| Move { document, to });
    (
        (
            states(),
            vec(choices(), 0..=16),
            select(vec![LOADED, LOADED + 5]),
        ),
        vec(callers(), 24),
        vec(documents(), 12),
        (vec(projects(), 6), vec(moves, 6)),
        (any::<bool>(), vec(users(), 4)),
    )
        .prop_map(
            |((state, choices, now), callers, documents, (projects, moves), (urgent, users))| {
                ShopCase {
                    state,
                    choices,
                    now,
                    callers,
                    documents,
                    projects,
                    moves,
                    notices: vec![Notice { urgent }, Notice { urgent: !urgent }],
                    users,
                }
            },
        )
}

fn states() -> impl Strategy<Value = State> {
    prop_oneof![
        4 => Just(State::None),
        24 => Just(State::Known),
        1 => Just(State::Stale),
        1 => Just(State::Away),
        1 => Just(State::NotLoaded),
    ]
}

fn choices() -> impl Strategy<Value = Choice> {
    (any::<u8>(), 0..keys().len(), 0..USER_TYPES.len()).prop_map(|(kind, action, user_type)| {
        Choice {
            kind,
            action,
            user_type,
        }
    })
}

fn callers() -> impl Strategy<Value = Caller> {
    let until = select(vec![LOADED, LOADED + 3, LOADED + 9, LOADED + 9, LOADED + 9]);
    let acting = prop_oneof![
        12 => users().prop_map(Acting::Itself),
        1 => tenants().prop_map(Acting::AnonymousAt),
        2 => option::weighted(0.7, tenants()).prop_map(Acting::Job),
        5 => (staff(), users(), until).prop_map(|(staff, target, until)| Acting::Impersonated {
            staff,
            target,
            until,
        }),
    ];
    let consents = prop_oneof![5 => Just(Vec::new()), 1 => vec(tokens(), 1..=2)];
    (acting, consents).prop_map(|(acting, consents)| Caller { acting, consents })
}

fn tenants() -> impl Strategy<Value = &'static str> + Clone {
    prop_oneof![10 => Just("acme"), 1 => Just("globex"), 1 => Just("")]
}

fn users() -> impl Strategy<Value = User> + Clone {
    let types = prop_oneof![
        8 => subsequence(vec![UserType::Member, UserType::Lead], 1..=2),
        3 => subsequence(USER_TYPES.to_vec(), 0..=4),
    ];
    (types, any_user(8, 2)).prop_map(|(types, user)| User { types, ..user })
}

/// Mostly of the platform, and mostly with a user type of it.
fn staff() -> impl Strategy<Value = User> + Clone {
    let types = prop_oneof![
        6 => subsequence(vec![UserType::Auditor, UserType::Operator], 1..=2),
        1 => subsequence(USER_TYPES.to_vec(), 0..=3),
    ];
    (types, any_user(1, 8)).prop_map(|(types, user)| User { types, ..user })
}

/// A user without user types: of a tenant, of the platform, or of an unknown tenant.
fn any_user(of_a_tenant: u32, of_the_platform: u32) -> impl Strategy<Value = User> + Clone {
    let at = prop_oneof![
        of_a_tenant => tenants().prop_map(At::Tenant),
        of_the_platform => Just(At::Platform),
        1 => Just(At::Nowhere),
    ];
    let flag = || {
        select(vec![
            Some(true),
            Some(true),
            Some(true),
            Some(true),
            Some(false),
            None,
        ])
    };
    (
        option::weighted(0.95, 1..=3_u64),
        at,
        proptest::bool::weighted(0.7),
        prop_oneof![3 => Just(1_u32), 1 => Just(0)],
        [flag(), flag(), flag()],
    )
        .prop_map(|(id, at, trained, region, flags)| User {
            id,
            types: Vec::new(),
            at,
            trained,
            region,
            flags,
        })
}

fn tokens() -> impl Strategy<Value = Token> {
    let mut all = keys().to_vec();
    // The key of an operation names nothing.
    all.push("copy");
    let places = vec![
        ("project", "web"),
        ("project", "shop"),
        ("document", "1"),
        ("document", "2"),
        ("project", ""),
    ];
    (
        subsequence(all, 8..=13),
        option::weighted(0.4, subsequence(places, 0..=4)),
        select(vec![None, Some(LOADED), Some(LOADED + 3), Some(LOADED + 9)]),
    )
        .prop_map(|(actions, places, until)| Token {
            actions,
            places,
            until,
        })
}

fn documents() -> impl Strategy<Value = Document> {
    (
        option::weighted(0.8, 1..=3_u64),
        option::weighted(0.8, tenants()),
        1..=3_u64,
        select(vec!["web", "shop", ""]),
        proptest::bool::weighted(0.7),
        prop_oneof![3 => Just(1_u32), 1 => Just(0)],
    )
        .prop_map(|(owner, tenant, id, project, published, region)| Document {
            owner,
            tenant,
            id,
            project,
            published,
            region,
        })
}

fn projects() -> impl Strategy<Value = Project> {
    (
        1..=3_u64,
        tenants(),
        select(vec!["web", "shop", ""]),
        proptest::bool::weighted(0.7),
    )
        .prop_map(|(owner, tenant, id, active)| Project {
            owner,
            tenant,
            id,
            active,
        })
}
