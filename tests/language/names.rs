//! Names that could conflict: raw identifiers, renamed paths, names of the prelude and of permit.

/// Keywords as names.
mod raw {
    use crate::{principal, subject};

    #[allow(non_camel_case_types)]
    #[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum r#enum {
        #[anonymous]
        Anonymous,
        r#type,
        r#match,
    }

    subject!(r#enum);

    #[permit::condition(flags(r#loop, "with-a-dash"))]
    fn r#in(action: &r#move, _: &permit::Principal<User>, _: &()) -> bool {
        action.r#for > 1
    }

    #[derive(permit::Action)]
    #[action(subject = User, user_type = r#enum, requires(r#in))]
    #[permissions(Anonymous => deny, r#type => allow if r#in, r#match => allow)]
    #[allow(non_camel_case_types)]
    struct r#move {
        r#for: u8,
    }

    permit::permissions! {
        <User: r#enum>

        use self::r#move;

        #[allow(non_camel_case_types)]
        r#use { Anonymous | r#match => deny, r#type => allow }
    }

    #[test]
    fn keywords_may_be_names() {
        use permit::{Permissions, UserType as _};
        let who = principal(User(r#enum::r#type));
        assert!(who.can(r#move { r#for: 2 }, &()) && !who.can(r#move { r#for: 1 }, &()));
        assert!(who.can(r#use, &()));
        let table = &User::ACTIONS[0];
        assert_eq!(
            (table.key(), table.name(), table.conditions()[0].name),
            ("move", "move", "in")
        );
        assert_eq!(table.conditions()[0].flags, ["loop", "with-a-dash"]);
        assert_eq!(r#enum::ALL.map_names(), ["Anonymous", "type", "match"]);
        assert_eq!(permit::testing::verify::<User>(), 6);
    }

    /// The names as they are stored.
    trait MapNames {
        fn map_names(&self) -> Vec<&'static str>;
    }

    impl MapNames for [r#enum] {
        fn map_names(&self) -> Vec<&'static str> {
            self.iter()
                .map(|one| permit::UserType::name(*one))
                .collect()
        }
    }
}

/// Nothing is in scope that is not imported, and the names of the prelude mean something else.
#[no_implicit_prelude]
mod without_a_prelude {
    use ::permit::{Owned, Subject, UserTypes};

    #[derive(::permit::UserType, ::core::clone::Clone, ::core::marker::Copy)]
    pub enum UserType {
        #[anonymous]
        None,
        Some,
        Ok,
        Err,
    }

    pub struct Option {
        pub some: u64,
    }

    impl Subject for Option {
        type UserType = UserType;
        type Id = u64;
        fn id(&self) -> ::core::option::Option<&u64> {
            ::core::option::Option::Some(&self.some)
        }
        fn user_types(&self) -> UserTypes<UserType> {
            UserTypes::none().with(UserType::Some)
        }
        fn anonymous() -> Self {
            Option { some: 0 }
        }
    }

    pub struct Result;

    impl Owned<Option> for Result {
        fn owner(&self) -> ::core::option::Option<&u64> {
            ::core::option::Option::Some(&7)
        }
    }

    #[::permit::condition(says = "no", flags(beta))]
    fn drop(_: &::permit::Principal<Option>, _: &Result) -> bool {
        true
    }

    #[derive(::permit::Action)]
    #[action(subject = Option, context = Result, requires(drop))]
    #[permissions(None => deny, Some => allow if owner && drop, Ok | Err => deny)]
    pub struct Box;

    ::permit::permissions! {
        <Option: UserType>

        use Box;

        pub Vec(context = Result, flag = "beta") { None | Some | Ok | Err => allow }
        pub String { None | Some | Ok | Err => allow }
    }

    #[::permit::requires(Box, who, on)]
    fn guarded(
        who: &::permit::Principal<Option>,
        on: &Result,
    ) -> ::core::result::Result<(), ::permit::Refused> {
        ::core::result::Result::Ok(())
    }

    #[test]
    fn generated_code_needs_no_prelude() {
        let who = ::permit::Authorizer::<Option>::builder()
            .build()
            .principal(Option { some: 7 });
        ::core::assert!(guarded(&who, &Result).is_ok() && who.can(String, &()));
        ::core::assert!(!who.can(Vec, &Result));
        ::core::assert_eq!(::permit::testing::verify::<Option>(), 12);
    }
}

/// The application uses the names of permit's own traits and macros.
mod as_permit {
    use crate::principal;

    #[derive(permit::UserType, Clone, Copy)]
    pub enum Rule {
        #[anonymous]
        Formula,
        Table,
    }

    pub struct Subject;

    impl permit::Subject for Subject {
        type UserType = Rule;
        type Id = str;
        fn id(&self) -> Option<&str> {
            None
        }
        fn user_types(&self) -> permit::UserTypes<Rule> {
            Rule::Table.into()
        }
        fn anonymous() -> Self {
            Self
        }
    }

    #[permit::condition]
    fn who(_: &Subject) -> bool {
        true
    }

    #[permit::condition]
    fn context(_: &Subject, _: &()) -> bool {
        true
    }

    permit::permissions! {
        <Subject: Rule>

        Action { Formula => deny, Table => allow if who && context }
        Listed { Formula => deny, Table => allow }
        Permissions { Formula => deny, Table => allow }
        Index { Formula => deny, Table => allow }
        Permit { Formula => deny, Table => allow }
        Inquiry { Formula => deny, Table => allow }
        A0 { Formula => deny, Table => allow }
    }

    #[test]
    fn an_application_may_use_the_names_of_permit() {
        let who = principal(Subject);
        assert!(who.can(Action, &()) && who.can(Listed, &()) && who.can(Index, &()));
        assert!(who.can(Permit, &()) && who.can(Permissions, &()));
        assert!(who.can(Inquiry, &()) && who.can(A0, &()));
        assert_eq!(permit::testing::verify::<Subject>(), 14);
    }
}

/// permit under another path, which each macro is given once.
mod renamed {
    mod vendor {
        pub mod inner {
            pub use permit;
        }
    }

    #[derive(vendor::inner::permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
    #[user_type(crate = crate::names::renamed::vendor::inner::permit)]
    pub enum UserType {
        #[anonymous]
        Anonymous,
        Clerk,
    }

    crate::subject!(UserType);

    #[vendor::inner::permit::condition(crate = vendor::inner::permit)]
    fn fine(_: &User) -> bool {
        true
    }

    #[derive(vendor::inner::permit::Action)]
    #[action(subject = User, context = Page, crate = self::vendor::inner::permit)]
    #[permissions(Anonymous => deny, Clerk => allow if fine || owner)]
    pub struct Read;

    pub struct Page;

    impl permit::Owned<User> for Page {
        fn owner(&self) -> Option<&UserType> {
            None
        }
    }

    impl permit::tenancy::InTenant for Page {
        fn tenant(&self) -> permit::tenancy::ContextTenant<'_> {
            permit::tenancy::ContextTenant::OfSubject
        }
    }

    vendor::inner::permit::permissions! {
        <User: UserType, tenants, crate = vendor::inner::permit>
        use Read;
        Write { Anonymous => deny, Clerk => allow }
    }

    #[vendor::inner::permit::requires(Read, who, &Page, crate = vendor::inner::permit)]
    fn guarded(who: &permit::Principal<User>) -> Result<u8, permit::Refused> {
        Ok(1)
    }

    #[test]
    fn permit_is_found_under_the_given_path() {
        assert!(guarded(&crate::principal(User(UserType::Clerk))).is_ok());
        assert!(guarded(&crate::principal(User(UserType::Anonymous))).is_err());
        assert_eq!(permit::testing::verify::<User>(), 4);
    }
}
