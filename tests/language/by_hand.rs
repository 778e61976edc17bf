//! Traits that the application writes beside a column, and how they are compared with it.

use permit::{
    Owned,
    places::{Placed, Places},
    tenancy::{ContextTenant, InTenant},
    testing::verify_columns,
};

use super::one_truth::User;

/// What the application computes: its traits and its columns can differ.
#[derive(permit::Columns, Clone, Debug)]
pub struct Report {
    #[column("assignee_id", owner = User, by_hand)]
    assignee: Option<u64>,
    #[column("company", tenant_or_global, by_hand)]
    column_of_company: Option<String>,
    #[column(place = "report", by_hand)]
    id: u64,
    #[column(place = "project", by_hand)]
    project: Option<u64>,
    #[column(skip)]
    owner: Option<u64>,
    #[column(skip)]
    company: ContextTenant<'static>,
    #[column(skip)]
    places: Vec<(&'static str, u64)>,
}

impl Owned<User> for Report {
    fn owner(&self) -> Option<&u64> {
        self.owner.as_ref()
    }
}

impl InTenant for Report {
    fn tenant(&self) -> ContextTenant<'_> {
        self.company
    }
}

impl Placed for Report {
    fn places(&self) -> Places<'_> {
        let places = self.places.iter();
        places.fold(Places::nowhere(), |places, (kind, id)| {
            places.and(kind, *id)
        })
    }
}

fn report() -> Report {
    Report {
        assignee: Some(6),
        column_of_company: Some("acme".to_owned()),
        id: 1,
        project: Some(2),
        owner: Some(6),
        company: ContextTenant::of("acme"),
        places: vec![("report", 1), ("project", 2)],
    }
}

#[test]
fn traits_that_are_written_by_hand_are_compared_with_the_columns() {
    assert_eq!(verify_columns(&report()), 6);
    let unknown = Report {
        assignee: None,
        owner: None,
        column_of_company: None,
        company: ContextTenant::Global,
        project: None,
        places: vec![("report", 1)],
        ..report()
    };
    assert_eq!(verify_columns(&unknown), 5);
}

#[test]
fn a_difference_between_a_trait_and_its_column_is_reported() {
    let said = |row: Report| {
        let panicked = std::panic::catch_unwind(|| verify_columns(&row)).unwrap_err();
        panicked.downcast_ref::<String>().unwrap().clone()
    };
    let owner = |assignee, owner| Report {
        assignee,
        owner,
        ..report()
    };
    for (assignee, author) in [(Some(6), Some(1)), (Some(6), None), (None, Some(1))] {
        let told = said(owner(assignee, author));
        assert!(told.contains("`Owned<User>` of `Report` says"), "{told}");
        assert!(told.contains("column `assignee_id`"), "{told}");
    }
    let tenant = |column: Option<&str>, company| Report {
        column_of_company: column.map(str::to_owned),
        company,
        ..report()
    };
    for (column, company) in [
        (Some("acme"), ContextTenant::of("other")),
        (Some("acme"), ContextTenant::Global),
        (Some("acme"), ContextTenant::OfSubject),
        (Some("acme"), ContextTenant::of("")),
        (None, ContextTenant::of("acme")),
        (None, ContextTenant::of("")),
        (Some(""), ContextTenant::Global),
    ] {
        let told = said(tenant(column, company));
        assert!(told.contains("`InTenant` of `Report` says"), "{told}");
        assert!(told.contains("column `company`"), "{told}");
    }
    let placed = |project, places| Report {
        project,
        places,
        ..report()
    };
    for (project, places, words) in [
        (Some(2), vec![("report", 1)], "`Placed` does not"),
        (
            Some(2),
            vec![("report", 1), ("project", 3)],
            "`Placed` of `Report` says `project` \"3\", and column `project` Integer(2)",
        ),
        (
            None,
            vec![("report", 1), ("project", 3)],
            "`Placed` of `Report` says `project` \"3\", and column `project` Null",
        ),
        (
            None,
            vec![("report", 1), ("shelf", 9)],
            "no field is marked `#[column(place = \"shelf\")]`",
        ),
    ] {
        let told = said(placed(project, places));
        assert!(told.contains(words), "{told}");
    }
}
