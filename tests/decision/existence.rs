//! What a caller may not know of: a denial on it is the same as if it did not exist.

use std::sync::{Arc, Mutex};

use permit::{
    Authorizer, Cause, Consent, Decision, Principal, Refused, Subject, UserTypes,
    catalogue::Catalogue,
    observe::{Decided, Observer},
    places::{Place, Placed, Places},
    tenancy::{ContextTenant, InTenant, Tenant},
};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Member,
    #[platform]
    Support,
}

#[derive(Clone, Debug)]
pub struct User {
    id: Option<u64>,
    kind: UserType,
    tenant: Option<u64>,
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.kind.into()
    }

    fn anonymous() -> Self {
        Self {
            id: None,
            kind: UserType::Anonymous,
            tenant: None,
        }
    }

    fn tenant(&self) -> Tenant<'_> {
        self.tenant.map_or(Tenant::Platform, Tenant::of)
    }
}

/// A task of a project. A draft is its author's alone.
#[derive(Clone, Debug)]
pub struct Task {
    tenant: u64,
    project: u64,
    author: u64,
    draft: bool,
    archived: bool,
}

impl permit::Owned<User> for Task {
    fn owner(&self) -> Option<&u64> {
        Some(&self.author)
    }
}

impl InTenant for Task {
    fn tenant(&self) -> ContextTenant<'_> {
        ContextTenant::of(self.tenant)
    }
}

impl Placed for Task {
    fn places(&self) -> Places<'_> {
        Places::nowhere().and("project", self.project)
    }
}

/// Two tasks that become one.
#[derive(Clone, Debug)]
pub struct Merge {
    kept: Task,
    added: Task,
}

impl InTenant for Merge {
    fn tenant(&self) -> ContextTenant<'_> {
        self.kept.tenant()
    }
}

impl Placed for Merge {
    fn places(&self) -> Places<'_> {
        self.kept.places()
    }
}

/// Each of the two shows the other.
#[derive(Clone, Copy, Debug)]
pub struct Left {
    right: &'static Right,
}

#[derive(Clone, Copy, Debug)]
pub struct Right {
    left: &'static Left,
}

static LEFT: Left = Left { right: &RIGHT };
static RIGHT: Right = Right { left: &LEFT };

macro_rules! everywhere {
    ($($context:ident)*) => {$(
        impl InTenant for $context {
            fn tenant(&self) -> ContextTenant<'_> {
                ContextTenant::Global
            }
        }

        impl Placed for $context {
            fn places(&self) -> Places<'_> {
                Places::nowhere()
            }
        }
    )*};
}

everywhere! { Left Right }

#[permit::condition]
fn to_another(action: &MoveTask, _: &User, task: &Task) -> bool {
    action.to != task.project
}

#[permit::condition]
fn shared(_: &User, task: &Task) -> bool {
    !task.draft
}

#[permit::condition(says = "project_archived")]
fn active(_: &User, task: &Task) -> bool {
    !task.archived
}

mod tasks {
    use super::{Task, User, UserType, active, to_another};

    /// In a module of its own: a `hide` finds it as the catalogue lists it.
    #[derive(permit::Action, Clone, Copy, Debug)]
    #[action(subject = User, context = Task)]
    #[permissions(Anonymous => deny, Member => allow if owner || super::shared, Support => allow)]
    pub struct ViewTask;

    #[derive(permit::Action, Clone, Copy, Debug)]
    #[action(subject = User, context = Task, requires(active))]
    #[permissions(Anonymous => deny, Member => allow if owner && to_another, Support => deny)]
    pub struct MoveTask {
        pub to: u64,
    }
}

use tasks::MoveTask;

permit::permissions! {
    <User: UserType, tenants, places>

    use tasks::{ViewTask, MoveTask};

    hide Task by ViewTask;
    hide Merge by ViewTask(kept), ViewTask(added);
    hide Left by SeeRight(right);
    hide Right by SeeLeft(left);

    pub EditTask(context = Task, requires(active)) {
        Anonymous => deny,
        Member => allow if owner,
        Support => allow,
    }
    pub DeleteTask(context = Task) { Anonymous => deny, Member => allow if owner, Support => allow }
    pub MergeTasks(context = Merge) = all_of(EditTask(kept), DeleteTask(added));
    pub JudgeMerge(context = Merge) { Anonymous | Member => deny, Support => allow }
    pub ArchiveTask(context = Task) = all_of(EditTask, DeleteTask);
    pub SeeLeft(context = Left) { Anonymous | Member => deny, Support => allow }
    pub SeeRight(context = Right) { Anonymous | Member => deny, Support => allow }
    #[allow(non_camel_case_types, reason = "an action may have this name")]
    pub hide(context = Task) { Anonymous | Member | Support => deny }
}

fn user(id: u64, kind: UserType, tenant: Option<u64>) -> Principal<User> {
    let id = Some(id);
    let subject = User { id, kind, tenant };
    Authorizer::builder().build().principal(subject)
}

fn task(author: u64, draft: bool, archived: bool) -> Task {
    Task {
        tenant: 1,
        project: 5,
        author,
        draft,
        archived,
    }
}

fn refused<T>(result: Result<T, Refused>) -> Refused {
    result.err().unwrap()
}

fn is_hidden(refused: &Refused) -> bool {
    matches!(refused, Refused::Denied(denial) if denial.is_hidden())
}

#[permit::requires(EditTask, who, task)]
fn edit(who: &Principal<User>, task: &Task) -> Result<(), Refused> {
    let _ = task;
    Ok(())
}

#[test]
fn every_way_to_ask_hides_what_the_caller_may_not_see() {
    let (who, draft) = (user(6, UserType::Member, Some(1)), task(7, true, false));
    let by_key = Catalogue::<User>::new();
    let by_key = by_key.action("edit_task").unwrap();
    let Ok(Decision::Refused(by_key)) = by_key.decide(&who, &draft) else {
        panic!("allowed");
    };
    let Decision::Refused(explained) = who.explain(EditTask, &draft).decision else {
        panic!("allowed");
    };
    let parted = who.partition(EditTask, [&draft]).unwrap().denied;
    let merge = Merge {
        kept: task(6, false, false),
        added: draft.clone(),
    };
    let consent = Consent::to(["edit_task", "delete_task", "view_task"]);
    for refused in [
        refused(who.check(tasks::ViewTask, &draft)),
        refused(who.check(EditTask, &draft)),
        refused(who.check(DeleteTask, &draft)),
        refused(who.check(MoveTask { to: 2 }, &draft)),
        refused(who.check(ArchiveTask, &draft)),
        refused(who.check(MergeTasks, &merge)),
        refused(who.check(JudgeMerge, &merge)),
        refused(who.check(hide, &draft)),
        refused(who.delegated(consent).check(EditTask, &draft)),
        refused(edit(&who, &draft)),
        parted[0].1.clone(),
        by_key,
        explained,
    ] {
        assert!(is_hidden(&refused), "{refused:?}");
        assert_eq!(refused.to_string(), "not found");
        let Refused::Denied(denial) = refused else {
            panic!("it is denied");
        };
        assert_eq!(denial.code(), None);
    }
}

#[test]
fn a_caller_that_may_see_it_is_told_why_it_is_denied() {
    let who = user(7, UserType::Member, Some(1));
    let archived = task(7, true, true);
    let told = refused(who.check(EditTask, &archived));
    assert!(!is_hidden(&told));
    assert_eq!(told.to_string(), "`edit_task` is denied: project_archived");
    let shared =
        refused(user(6, UserType::Member, Some(1)).check(EditTask, &task(7, false, false)));
    assert_eq!(shared.to_string(), "`edit_task` is denied");
    assert!(!is_hidden(&shared));
}

/// The part that denies is the one that the caller may see, and the other one is still not told.
#[test]
fn an_operation_hides_when_any_of_its_parts_does() {
    let who = user(6, UserType::Member, Some(1));
    let [seen, draft] = [task(7, false, false), task(7, true, false)];
    for (kept, added) in [(&seen, &draft), (&draft, &seen), (&draft, &draft)] {
        let merge = Merge {
            kept: kept.clone(),
            added: added.clone(),
        };
        assert!(is_hidden(&refused(who.check(MergeTasks, &merge))));
    }
    let merge = Merge {
        kept: seen.clone(),
        added: seen,
    };
    let told = refused(who.check(MergeTasks, &merge));
    assert!(!is_hidden(&told));
    let Refused::Denied(denial) = told else {
        panic!("it is denied");
    };
    assert_eq!(
        (denial.action(), denial.part()),
        ("merge_tasks", Some("edit_task"))
    );
}

#[test]
fn two_contexts_that_hide_each_other_end() {
    let member = user(6, UserType::Member, Some(1));
    assert!(is_hidden(&refused(member.check(SeeLeft, &LEFT))));
    assert!(is_hidden(&refused(member.check(SeeRight, LEFT.right))));
    assert!(is_hidden(&refused(member.check(SeeLeft, RIGHT.left))));
}

#[test]
fn a_context_of_another_tenant_is_hidden_whatever_denied_nearer() {
    let theirs = task(7, false, false);
    let other = user(7, UserType::Member, Some(2));
    let unknown = user(7, UserType::Member, None);
    let elsewhere = Consent::to(["edit_task"]).on([Place::new("project", &9_u64)]);
    for who in [
        other.clone(),
        unknown,
        other.delegated(Consent::to(["view_task"])),
        other.delegated(elsewhere.clone()),
        other.delegated(Consent::to(["edit_task"]).until(std::time::SystemTime::UNIX_EPOCH)),
    ] {
        let refused = refused(who.check(EditTask, &theirs));
        assert!(is_hidden(&refused), "{refused:?}");
        assert_eq!(refused.to_string(), "not found");
    }
    // The platform's support reaches every tenant, so it is told.
    let support = user(9, UserType::Support, None);
    let told = refused(support.check(MoveTask { to: 2 }, &theirs));
    assert!(!is_hidden(&told));
}

/// A consent that does not cover the view hides as well: what acts under it may not see the context.
#[test]
fn a_consent_without_the_view_does_not_show_the_context() {
    let who = user(6, UserType::Member, Some(1));
    let task = task(7, false, false);
    let narrow = who.delegated(Consent::to(["edit_task"]));
    assert!(is_hidden(&refused(narrow.check(EditTask, &task))));
    let wide = who.delegated(Consent::to(["edit_task", "view_task"]));
    assert!(!is_hidden(&refused(wide.check(EditTask, &task))));
}

/// Each kind of caller, each task and each action: a denial is hidden exactly if the view is denied.
#[test]
fn a_denial_is_hidden_exactly_if_the_view_is_denied() {
    let (mut hidden, mut told) = (0, 0);
    let types = [UserType::Anonymous, UserType::Member, UserType::Support];
    for user_type in types {
        for (id, tenant) in [
            (6, None),
            (6, Some(1)),
            (7, Some(1)),
            (7, Some(2)),
            (6, Some(2)),
        ] {
            let who = user(id, user_type, tenant);
            for shape in 0..8_u64 {
                let task = task(6 + (shape & 1), shape & 2 != 0, shape & 4 != 0);
                let seen = who.can(tasks::ViewTask, &task);
                let refusals = [
                    who.check(tasks::ViewTask, &task).err(),
                    who.check(EditTask, &task).err(),
                    who.check(DeleteTask, &task).err(),
                    who.check(MoveTask { to: 1 }, &task).err(),
                    who.check(ArchiveTask, &task).err(),
                ];
                for refused in refusals.into_iter().flatten() {
                    assert_eq!(is_hidden(&refused), !seen, "{refused:?}");
                    hidden += usize::from(!seen);
                    told += usize::from(seen);
                }
            }
        }
    }
    assert_eq!((hidden, told), (420, 76));
}

/// Keeps what it is told: the action, and whether the denial is hidden.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<(&'static str, bool)>>>);

impl Observer<User> for Seen {
    fn decided(&self, decided: &Decided<'_, User>) {
        let hidden = decided.refused.is_some_and(is_hidden);
        self.0.lock().unwrap().push((decided.action, hidden));
    }
}

#[test]
fn an_observer_sees_that_a_denial_is_hidden_and_nothing_of_the_view() {
    let seen = Seen::default();
    let authorizer = Authorizer::builder().observer(seen.clone()).build();
    let who = authorizer.principal(User {
        id: Some(6),
        kind: UserType::Member,
        tenant: Some(1),
    });
    let draft = task(7, true, false);
    let refused = refused(who.check(EditTask, &draft));
    assert!(is_hidden(&refused));
    assert!(!who.can(EditTask, &draft));
    let told = seen.0.lock().unwrap().clone();
    assert_eq!(told, [("edit_task", true), ("edit_task", true)]);
}

/// The cause is still there, for logs and explanations.
#[test]
fn an_explanation_says_that_a_denial_is_hidden_and_why_it_is_one() {
    let who = user(6, UserType::Member, Some(1));
    let explained = who.explain(EditTask, &task(7, true, false));
    let Decision::Refused(Refused::Denied(denial)) = &explained.decision else {
        panic!("it is denied");
    };
    assert!(matches!(denial.cause(), Cause::Condition(one) if one.name == "owner"));
    let first = explained.to_string();
    let first = first.lines().next().unwrap();
    assert_eq!(
        first,
        "`edit_task` by 6 (Member): denied, `owner` does not hold, and answered as not found"
    );
}
