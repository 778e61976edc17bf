#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    T00, T01, T02, T03, T04, T05, T06, T07,
    T10, T11, T12, T13, T14, T15, T16, T17,
    T20, T21, T22, T23, T24, T25, T26, T27,
    T30, T31, T32, T33, T34, T35, T36, T37,
    T40, T41, T42, T43, T44, T45, T46, T47,
    T50, T51, T52, T53, T54, T55, T56, T57,
    T60, T61, T62, T63, T64, T65, T66, T67,
    T70, T71, T72, T73, T74, T75, T76, T77,
}

fn main() {}
