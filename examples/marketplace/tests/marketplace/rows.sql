-- Person N has N as account, 100+N as listed item, 200+N as draft, 300+N as sold item with the
-- order of the same number, and 400+N as a purchase, for N from 1 to 6. What ends in 8 belongs to
-- somebody who never asks.

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

-- One that is too large for support tier two, and one that is refunded already.
INSERT INTO orders (id, item, buyer, amount, refunded, placed_at) VALUES
    (500, 308, 7, 10001, 0, '2026-11-03 10:00:00'),
    (501, 308, 7, 5000,  1, '2026-11-04 10:00:00');

-- Person N has connected application N, whose token is known to nobody.
INSERT INTO connected_apps (id, account, name, token_hash, actions, connected_at, expires_at)
SELECT id, id, 'Lister', CAST(printf('%032d', id) AS BLOB), 'view_item', 0, 4102444800
FROM accounts WHERE id IN (1, 2, 3, 8);

-- Every experiment runs.
INSERT OR REPLACE INTO settings (name, value) VALUES
    ('notice', ''),
    ('flag:edit_listing_experiment', 'on'),
    ('flag:price_history_trial', 'on'),
    ('flag:price_advice_trial', 'on');
COMMIT;
