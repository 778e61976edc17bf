//! The tables of the store.

/// The number in the header of a SQLite file that is a store: the letters `prmp`.
pub(super) const APPLICATION_ID: i32 = 0x7072_6d70;

/// The version of the tables. A store of another one is refused.
pub(super) const FORMAT: i64 = 1;

/// Creates the tables. Times are seconds since 1970.
pub(super) const TABLES: &[&str] = &[
    "create table permit_store (
        one integer primary key check (one = 1),
        environment text not null,
        format integer not null
    )",
    "create table permit_head (
        partition text primary key,
        revision bigint not null,
        mac text not null,
        changed bigint not null
    )",
    "create table permit_change (
        partition text not null,
        revision bigint not null,
        at bigint not null,
        actor text not null,
        reason text not null,
        request text,
        judged_by bigint not null,
        key_id text not null,
        mac text not null,
        primary key (partition, revision),
        unique (partition, request)
    )",
    "create table permit_operation (
        partition text not null,
        revision bigint not null,
        position integer not null,
        kind text not null,
        name text not null,
        subject text,
        was text,
        now text,
        primary key (partition, revision, position)
    )",
    "create index permit_operation_name on permit_operation (partition, kind, name, revision)",
    "create table permit_entry (
        partition text not null,
        kind text not null,
        name text not null,
        subject text,
        target text,
        until bigint,
        value text not null,
        primary key (partition, kind, name)
    )",
    "create table permit_process (
        id text primary key,
        name text not null,
        version text not null,
        format integer not null,
        catalogue text not null,
        applied text not null,
        seen bigint not null,
        alarm text
    )",
];
