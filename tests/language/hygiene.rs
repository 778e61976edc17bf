//! Names of the language and of the standard library that mean something else where the tables
//! stand: what generated code means, it says in full.

/// The variants are imported, so that each hides what the prelude calls so, beside modules that are
/// called as the crates which generated code names.
mod hidden_names {
    pub mod core {}
    pub mod std {}
    pub mod alloc {}
    pub mod permit {}

    #[derive(::permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum UserType {
        #[anonymous]
        None,
        Some,
        Option,
        Result,
        Ok,
        Err,
        Vec,
        Box,
        String,
        Self_,
        #[platform]
        Send,
    }

    use UserType::*;

    pub struct Permit(pub UserType);

    impl ::permit::Subject for Permit {
        type UserType = UserType;
        type Id = UserType;
        fn id(&self) -> ::core::option::Option<&UserType> {
            ::core::option::Option::Some(&self.0)
        }
        fn user_types(&self) -> ::permit::UserTypes<UserType> {
            self.0.into()
        }
        fn anonymous() -> Self {
            Permit(None)
        }
    }

    #[derive(::permit::Columns)]
    #[expect(non_snake_case, dead_code, reason = "no name is out of the question")]
    pub struct Principal {
        #[column(owner)]
        Some: UserType,
        #[column(home_or_global, cast = "None")]
        r#type: ::core::option::Option<&'static str>,
        #[column(skip)]
        Ok: (),
    }

    const HELD: Principal = Principal {
        Some: Self_,
        r#type: ::core::option::Option::None,
        Ok: (),
    };

    impl ::permit::FilterValue for UserType {
        fn value(&self) -> ::permit::Value {
            ::permit::Value::Bool(*self == Self_)
        }
    }

    #[::permit::condition(filter)]
    #[expect(non_snake_case, reason = "no name is out of the question")]
    fn Column(who: &Permit, FIELDS: &Principal) -> bool {
        FIELDS.Some == who.0 && (FIELDS.r#type.is_none() || FIELDS.Some != None)
    }

    impl ::permit::Owned<Permit> for Principal {
        fn owner(&self) -> ::core::option::Option<&UserType> {
            ::core::option::Option::Some(&Self_)
        }
    }

    impl ::permit::InTenant for Principal {
        fn home(&self) -> ::permit::ContextHome<'_> {
            ::permit::ContextHome::Global
        }
    }

    /// The words of the decision itself.
    #[::permit::condition(says = "check", flags(can))]
    fn check(action: &Action<'_>, _: &Permit, _: &Principal) -> bool {
        !action.who.is_empty()
    }

    #[::permit::condition]
    fn can(_: &::permit::Principal<Permit>) -> bool {
        true
    }

    #[::permit::condition]
    fn allow<C: ?Sized>(_: &Permit, _: &C) -> bool {
        true
    }

    #[derive(::permit::Action)]
    #[action(subject = Permit, context = Principal, requires(check))]
    #[permissions(
        None | Send | Option | Result | Ok | Err | Vec => deny,
        Some => allow if can && (allow || owner),
        Box | String => allow,
        Self_ => allow if owner,
    )]
    pub struct Action<'context> {
        pub who: &'context str,
    }

    ::permit::permissions! {
        <Permit: UserType, tenants>

        use Action<'_>;

        pub Listed(context = Principal, flag = "deny") {
            None | Some | Option | Result | Ok | Err | Vec | Box | String | Self_ | Send => allow,
        }
        pub Fields(context = Principal) {
            None | Some | Option | Result | Ok | Err | Vec | Box | String | Send => deny,
            Self_ => allow if Column && owner,
        }
        pub Subject {
            None | Some | Option | Result | Ok | Err | Vec | Box | String | Send => deny,
            Self_ => allow if allow,
        }
    }

    #[::permit::requires(Action { who: "me" }, __refused, context)]
    fn guarded(
        __refused: &::permit::Principal<Permit>,
        context: &Principal,
    ) -> ::core::result::Result<u8, ::permit::Refused> {
        let who = __refused.subject();
        ::core::result::Result::Ok(u8::from(who.0 == Self_))
    }

    #[::permit::requires(Subject, who)]
    fn unnamed(
        who: &::permit::Principal<Permit>,
    ) -> impl Future<Output = ::core::result::Result<u8, ::permit::Refused>> {
        ::core::future::ready(::core::result::Result::Ok(1))
    }

    #[test]
    fn a_name_of_the_prelude_or_of_a_crate_may_be_the_applications() {
        let who = |user_type| crate::principal(Permit(user_type));
        let asked = || Action { who: "me" };
        assert!(who(Some).can(asked(), &HELD) && who(Box).can(asked(), &HELD));
        assert!(!who(Ok).can(asked(), &HELD));
        assert!(!who(Box).can(Action { who: "" }, &HELD));
        assert!(guarded(&who(Self_), &HELD).is_ok_and(|one| one == 1));
        assert!(guarded(&who(None), &HELD).is_err());
        assert!(who(Self_).can(Subject, &()) && !who(Self_).can(Listed, &HELD));
        drop(unnamed(&who(Result)));
        let own = who(Self_).scope(Fields);
        assert_eq!(own.admit([&HELD]).len(), 1);
        let text = format!("{:?}", own.extent());
        assert!(
            text.contains("name: \"type\", cast: Some(\"None\")"),
            "{text}"
        );
        assert_eq!(::permit::testing::verify::<Permit>(), 44);
    }
}

/// Every macro of the standard library that generated code could think of is another one here.
mod shadowed_macros {
    /// None of them takes anything or gives anything.
    macro_rules! shadow {
        ($($name:ident)*) => {$(
            #[allow(unused_macros)]
            macro_rules! $name { () => {}; }
        )*};
    }

    shadow! {
        assert assert_eq assert_ne cfg column compile_error concat debug_assert env file format
        format_args include_str line matches module_path option_env panic stringify thread_local
        todo unimplemented unreachable vec write
    }

    #[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum UserType {
        #[anonymous]
        Nobody,
        Clerk,
    }

    crate::subject!(UserType);

    #[permit::condition(says = "odd", flags(beta))]
    fn odd(action: &Count, _: &User, _: &[u8]) -> bool {
        action.number % 2 == 1
    }

    #[derive(permit::Action)]
    #[action(subject = User, context = [u8], requires(odd), on_denied = not_found)]
    #[permissions(Nobody => deny, Clerk => allow if owner || odd)]
    pub struct Count {
        pub number: u8,
    }

    impl permit::Owned<User> for [u8] {
        fn owner(&self) -> Option<&UserType> {
            None
        }
    }

    permit::permissions! {
        <User: UserType>
        use Count;
        pub Rest { Nobody => deny, Clerk => allow }
    }

    #[permit::requires(Count { number }, who, [number])]
    async fn guarded(who: &permit::Principal<User>, number: u8) -> Result<u8, permit::Refused> {
        Ok(std::future::ready(number).await)
    }

    #[test]
    fn no_macro_of_the_application_is_mistaken_for_one_of_the_standard_library() {
        let clerk = crate::principal(User(UserType::Clerk));
        core::assert!(clerk.can(Rest, &()) && clerk.can(Count { number: 1 }, &[]));
        core::assert!(!clerk.can(Count { number: 2 }, &[]));
        drop(guarded(&clerk, 1));
        core::assert_eq!(permit::testing::verify::<User>(), 4);
    }
}
