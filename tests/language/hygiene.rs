//! Names of the language and of the standard library that mean something else where the tables are
//! written: generated code uses full paths.

/// The variants are imported, so each of them shadows a name of the prelude. The modules have the
/// names of the crates that generated code refers to.
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
    #[expect(non_snake_case, dead_code, reason = "an application may use any name")]
    pub struct Principal {
        #[column(owner = Permit)]
        Some: UserType,
        #[column(tenant_or_global, enum = "None")]
        r#type: ::core::option::Option<&'static str>,
        #[column(skip)]
        Ok: (),
    }

    const HELD: Principal = Principal {
        Some: Self_,
        r#type: ::core::option::Option::None,
        Ok: (),
    };

    impl ::permit::filter::FilterValue for UserType {
        const KIND: ::permit::filter::ValueKind = ::permit::filter::ValueKind::Bool;

        fn value(&self) -> ::permit::filter::Value {
            ::permit::filter::Value::Bool(*self == Self_)
        }
    }

    #[::permit::condition(filter)]
    #[expect(non_snake_case, reason = "an application may use any name")]
    fn Column(who: &Permit, FIELDS: &Principal) -> bool {
        FIELDS.Some == who.0 && (FIELDS.r#type.is_none() || FIELDS.Some != None)
    }

    /// The names that the decision itself uses.
    #[::permit::condition(says = "check", flags(can))]
    fn check(action: &Action<'_>, _: &::permit::Principal<Permit>, _: &Principal) -> bool {
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
    fn an_application_may_use_the_names_of_the_prelude_and_of_crates() {
        let who = |user_type| crate::principal(Permit(user_type));
        let asked = || Action { who: "me" };
        assert!(who(Some).can(asked(), &HELD) && who(Box).can(asked(), &HELD));
        assert!(!who(Ok).can(asked(), &HELD));
        assert!(!who(Box).can(Action { who: "" }, &HELD));
        assert!(guarded(&who(Self_), &HELD).is_ok_and(|one| one == 1));
        assert!(guarded(&who(None), &HELD).is_err());
        assert!(who(Self_).can(Subject, &()) && !who(Self_).can(Listed, &HELD));
        drop(unnamed(&who(Result)));
        let own = who(Self_).scope(Fields).unwrap();
        assert_eq!(own.admit([&HELD]).unwrap().len(), 1);
        let text = format!("{:?}", own.extent());
        assert!(
            text.contains("name: \"type\", cast: Some(Enum(\"None\"))"),
            "{text}"
        );
        assert_eq!(::permit::testing::verify::<Permit>(), 44);
    }
}

/// Every macro of the standard library that generated code might use is another one here.
mod shadowed_macros {
    /// Each takes no tokens and expands to nothing.
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
        Anonymous,
        Clerk,
    }

    crate::subject!(UserType);

    #[permit::condition(says = "odd", flags(beta))]
    fn odd(action: &Count, _: &permit::Principal<User>, _: &[u8]) -> bool {
        action.number % 2 == 1
    }

    #[derive(permit::Action)]
    #[action(subject = User, context = [u8], requires(odd))]
    #[permissions(Anonymous => deny, Clerk => allow if owner || odd)]
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
        hide [u8] by See;
        pub See(context = [u8]) { Anonymous => deny, Clerk => allow }
        pub Rest { Anonymous => deny, Clerk => allow }
    }

    #[permit::requires(Count { number }, who, [number])]
    async fn guarded(who: &permit::Principal<User>, number: u8) -> Result<u8, permit::Refused> {
        Ok(std::future::ready(number).await)
    }

    #[test]
    fn generated_code_uses_no_macro_that_shadows_one_of_the_standard_library() {
        let clerk = crate::principal(User(UserType::Clerk));
        core::assert!(clerk.can(Rest, &()) && clerk.can(Count { number: 1 }, &[]));
        core::assert!(!clerk.can(Count { number: 2 }, &[]));
        drop(guarded(&clerk, 1));
        core::assert_eq!(permit::testing::verify::<User>(), 6);
    }
}
