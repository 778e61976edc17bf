#[permit::requires(EditItem, who, item, order)]
fn edit() -> Result<(), permit::Refused> {
    Ok(())
}

#[permit::requires(crate = permit)]
fn nothing() -> Result<(), permit::Refused> {
    Ok(())
}

#[permit::requires(EditItem who)]
fn comma() -> Result<(), permit::Refused> {
    Ok(())
}

fn main() {}
