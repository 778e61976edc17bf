//! Tasks, each of a company and perhaps of a project, by people who are members of projects and teams.

use permit_sqlx::Tables;

/// The tables of the query.
pub fn joined() -> Tables {
    Tables::new("t").and("project", "p")
}

/// Makes an application whose UUIDs have this mark, with its comparison of lists with checks.
macro_rules! tasks {
    ($name:ident $(, $mark:tt = $type:literal)?) => {
        pub mod $name {
            use std::collections::{BTreeMap, BTreeSet, HashSet};

            use permit::{
                Authorizer, Columns, Consent, Listed, Principal, Scope, Subject, UserTypes,
                places::Place, tenancy::Tenant,
            };
            use uuid::Uuid;

            use crate::{draw::Draw, members::Board};

            #[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
            pub enum UserType {
                #[anonymous]
                Anonymous,
                Member,
                #[platform]
                Staff,
            }

            #[derive(Clone, Debug)]
            pub struct Person {
                id: Option<Uuid>,
                user_type: UserType,
                company: Option<Uuid>,
                projects: HashSet<Uuid>,
                maybe: Vec<Option<Uuid>>,
                teams: Box<[i64]>,
                labels: BTreeSet<String>,
            }

            impl Subject for Person {
                type UserType = UserType;
                type Id = Uuid;
                fn id(&self) -> Option<&Uuid> {
                    self.id.as_ref()
                }
                fn user_types(&self) -> UserTypes<UserType> {
                    self.user_type.into()
                }
                fn anonymous() -> Self {
                    Self {
                        id: None,
                        user_type: UserType::Anonymous,
                        company: None,
                        projects: HashSet::new(),
                        maybe: Vec::new(),
                        teams: Box::default(),
                        labels: BTreeSet::new(),
                    }
                }
                fn tenant(&self) -> Tenant<'_> {
                    self.company.map_or(Tenant::Platform, Tenant::of)
                }
            }

            #[derive(permit::Columns, Clone, Debug)]
            pub struct Task {
                #[column(place = "task" $(, $mark = $type)?)]
                pub id: Uuid,
                #[column(tenant_or_global $(, $mark = $type)?)]
                pub company: Option<Uuid>,
                #[column(owner = Person $(, $mark = $type)?)]
                pub author: Uuid,
                #[column("second_author" $(, $mark = $type)?)]
                pub co_author: Option<Uuid>,
                #[column("project" $(, $mark = $type)?)]
                pub project: Option<Uuid>,
                pub team: i64,
                pub label: String,
                #[column("owner", of = "project" $(, $mark = $type)?)]
                pub project_owner: Option<Uuid>,
                #[column(of = "project")]
                pub archived: Option<bool>,
            }

            #[permit::condition(filter)]
            fn co_author(who: &Person, task: &Task) -> bool {
                who.id.is_some() && task.co_author == who.id
            }

            #[permit::condition(filter)]
            fn not_the_author(who: &Person, task: &Task) -> bool {
                Some(task.author) != who.id
            }

            #[permit::condition(filter)]
            fn in_project(who: &Person, task: &Task) -> bool {
                task.project.is_some_and(|project| who.projects.contains(&project))
            }

            #[permit::condition(filter)]
            fn maybe_in_project(who: &Person, task: &Task) -> bool {
                who.maybe.contains(&task.project)
            }

            #[permit::condition(filter)]
            fn by_a_colleague(who: &Person, task: &Task) -> bool {
                who.projects.contains(&task.author)
            }

            #[permit::condition(filter)]
            fn in_team(who: &Person, task: &Task) -> bool {
                who.teams.contains(&task.team)
            }

            #[permit::condition(filter)]
            fn labelled(who: &Person, task: &Task) -> bool {
                who.labels.contains(&task.label)
            }

            #[permit::condition(filter)]
            fn owns_the_project(who: &Person, task: &Task) -> bool {
                who.id.is_some() && task.project_owner == who.id
            }

            #[permit::condition(filter)]
            fn not_archived(_: &Person, task: &Task) -> bool {
                task.archived != Some(true)
            }

            permit::permissions! {
                <Person: UserType, tenants, places>

                pub Read(context = Task) {
                    Anonymous => deny,
                    Member => allow if owner || co_author,
                    Staff => allow,
                }
                pub Join(context = Task) {
                    Anonymous => deny,
                    Member => allow if in_project || by_a_colleague,
                    Staff => allow if maybe_in_project,
                }
                pub Sort(context = Task) {
                    Anonymous => allow if labelled,
                    Member => allow if in_team && labelled,
                    Staff => allow if in_team || labelled,
                }
                pub Lead(context = Task, requires(not_archived)) {
                    Anonymous => deny,
                    Member => allow if owns_the_project || maybe_in_project,
                    Staff => allow if not_the_author,
                }
            }

            const ASCII: Uuid = Uuid::from_bytes(*b"abcdefghijklmnop");

            /// Ids of everything: a text, and numbers of which one has the letters of another as digits.
            const IDS: [Uuid; 5] = [
                ASCII,
                Uuid::nil(),
                Uuid::max(),
                Uuid::from_u128(0xab),
                Uuid::from_u128(7 << 120),
            ];
            const LABELS: [&str; 5] = ["a", "A", "", "a\"b", "e\u{301}"];

            fn maybe(draw: &mut Draw) -> Option<Uuid> {
                (!draw.once_in(3)).then(|| draw.of(&IDS))
            }

            fn rows(draw: &mut Draw) -> Vec<Task> {
                // Project 0 is archived, project 1 is not, and the last one is not known.
                let owners = [Some(IDS[3]), None, Some(ASCII)];
                let task = |_| {
                    let project = maybe(draw);
                    let known = IDS[..3].iter().position(|one| Some(*one) == project);
                    Task {
                        id: draw.of(&IDS),
                        company: maybe(draw),
                        author: draw.of(&IDS),
                        co_author: maybe(draw),
                        project,
                        team: draw.of(&[1, 2, i64::MIN]),
                        label: draw.of(&LABELS).to_owned(),
                        project_owner: known.and_then(|known| owners[known]),
                        archived: known.map(|known| known == 0),
                    }
                };
                (0..60).map(task).collect()
            }

            async fn fill<B: Board>(board: &B, id: &str, rows: &[Task]) {
                let mut statements = format!(
                    "CREATE TABLE projects (id {id}, owner {id}, archived BOOLEAN);
                     CREATE TABLE tasks (number BIGINT PRIMARY KEY, id {id}, company {id}, author {id},
                         second_author {id}, project {id}, team BIGINT, label TEXT);
                     CREATE INDEX tasks_by_author ON tasks (author);"
                );
                let mut projects: BTreeMap<Uuid, &Task> = BTreeMap::new();
                for (number, row) in rows.iter().enumerate() {
                    let ids = [Some(row.id), row.company, Some(row.author), row.co_author, row.project];
                    let ids = ids.map(B::literal).join(", ");
                    let (team, label) = (row.team, &row.label);
                    statements += &format!(
                        "INSERT INTO tasks VALUES ({number}, {ids}, {team}, '{label}');"
                    );
                    if let (Some(project), Some(_)) = (row.project, row.archived) {
                        projects.insert(project, row);
                    }
                }
                for (id, row) in projects {
                    let [id, owner] = [Some(id), row.project_owner].map(B::literal);
                    let archived = row.archived.unwrap();
                    statements += &format!("INSERT INTO projects VALUES ({id}, {owner}, {archived});");
                }
                board.run(statements).await;
                board.verify::<Task>().await;
            }

            fn person(draw: &mut Draw) -> Principal<Person> {
                let set = |draw: &mut Draw, most: u64| -> Vec<Uuid> {
                    (0..draw.number() % most).map(|_| draw.of(&IDS)).collect()
                };
                let person = Person {
                    id: maybe(draw),
                    user_type: draw.of(&[UserType::Anonymous, UserType::Member, UserType::Staff]),
                    company: maybe(draw),
                    projects: set(draw, 4).into_iter().collect(),
                    maybe: (0..draw.number() % 4).map(|_| maybe(draw)).collect(),
                    teams: draw.of(&[vec![], vec![1], vec![1, i64::MIN], vec![2, 3, 3]]).into(),
                    labels: LABELS.iter().filter(|_| draw.once_in(2)).map(|one| (*one).into()).collect(),
                };
                let who = Authorizer::builder().build().principal(person);
                if !draw.once_in(4) {
                    return who;
                }
                let places = set(draw, 4).into_iter().map(|id| Place::new("task", &id));
                who.delegated(Consent::to(["read", "join", "sort", "lead"]).on(places))
            }

            async fn agrees<A: Listed<Subject = Person, Context = Task> + Clone>(
                board: &impl Board,
                rows: &[Task],
                scope: Scope<A>,
            ) -> usize {
                let who = scope.principal();
                let expected: Vec<i64> = (0..)
                    .zip(rows)
                    .filter(|(_, row)| who.can(scope.action().clone(), *row))
                    .map(|(number, _)| number)
                    .collect();
                let listed = board.list(&scope).await;
                assert_eq!(
                    listed, expected,
                    "{} for {:?}: {:?}", A::TABLE.key(), who.subject(), scope.extent()
                );
                expected.len()
            }

            /// Compares the lists of random people with checks.
            pub async fn compare(board: &impl Board, id: &str) {
                let mut draw = Draw(11);
                let rows = rows(&mut draw);
                fill(board, id, &rows).await;
                let mut allowed = [0; 4];
                for _ in 0..250 {
                    let who = person(&mut draw);
                    allowed[0] += agrees(board, &rows, who.scope(Read).unwrap()).await;
                    allowed[1] += agrees(board, &rows, who.scope(Join).unwrap()).await;
                    allowed[2] += agrees(board, &rows, who.scope(Sort).unwrap()).await;
                    allowed[3] += agrees(board, &rows, who.scope(Lead).unwrap()).await;
                }
                println!("{id}: {allowed:?} of {}", 250 * rows.len());
                assert!(allowed.iter().all(|some| *some > 500), "{allowed:?}");
            }

            /// That one id and a set of ids are looked up in an index.
            pub async fn is_found_by_index(board: &impl Board, by_index: &str) {
                let author = Task::FIELDS.author;
                for filter in [author.equal(&ASCII), author.is_in(&IDS)] {
                    let plan = board.plan(&filter).await;
                    assert!(plan.contains(by_index) && plan.contains("tasks_by_author"), "{plan}");
                }
            }
        }
    };
}

tasks!(uuids);
tasks!(text, cast = "text");
