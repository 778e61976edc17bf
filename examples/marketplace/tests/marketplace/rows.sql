-- Person N, from 1 to 6, has account N, listed item 100+N, draft 200+N, sold item 300+N with the
-- order of the same number, and purchase 400+N. Rows whose number ends in 8 belong to account 8,
-- which never sends a request.

BEGIN IMMEDIATE;
DELETE FROM impersonations;
DELETE FROM connected_apps;
DELETE FROM transfers;
DELETE FROM orders;
DELETE FROM items;
DELETE FROM accounts WHERE id > 8;
UPDATE accounts SET balance = 100000, transfer_limit = 10000, suspended = 0;

INSERT INTO accounts (id, name, user_type, balance, transfer_limit) VALUES
    (9, 'Ines Duarte', 'SupportTierOne', 100000, 10000);

INSERT INTO items (id, seller, title, description, price, status)
SELECT 100 + id, id, 'Listed', 'It is for sale.', 5000, 'listed' FROM accounts WHERE id IN (1, 2, 3, 4, 5, 6, 8);
INSERT INTO items (id, seller, title, description, price, status)
SELECT 200 + id, id, 'Draft', 'Not yet.', 5000, 'draft' FROM accounts WHERE id IN (1, 2, 3, 4, 5, 6, 8);
INSERT INTO items (id, seller, title, description, price, status)
SELECT 300 + id, id, 'Sold', 'It was.', 5000, 'sold' FROM accounts WHERE id IN (1, 2, 3, 4, 5, 6, 8);
INSERT INTO orders (id, item, buyer, amount, placed_at)
SELECT 300 + id, 300 + id, 7, 5000, '2026-11-01 10:00:00' FROM accounts WHERE id IN (1, 2, 3, 4, 5, 6, 8);
INSERT INTO orders (id, item, buyer, amount, placed_at)
SELECT 400 + id, 308, id, 5000, '2026-11-02 10:00:00' FROM accounts WHERE id IN (1, 2, 3, 4, 5, 6);

-- One order is too large for support, tier two, and one is already refunded.
INSERT INTO orders (id, item, buyer, amount, refunded, placed_at) VALUES
    (500, 308, 7, 10001, 0, '2026-11-03 10:00:00'),
    (501, 308, 7, 5000,  1, '2026-11-04 10:00:00');

-- Person N has connected application N. No token matches its hash.
INSERT INTO connected_apps (id, account, name, token_hash, actions, connected_at, expires_at)
SELECT id, id, 'Lister', CAST(printf('%032d', id) AS BLOB), 'view_item', 0, 4102444800
FROM accounts WHERE id IN (1, 2, 3, 8);

-- Every experiment is on.
INSERT OR REPLACE INTO settings (name, value) VALUES
    ('notice', ''),
    ('flag:edit_listing_experiment', 'on'),
    ('flag:price_history_trial', 'on'),
    ('flag:price_advice_trial', 'on');
COMMIT;
