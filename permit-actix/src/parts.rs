//! The methods that the application, its scopes and its resources have in common.
//!
//! actix-web has three types without a common trait for them, and so has permit. Each has the
//! fields `inner`, which is actix-web's own type, and `entries`. `$of` is a macro that names the
//! type for a service factory of actix-web.

/// Paths and their handlers: for the application and scopes.
///
/// `service` is not among them. Where a guard is forgotten, the compiler names its bound, and would
/// name this macro as well.
macro_rules! routing {
    () => {
        /// Adds a path with one guarded handler.
        ///
        /// # Panics
        ///
        /// When it is never reached, because something before it takes each of its requests.
        #[track_caller]
        pub fn route(mut self, path: &str, route: impl crate::taken::IntoRoute) -> Self {
            let route = self.entries.route(path, route.into_route());
            self.inner = self.inner.route(path, route);
            self
        }

        /// Adds a service of actix-web's, which permit does not look at, and says why that is
        /// right. Use it to move an application over, service by service.
        ///
        /// It is registered after everything that is guarded here, so it never answers in the place of
        /// a guarded route. It does answer before the default service.
        ///
        /// # Panics
        ///
        /// If the reason is empty or white space.
        #[track_caller]
        pub fn service_unguarded(
            mut self,
            reason: &'static str,
            service: impl actix_web::dev::HttpServiceFactory + 'static,
        ) -> Self {
            self.entries.opaque(reason, service);
            self
        }

        /// Answers requests that no route matches, whatever the method. It needs a guard, as every
        /// handler.
        pub fn default_service(mut self, route: impl crate::taken::IntoRoute) -> Self {
            let route = self.entries.otherwise("*", route.into_route());
            self.inner = self.inner.default_service(route);
            self
        }

        /// Adds what a function configures, as actix-web's.
        ///
        /// # Panics
        ///
        /// When one of its routes is never reached, because something before it takes each of its
        /// requests.
        #[track_caller]
        pub fn configure(mut self, configure: impl FnOnce(&mut crate::ServiceConfig)) -> Self {
            let mut config = crate::ServiceConfig::new();
            configure(&mut config);
            let (entries, steps) = config.into_parts();
            self.entries.extend(entries);
            self.inner = self.inner.configure(steps);
            self
        }
    };
}

/// What surrounds the handlers: for all three.
macro_rules! surroundings {
    ($part:ident, $of:ident) => {
        /// Gives the handlers data, or a configuration, as actix-web's.
        pub fn app_data<U: 'static>(mut self, data: U) -> Self {
            self.inner = self.inner.app_data(data);
            self
        }

        /// What becomes of an answer below 400 whose handler dropped an [`Ask`](crate::Ask) or a
        /// [`Scoped`](crate::Scoped) that it never used.
        ///
        /// By default a build with debug assertions answers 500 instead, with the names of the handler
        /// and the action, and any other build leaves the answer as it is. An event of `tracing` at
        /// level `ERROR` is sent in both. An answer of 400 or more needs no check. What is still alive
        /// when the answer leaves, in a stream or a spawned task, is not judged.
        ///
        /// The application, or what is outermost of permit's in an application of actix-web's own, says
        /// it for all of its handlers. A handler that actix-web's own `web::get().to(…)` routes is not
        /// watched.
        pub fn on_unchecked(mut self, on_unchecked: permit_web::OnUnchecked) -> Self {
            self.entries.on_unchecked = on_unchecked;
            self
        }

        /// Puts a middleware around it, as actix-web's. It can answer before any guard.
        pub fn wrap<M, B>(
            self,
            middleware: M,
        ) -> $of!(
            impl ServiceFactory<
                ServiceRequest,
                Config = (),
                Response = ServiceResponse<B>,
                Error = Error,
                InitError = (),
            >
        )
        where
            M: Transform<
                    T::Service,
                    ServiceRequest,
                    Response = ServiceResponse<B>,
                    Error = Error,
                    InitError = (),
                > + 'static,
            B: MessageBody,
        {
            $part {
                inner: self.inner.wrap(middleware),
                entries: self.entries,
            }
        }

        /// Puts a function around it as a middleware, as actix-web's. It can answer before any
        /// guard.
        pub fn wrap_fn<F, R, B>(
            self,
            middleware: F,
        ) -> $of!(
            impl ServiceFactory<
                ServiceRequest,
                Config = (),
                Response = ServiceResponse<B>,
                Error = Error,
                InitError = (),
            >
        )
        where
            F: Fn(ServiceRequest, &T::Service) -> R + Clone + 'static,
            R: Future<Output = Result<ServiceResponse<B>, Error>>,
            B: MessageBody,
        {
            $part {
                inner: self.inner.wrap_fn(middleware),
                entries: self.entries,
            }
        }
    };
}

/// What makes a type a service of actix-web, and a guarded one: for scopes and resources. `$claim` is what
/// it takes from the services after it, and `$whole` what registers all of it.
macro_rules! guarded_service {
    ($of:ident, $claim:path, |$inner:ident, $entries:ident| $whole:expr) => {
        impl<T> $of!(T)
        where
            T: ServiceFactory<ServiceRequest, Config = (), Error = Error, InitError = ()>,
        {
            /// Answers only requests that `guard` accepts. It is a guard of actix-web, not of
            /// permit.
            pub fn guard(mut self, guard: impl actix_web::guard::Guard + 'static) -> Self {
                self.inner = self.inner.guard(guard);
                self.entries.conditional = true;
                self
            }
        }

        impl<T, B> HttpServiceFactory for $of!(T)
        where
            T: ServiceFactory<
                    ServiceRequest,
                    Config = (),
                    Response = ServiceResponse<B>,
                    Error = Error,
                    InitError = (),
                > + 'static,
            B: MessageBody + 'static,
        {
            fn register(self, config: &mut AppService) {
                let ($inner, mut $entries) = (self.inner, self.entries);
                let (within, finishing) = ($entries.within, Finishing($entries.judge()));
                let whole = $whole;
                if within {
                    whole.register(config);
                } else {
                    whole.wrap(finishing).register(config);
                }
            }
        }

        #[diagnostic::do_not_recommend]
        impl<T, B> GuardedService for $of!(T)
        where
            T: ServiceFactory<
                    ServiceRequest,
                    Config = (),
                    Response = ServiceResponse<B>,
                    Error = Error,
                    InitError = (),
                > + 'static,
            B: MessageBody + 'static,
        {
            fn routes(&self) -> Vec<RouteInfo> {
                self.entries.whole()
            }

            fn claims(&self) -> Vec<Claim> {
                self.entries.claims($claim)
            }

            fn within(mut self) -> Self {
                self.entries.within = true;
                self
            }
        }
    };
}

pub(crate) use {guarded_service, routing, surroundings};
