-- The demonstration data of a new database. Every user type has something to look at.

INSERT INTO accounts (id, name, user_type, suspended, balance, transfer_limit, demo) VALUES
    (1, 'Ada Lindqvist',  'Shopper',          0,  90000,  10000, 1),
    (2, 'Boris Novak',    'Seller',           0,  42050,  20000, 1),
    (3, 'Chiara Rossi',   'SellerPremium',    0, 318000, 100000, 1),
    (4, 'Dele Okafor',    'SupportTierOne',   0,      0,      0, 1),
    (5, 'Emi Tanaka',     'SupportTierTwo',   0,      0,   5000, 1),
    (6, 'Farid Haddad',   'SupportTierThree', 0,      0, 100000, 1),
    (7, 'Greta Olsen',    'Seller',           1,   1200,  20000, 0),
    (8, 'Hugo Martin',    'Shopper',          0,   6500,  10000, 0);

INSERT INTO items (id, seller, title, description, price, status, featured) VALUES
    (1, 3, 'Walnut writing desk',
        'Solid walnut, oiled, with two drawers. 140 by 70 cm. A few marks on the left leg.',
        24000, 'listed', 1),
    (2, 2, 'Touring bicycle, 56 cm',
        'Steel frame, nine gears, new tyres last spring. Ridden from Ghent to Lisbon and back.',
        38000, 'listed', 0),
    (3, 2, 'Reading lamp',
        'Brass arm, linen shade. Takes an ordinary bulb.',
        3450, 'listed', 0),
    (4, 3, 'Espresso machine',
        'Single boiler, descaled every month. With tamper and two baskets.',
        17500, 'listed', 0),
    (5, 2, 'Box of film cameras',
        'Still sorting them: photographs follow.',
        9900, 'draft', 0),
    (6, 3, 'Wool rug',
        'Hand woven, 200 by 300 cm.',
        41000, 'draft', 0),
    (7, 7, 'Record player',
        'Belt driven, with a fresh needle.',
        12900, 'listed', 0),
    (8, 2, 'Oak bookshelf',
        'Five boards, 180 cm tall.',
        8900, 'sold', 0),
    (9, 3, 'Armchair, green velvet',
        'Bought for a flat that turned out to be too small for it.',
        26500, 'sold', 0),
    (10, 2, 'Set of six wine glasses',
        'Mouth blown, in their box.',
        4200, 'sold', 0);

INSERT INTO orders (id, item, buyer, amount, refunded, placed_at) VALUES
    (1, 8,  1, 8900,  0, '2026-10-02 09:14:00'),
    (2, 9,  1, 26500, 0, '2026-10-19 17:40:00'),
    (3, 10, 8, 4200,  1, '2026-11-03 12:05:00');

INSERT INTO settings (name, value) VALUES
    ('notice', 'This is a demonstration: no real goods, no real money.'),
    ('flag:edit_listing_experiment', 'on'),
    ('flag:price_history_trial', 'on'),
    ('flag:price_advice_trial', 'off');
