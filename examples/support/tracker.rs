// A tracker with projects and tasks, for the examples of the documentation.

pub use permit::{Subject, UserTypes};

#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Member,
}

/// User 1 is in project 1, user 2 in project 2, and user 3 in both. Each may see project 3.
pub struct User {
    pub id: Option<u64>,
    pub projects: Vec<u64>,
}

impl User {
    pub fn of(id: Option<u64>) -> Self {
        let projects = match id {
            None => vec![],
            Some(3) => vec![1, 2],
            Some(id) => vec![id],
        };
        Self { id, projects }
    }
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }

    fn user_types(&self) -> UserTypes<UserType> {
        match self.id {
            Some(_) => UserType::Member.into(),
            None => UserType::Anonymous.into(),
        }
    }

    fn anonymous() -> Self {
        Self::of(None)
    }
}

pub struct Project {
    pub id: u64,
}

pub struct Task {
    pub project: u64,
    pub title: &'static str,
}

/// Project 1 has task 11, and project 2 has task 21.
pub fn find_task(project: u64, task: u64) -> Option<Task> {
    let (of, title) = match task {
        11 => (1, "paint the fence"),
        21 => (2, "mend the roof"),
        _ => return None,
    };
    (project == of).then_some(Task { project, title })
}

pub fn find_project(id: u64) -> Option<Project> {
    (1..=3).contains(&id).then_some(Project { id })
}

pub struct Move {
    pub task: Task,
    pub to: Project,
}

#[permit::condition]
fn in_project(who: &User, project: &Project) -> bool {
    who.projects.contains(&project.id)
}

#[permit::condition]
fn shared(_who: &User, project: &Project) -> bool {
    project.id == 3
}

#[permit::condition]
fn on_task(who: &User, task: &Task) -> bool {
    who.projects.contains(&task.project)
}

permit::permissions! {
    <User: UserType>

    hide Project by ViewProject;
    hide Task by ViewTask;

    pub ViewProject(context = Project) { Anonymous => deny, Member => allow if in_project || shared }
    pub AddTask(context = Project) { Anonymous => deny, Member => allow if in_project }
    pub ViewTask(context = Task) { Anonymous => deny, Member => allow if on_task }
    pub EditTask(context = Task) { Anonymous => deny, Member => allow if on_task }
    pub MoveTask(context = Move) = all_of(EditTask(task), AddTask(to));
}
