//! Tables of up to six conditions, generated once at random (with a fixed seed) and not edited
//! since: each row denies, allows, or allows under conditions. The brackets tell the reference
//! about the head of the table: whether it has a flag, and what it requires.

use super::{Asked, Plain, Shape, Thing, User, UserType, a, b, c, d, e};

tables! {
    [a b c d e owner]

    Table00(context = Thing) [false (true)] {
        Anonymous => allow if ((c || c) && a),
        One => allow if ((d || b) && b && owner),
        Two => allow if (b || owner || d),
        Three => allow if (e && (d || e)),
        Four => allow if (e || owner || (c && b)),
        Five => allow if ((((c || owner) || (a || b)) || d) || e),
        Six => allow if ((owner && a) && d && a),
        Seven => allow if (e || (b || owner) || b),
    }

    Table01(context = Thing, flag = "beta", requires(a)) [true (a)] {
        Anonymous => allow if (c && (a || (b || (e || d)))),
        One => allow if ((d || c) && owner),
        Two => allow if ((a && b) && (e && b && e)),
        Three => allow if (a || owner),
        Four => allow if ((e && owner) && ((a && c) && (d || b))),
        Five => allow,
        Six => deny,
        Seven => allow if ((e && ((owner && (b || a)) || c)) && d),
    }

    Table02(context = Thing) [false (true)] {
        Anonymous => allow,
        One => allow if (c),
        Two => allow if (c),
        Three => allow if (c),
        Four => allow if (c),
        Five => allow if (c),
        Six => allow if (c),
        Seven => allow if (c),
    }

    Table03(context = Thing) [false (true)] {
        Anonymous => allow if (d || c),
        One => allow if (c || d),
        Two => allow,
        Three => deny,
        Four => allow if (d && c),
        Five => allow if (d || d),
        Six => allow if (c && c),
        Seven => allow if (d || c),
    }

    Table04(context = Thing, requires(a, b)) [false (a && b)] {
        Anonymous => allow if (b && c),
        One => allow if (b && (owner && c)),
        Two => allow if (b && (b || c) && c),
        Three => allow if (owner || c),
        Four => allow if ((owner && b) && b),
        Five => allow if ((owner && c) && b),
        Six => allow if (c || (c && owner) || owner),
        Seven => allow if ((owner && c) || b),
    }

    Table05(context = Thing, flag = "beta") [true (true)] {
        Anonymous => allow if ((b && a) && b && (e && e)),
        One => allow if (e || a),
        Two => allow if ((owner || a) || (e || b)),
        Three => allow if ((a || (owner || e)) && b),
        Four => allow if (a || ((e || owner) || b)),
        Five => allow,
        Six => allow if (owner && b),
        Seven => allow if (a || ((e || b) && owner)),
    }

    Table06(context = Thing) [false (true)] {
        Anonymous => deny,
        One => allow if ((a && owner && d) || (c && b) || (d || b)),
        Two => allow,
        Three => deny,
        Four => allow if (d),
        Five => allow if (a || (c || a) || (a || b || owner)),
        Six => allow if (d || owner || a),
        Seven => allow if (a && b),
    }

    Table07(context = Thing, requires(a)) [false (a)] {
        Anonymous => allow if (e && a && (c && e)),
        One => allow if (a || owner || (a && c)),
        Two => allow if (a),
        Three => allow if (owner && (c || b) && (owner && e && b)),
        Four => allow if (owner || a || d),
        Five => allow if (a),
        Six => allow if ((e || e) && (owner && e && d) && a),
        Seven => allow if (d && b && e),
    }

    Table08(context = Thing) [false (true)] {
        Anonymous => allow if (b),
        One => allow if (owner || (a && b) || (d && b && d)),
        Two => allow if (b || a),
        Three => allow if (owner || owner || b),
        Four => allow if (((b || e) && ((owner || a) && c)) || d),
        Five => allow if (a && (((e || d) && (c && b)) || owner)),
        Six => allow if (c && (b && b && d) && (owner || a || owner)),
        Seven => allow if ((c && d && a) && c),
    }

    Table09(context = Thing, flag = "beta") [true (true)] {
        Anonymous => allow if (b && e && c),
        One => allow if (((a && (c && d)) || (e && b)) && owner),
        Two => allow if ((c && d && d) && a && (b || e || owner)),
        Three => allow if (((e || ((b || owner) && c)) && d) && a),
        Four => allow if (c || (((a || d) || (e && b)) && owner)),
        Five => allow if ((a || owner) || a),
        Six => allow if (((a || e) || d) && ((c && owner) || b)),
        Seven => allow if (((b || d) || e) && (owner || (a && c))),
    }

    Table10(context = Thing, requires(a, b)) [false (a && b)] {
        Anonymous => allow if (a),
        One => allow if (a),
        Two => deny,
        Three => allow,
        Four => allow if (a),
        Five => allow if (a),
        Six => allow,
        Seven => allow if (a),
    }

    Table11(context = Thing) [false (true)] {
        Anonymous => allow if (d),
        One => allow if (d || owner),
        Two => allow if (owner && d),
        Three => allow if (d && owner),
        Four => allow if (owner || d),
        Five => allow,
        Six => allow if (d),
        Seven => allow if (owner || owner),
    }

    Table12(context = Thing) [false (true)] {
        Anonymous => allow if (a && c),
        One => allow if (a && (a || a) && (owner && a)),
        Two => allow if (c || a || owner),
        Three => allow if ((owner || a) || a || (a && a)),
        Four => allow if (c && c),
        Five => allow if ((owner && c) && owner),
        Six => deny,
        Seven => allow if (c || (a || owner)),
    }

    Table13(context = Thing, flag = "beta", requires(a)) [true (a)] {
        Anonymous => allow if ((b || e) || (d && a)),
        One => allow if (b && e),
        Two => allow if (((d && e) || b) && a),
        Three => allow,
        Four => allow if (((a && e) || d) && b),
        Five => allow if ((b && a) && (e || d)),
        Six => allow,
        Seven => allow,
    }

    Table14(context = Thing) [false (true)] {
        Anonymous => allow if ((a || (d || b)) || c),
        One => allow if ((owner && a) || (b || c) || owner),
        Two => allow if (d),
        Three => allow if (d && ((b || owner) || (c && a))),
        Four => allow if (owner || d),
        Five => allow if (b && (d || a)),
        Six => allow if (a && owner && b),
        Seven => allow,
    }

    Table15(context = Thing) [false (true)] {
        Anonymous => allow if ((d || d || d) && b),
        One => allow if (d || e || c),
        Two => allow,
        Three => allow if (a && (owner || d) && (b || owner || owner)),
        Four => allow,
        Five => allow if (d || (b && d && e)),
        Six => deny,
        Seven => allow if (owner || e || b),
    }

    Table16(context = Thing, requires(a, b)) [false (a && b)] {
        Anonymous => allow if (d),
        One => allow if (d),
        Two => deny,
        Three => deny,
        Four => allow if (c && a),
        Five => deny,
        Six => allow if (d || c || a),
        Seven => allow if ((owner || (d && (a && (b && c)))) || e),
    }

    Table17(context = Thing, flag = "beta") [true (true)] {
        Anonymous => allow if ((c && b) || (e && (a || d))),
        One => deny,
        Two => allow if (((d && owner) || c) || (a || (e && b))),
        Three => allow if (owner && (c || owner) && (b && b && b)),
        Four => allow if ((d && d) && (a && c && b) && (c || b)),
        Five => allow if ((d && d) || (c || d)),
        Six => allow if ((a || e) || b),
        Seven => allow if ((c || d || c) || d),
    }

    Table18(context = Thing) [false (true)] {
        Anonymous => deny,
        One => deny,
        Two => allow if (owner),
        Three => deny,
        Four => allow if (owner),
        Five => allow if (owner),
        Six => allow if (owner),
        Seven => deny,
    }

    Table19(context = Thing, requires(a)) [false (a)] {
        Anonymous => allow if (c && e),
        One => allow if (c && e),
        Two => deny,
        Three => allow,
        Four => allow if (c),
        Five => deny,
        Six => allow if (e || e),
        Seven => allow,
    }

    Table20(context = Thing) [false (true)] {
        Anonymous => allow if (b),
        One => allow if ((e && d) && b),
        Two => allow if (e || (b || e)),
        Three => allow if ((e || b) || d),
        Four => allow if (b || (e || d)),
        Five => allow if ((b || d) || (b || b)),
        Six => allow if (e || b || d),
        Seven => allow if ((b && d) || e),
    }

    Table21(context = Thing, flag = "beta") [true (true)] {
        Anonymous => allow if ((b || c) && b && c),
        One => deny,
        Two => allow if (a || b),
        Three => allow if (b || (c && (owner && a))),
        Four => allow if (a),
        Five => allow,
        Six => deny,
        Seven => allow if ((owner && a) || (c && b && c)),
    }

    Table22(context = Thing, requires(a, b)) [false (a && b)] {
        Anonymous => allow if (a),
        One => allow if (e && b && (a || e)),
        Two => allow if (b && c),
        Three => allow,
        Four => allow if (c && (a || e || c)),
        Five => allow if ((d || c || d) && e),
        Six => allow if ((d || b || e) || (e && d) || b),
        Seven => allow if ((c && d) && b),
    }

    Table23(context = Thing) [false (true)] {
        Anonymous => deny,
        One => allow if ((a || owner || e) || (a && owner) || a),
        Two => allow,
        Three => allow if (c || (c && a && c) || owner),
        Four => allow if (c || d || a),
        Five => allow,
        Six => allow if (d || (owner && (b && (a && (e || c))))),
        Seven => allow if ((c && owner && a) && e && d),
    }

    Table24(context = Thing) [false (true)] {
        Anonymous => deny,
        One => allow if ((b || a || b) || a || d),
        Two => allow,
        Three => allow if (a || e || (d || d || owner)),
        Four => allow if (owner || b),
        Five => allow if (c && ((b || (e || a)) || (d || owner))),
        Six => allow if (a || (d && e && a) || (a && b)),
        Seven => allow if (d || a || b),
    }

    Table25(context = Thing, flag = "beta", requires(a)) [true (a)] {
        Anonymous => deny,
        One => allow if ((b || e || c) && d),
        Two => allow if ((b && d) || owner || (e || owner || a)),
        Three => allow,
        Four => allow,
        Five => allow if ((b && b) && (owner || owner || d)),
        Six => allow if ((e || b) && (owner || c || e)),
        Seven => allow if (owner || a || (d && e)),
    }

    Table26(context = Thing) [false (true)] {
        Anonymous => allow if (e),
        One => allow if (e),
        Two => allow if (e),
        Three => allow if (e),
        Four => allow if (e),
        Five => allow if (e),
        Six => allow,
        Seven => allow if (e),
    }

    Table27(context = Thing) [false (true)] {
        Anonymous => allow if (c || b),
        One => allow if (b || c),
        Two => allow if (c),
        Three => allow if (b || c),
        Four => allow,
        Five => allow if (c || b),
        Six => allow if (c || b),
        Seven => allow if (b && c),
    }

    Table28(context = Thing, requires(a, b)) [false (a && b)] {
        Anonymous => deny,
        One => allow if ((e && c) && c && e),
        Two => deny,
        Three => deny,
        Four => deny,
        Five => allow if ((e || d) && c),
        Six => allow if (d || (c && e)),
        Seven => allow if ((d || e) && e && e),
    }

    Table29(context = Thing, flag = "beta") [true (true)] {
        Anonymous => allow if (d && e && (d && e)),
        One => deny,
        Two => deny,
        Three => allow if ((owner || e || e) || d),
        Four => allow if ((owner && e) || e || (c && c && owner)),
        Five => allow if (e && c && d),
        Six => allow,
        Seven => allow if ((owner && e) || c || c),
    }

    Table30(context = Thing) [false (true)] {
        Anonymous => allow,
        One => allow if (d || ((b && c) || (a || e))),
        Two => deny,
        Three => allow,
        Four => allow if (a && d && (c || d)),
        Five => allow if (d && b && (d || b)),
        Six => deny,
        Seven => allow if ((d && (a || (b && e))) || c),
    }

    Table31(context = Thing, requires(a)) [false (a)] {
        Anonymous => allow,
        One => allow if (b && e && d),
        Two => allow if (b || (e && e && b) || e),
        Three => allow if (a && c && owner),
        Four => allow if (owner || e),
        Five => allow if ((owner || b) && (e && (d || (a || c)))),
        Six => allow if (b || (b && e)),
        Seven => allow if (b || owner || (a || c)),
    }
}
