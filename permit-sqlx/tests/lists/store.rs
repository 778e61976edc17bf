//! Code that is the same for both databases, with sqlx's types for each.

/// Implements [`Store`](crate::worlds::Store) for a pool.
macro_rules! store {
    ($store:ty, $database:ty, kind: $kind:literal) => {
        impl crate::worlds::Store for $store {
            type Database = $database;

            async fn fill(&self, rows: &crate::worlds::Rows) {
                for table in [
                    "DELETE FROM folders",
                    "DELETE FROM notes",
                    "DELETE FROM forms",
                    "DELETE FROM documents",
                    "DELETE FROM reports",
                    "DELETE FROM invoices",
                    "DELETE FROM letters",
                ] {
                    sqlx::query(table).execute(&self.pool).await.unwrap();
                }
                let id = |id: u64| i64::try_from(id).unwrap();
                let mut insert = sqlx::QueryBuilder::<$database>::new("INSERT INTO folders ");
                insert.push_values(&rows.folders, |mut row, folder| {
                    row.push_bind(id(folder.id))
                        .push_bind(folder.owner.map(id))
                        .push_bind(id(folder.reviewer))
                        .push_bind(folder.tenant.clone())
                        .push_bind(folder.drawer.clone())
                        .push_bind(folder.region.clone())
                        .push_bind(folder.label.clone())
                        .push_bind(folder.level)
                        .push_bind(id(folder.size))
                        .push_bind(folder.sealed)
                        .push_bind(folder.starred)
                        .push_bind(folder.fingerprint.clone())
                        .push_bind(folder.kind.text())
                        .push_unseparated($kind);
                });
                insert.build().execute(&self.pool).await.unwrap();
                let mut insert = sqlx::QueryBuilder::<$database>::new("INSERT INTO notes ");
                insert.push_values(&rows.notes, |mut row, note| {
                    row.push_bind(id(note.id))
                        .push_bind(id(note.author))
                        .push_bind(note.tenant.clone())
                        .push_bind(note.about.map(id));
                });
                insert.build().execute(&self.pool).await.unwrap();
                let mut insert = sqlx::QueryBuilder::<$database>::new("INSERT INTO forms ");
                insert.push_values(&rows.forms, |mut row, form| {
                    row.push_bind(id(form.id)).push_bind(form.level);
                });
                insert.build().execute(&self.pool).await.unwrap();
                let mut insert = sqlx::QueryBuilder::<$database>::new("INSERT INTO documents ");
                let documents = crate::worlds::documents();
                insert.push_values((0_i64..).zip(documents), |mut row, (number, document)| {
                    row.push_bind(number)
                        .push_bind(document.owner.map(id))
                        .push_bind(document.tenant);
                });
                insert.build().execute(&self.pool).await.unwrap();
                let numbered = crate::numbered::rows();
                let mut insert = sqlx::QueryBuilder::<$database>::new("INSERT INTO reports ");
                insert.push_values(
                    (0_i64..).zip(numbered.reports),
                    |mut row, (number, report)| {
                        row.push_bind(number)
                            .push_bind(report.company)
                            .push_bind(report.open);
                    },
                );
                insert.build().execute(&self.pool).await.unwrap();
                let mut insert = sqlx::QueryBuilder::<$database>::new("INSERT INTO invoices ");
                insert.push_values(
                    (0_i64..).zip(numbered.invoices),
                    |mut row, (number, invoice)| {
                        row.push_bind(number)
                            .push_bind(invoice.company.map(id))
                            .push_bind(invoice.open);
                    },
                );
                insert.build().execute(&self.pool).await.unwrap();
                let mut insert = sqlx::QueryBuilder::<$database>::new("INSERT INTO letters ");
                insert.push_values(
                    (0_i64..).zip(numbered.letters),
                    |mut row, (number, letter)| {
                        row.push_bind(number)
                            .push_bind(letter.company)
                            .push_bind(letter.open);
                    },
                );
                insert.build().execute(&self.pool).await.unwrap();
            }

            async fn ids(
                &self,
                table: &'static str,
                filter: &impl permit_sqlx::PushWhere<$database>,
            ) -> Vec<u64> {
                let mut query = sqlx::QueryBuilder::new("SELECT id FROM ");
                query.push(table).push(" AS listed WHERE ");
                filter.push_where(&mut query, "listed").unwrap();
                query.push(" ORDER BY id");
                let text = query.sql();
                let ids: Result<Vec<i64>, _> =
                    query.build_query_scalar().fetch_all(&self.pool).await;
                let ids = ids.unwrap_or_else(|error| panic!("{error}: {}", text.as_str()));
                ids.into_iter().map(|id| id.try_into().unwrap()).collect()
            }
        }
    };
}
pub(crate) use store;
