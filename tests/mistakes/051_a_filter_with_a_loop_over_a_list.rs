#[derive(permit::Columns)]
pub struct Task {
    pub project: u64,
}

pub struct Member {
    pub projects: Vec<u64>,
}

#[permit::condition(filter)]
fn of_a_project(who: &Member, task: &Task) -> bool {
    who.projects.iter().any(|project| *project == task.project)
}

fn main() {}
