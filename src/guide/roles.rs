//! # Roles that customers give
