//! An application whose tenants have numbers: in a column of signed integers, in one of unsigned
//! integers, and as text.

use permit::{Authorizer, Principal, Subject, UserTypes, tenancy::Tenant};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Member,
    #[platform]
    Support,
}

#[derive(Clone, Debug)]
pub struct Member {
    pub user_types: UserTypes<UserType>,
    pub tenant: Tenant<'static>,
}

impl Subject for Member {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        None
    }
    fn user_types(&self) -> UserTypes<UserType> {
        self.user_types
    }
    fn anonymous() -> Self {
        Self {
            user_types: UserType::Anonymous.into(),
            tenant: Tenant::Unknown,
        }
    }
    fn tenant(&self) -> Tenant<'_> {
        self.tenant
    }
}

/// Always in a tenant, whose number has a sign.
#[derive(permit::Columns, Clone, Debug)]
pub struct Report {
    #[column(tenant)]
    pub company: i64,
    pub open: bool,
}

/// In a tenant, whose number has no sign, or global.
#[derive(permit::Columns, Clone, Debug)]
pub struct Invoice {
    #[column(tenant_or_global)]
    pub company: Option<u64>,
    pub open: bool,
}

/// Always in a tenant. Its column stores the number as text.
#[derive(permit::Columns, Clone, Debug)]
pub struct Letter {
    #[column(tenant)]
    pub company: String,
    pub open: bool,
}

#[permit::condition(filter)]
fn open_report(_: &Member, report: &Report) -> bool {
    report.open
}

#[permit::condition(filter)]
fn open_invoice(_: &Member, invoice: &Invoice) -> bool {
    invoice.open
}

#[permit::condition(filter)]
fn open_letter(_: &Member, letter: &Letter) -> bool {
    letter.open
}

permit::permissions! {
    <Member: UserType, tenants>

    pub ViewReport(context = Report) {
        Anonymous => allow if open_report,
        Member | Support => allow,
    }

    pub EditReport(context = Report) {
        Anonymous => deny,
        Member => allow,
        Support => allow if open_report,
    }

    pub ViewInvoice(context = Invoice) {
        Anonymous => allow if open_invoice,
        Member | Support => allow,
    }

    pub EditInvoice(context = Invoice) {
        Anonymous => deny,
        Member => allow,
        Support => allow if open_invoice,
    }

    pub ViewLetter(context = Letter) {
        Anonymous => allow if open_letter,
        Member | Support => allow,
    }

    pub EditLetter(context = Letter) {
        Anonymous => deny,
        Member => allow,
        Support => allow if open_letter,
    }
}

/// The largest integer that a column can hold.
const MOST: u64 = i64::MAX.cast_unsigned();

/// The tenants of the principals: numbers that a column holds and numbers that it cannot hold, the
/// texts that are such numbers, and texts that only look like them.
fn tenants() -> Vec<Tenant<'static>> {
    let numbers = [0, 7, MOST, MOST + 1, u64::MAX].map(Tenant::of);
    let signed = [i64::MIN, -7, -1, 7].map(Tenant::of);
    let texts = [
        "7",
        "07",
        "+7",
        " 7",
        "7.0",
        "-7",
        "-07",
        "0",
        "-0",
        "",
        "acme",
        "ACME",
        "7\0",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
    ];
    let mut tenants = vec![Tenant::Platform, Tenant::Unknown];
    tenants.extend(numbers);
    tenants.extend(signed);
    tenants.extend(texts.map(Tenant::of));
    tenants
}

/// A member of `tenant`.
pub fn member(tenant: Tenant<'static>) -> Principal<Member> {
    Authorizer::builder().build().principal(Member {
        user_types: UserType::Member.into(),
        tenant,
    })
}

/// A principal of each tenant with each set of user types, and an anonymous one of each tenant.
pub fn people() -> Vec<Principal<Member>> {
    let authorizer = Authorizer::builder().build();
    let kinds: [UserTypes<UserType>; 5] = [
        UserTypes::none(),
        UserType::Anonymous.into(),
        UserType::Member.into(),
        UserType::Support.into(),
        [UserType::Member, UserType::Support].into(),
    ];
    let people = tenants().into_iter().flat_map(|tenant| {
        let known = kinds.map(|user_types| authorizer.principal(Member { user_types, tenant }));
        known.into_iter().chain([authorizer.anonymous_at(tenant)])
    });
    people.collect()
}

/// The rows of each table. The id of each row is its index.
pub struct Rows {
    pub reports: Vec<Report>,
    pub invoices: Vec<Invoice>,
    pub letters: Vec<Letter>,
}

/// Every tenant that each column can hold, open and closed.
pub fn rows() -> Rows {
    let signed = [i64::MIN, -7, -1, 0, 7, 8, i64::MAX];
    let unsigned = [None, Some(0), Some(7), Some(8), Some(MOST)];
    let texts = [
        "7",
        "07",
        "+7",
        " 7",
        "-7",
        "0",
        "-0",
        "",
        "acme",
        "ACME",
        "9223372036854775808",
        "18446744073709551615",
    ];
    let both = [false, true];
    let reports = signed.map(|company| both.map(|open| Report { company, open }));
    let invoices = unsigned.map(|company| both.map(|open| Invoice { company, open }));
    let letters = texts.map(|company| {
        both.map(|open| Letter {
            company: company.to_owned(),
            open,
        })
    });
    Rows {
        reports: reports.into_iter().flatten().collect(),
        invoices: invoices.into_iter().flatten().collect(),
        letters: letters.into_iter().flatten().collect(),
    }
}

/// The tables, in SQL that both databases accept.
pub fn tables(text: &str) -> String {
    format!(
        "CREATE TABLE reports (
             id BIGINT PRIMARY KEY, company BIGINT NOT NULL, open BOOLEAN NOT NULL
         );
         CREATE TABLE invoices (id BIGINT PRIMARY KEY, company BIGINT, open BOOLEAN NOT NULL);
         CREATE TABLE letters (
             id BIGINT PRIMARY KEY, company {text} NOT NULL, open BOOLEAN NOT NULL
         );"
    )
}
