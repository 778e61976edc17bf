//! A provider with flags that are on, off, unknown, late and in error, and some that panic.

#![allow(clippy::panic, reason = "a provider that panics is what is tested")]

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use open_feature::{
    Client, EvaluationContext, EvaluationError, EvaluationErrorCode, EvaluationResult, OpenFeature,
    StructValue,
    provider::{FeatureProvider, ProviderMetadata, ResolutionDetails},
};
use tokio::sync::RwLock;

/// Registers a provider with the SDK, under a different name for each test. It counts in `asked`
/// how often it is asked.
pub(crate) async fn client(name: &str, asked: Arc<AtomicUsize>) -> Client {
    let provider = InMemory {
        metadata: ProviderMetadata::new("in memory"),
        flags: Arc::new(RwLock::new(HashMap::from([
            ("on".to_owned(), true),
            ("off".to_owned(), false),
            ("slow".to_owned(), true),
        ]))),
        asked,
    };
    let mut api = OpenFeature::singleton_mut().await;
    api.set_named_provider(name, provider).await;
    api.create_named_client(name)
}

/// What the client drops when a flag is late.
struct PanicsWhenDropped;

impl Drop for PanicsWhenDropped {
    fn drop(&mut self) {
        panic!("when it is dropped");
    }
}

/// A provider that keeps its flags in memory behind an asynchronous lock. Under load its futures
/// are pending when they are first polled.
struct InMemory {
    metadata: ProviderMetadata,
    flags: Arc<RwLock<HashMap<String, bool>>>,
    asked: Arc<AtomicUsize>,
}

#[async_trait]
impl FeatureProvider for InMemory {
    fn metadata(&self) -> &ProviderMetadata {
        &self.metadata
    }

    async fn resolve_bool_value(
        &self,
        flag: &str,
        context: &EvaluationContext,
    ) -> EvaluationResult<ResolutionDetails<bool>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        match flag {
            "slow" => tokio::time::sleep(Duration::from_secs(3600)).await,
            "panics" => panic!("when it is asked"),
            "panics_later" => {
                tokio::task::yield_now().await;
                panic!("after it has waited");
            }
            "panics_when_late" => {
                let _panics = PanicsWhenDropped;
                tokio::time::sleep(Duration::from_secs(3600)).await;
            }
            _ => {}
        }
        if flag == "broken" {
            return Err(error(EvaluationErrorCode::ParseError));
        }
        if flag == "for_seven" {
            return Ok(ResolutionDetails::new(
                context.targeting_key.as_deref() == Some("7"),
            ));
        }
        let flags = self.flags.read().await;
        let state = flags.get(flag).copied();
        state
            .map(ResolutionDetails::new)
            .ok_or_else(|| error(EvaluationErrorCode::FlagNotFound))
    }

    async fn resolve_int_value(
        &self,
        _: &str,
        _: &EvaluationContext,
    ) -> EvaluationResult<ResolutionDetails<i64>> {
        Err(error(EvaluationErrorCode::TypeMismatch))
    }

    async fn resolve_float_value(
        &self,
        _: &str,
        _: &EvaluationContext,
    ) -> EvaluationResult<ResolutionDetails<f64>> {
        Err(error(EvaluationErrorCode::TypeMismatch))
    }

    async fn resolve_string_value(
        &self,
        _: &str,
        _: &EvaluationContext,
    ) -> EvaluationResult<ResolutionDetails<String>> {
        Err(error(EvaluationErrorCode::TypeMismatch))
    }

    async fn resolve_struct_value(
        &self,
        _: &str,
        _: &EvaluationContext,
    ) -> EvaluationResult<ResolutionDetails<StructValue>> {
        Err(error(EvaluationErrorCode::TypeMismatch))
    }
}

fn error(code: EvaluationErrorCode) -> EvaluationError {
    EvaluationError::builder().code(code).build()
}
