use contacts_client::auth::{App, Token, UserAccount};

use crate::{MARKER, http, in_turn, pair};

#[tokio::test]
async fn nothing_shows_a_secret() {
    let app = App::new("id-7f3a", "secret-7f3a", "https://7f3a.example.com/");
    let server = in_turn([pair("access-7f3a", "refresh-7f3a")]).await;
    let url = server.base_url();
    let exchanged = app.clone().endpoints(&url, &url, &url).unwrap().exchange(&http(), "code-7f3a").await.unwrap();
    let debugs = [
        format!("{app:?} {app:#?}"),
        format!("{exchanged:?} {exchanged:#?}"),
        format!("{:?}", UserAccount::new("id-7f3a", "secret-7f3a", "refresh-7f3a")),
        format!("{:?}", Token::new("access-7f3a")),
        format!("{:?}", http()),
    ];
    for debug in debugs {
        assert!(!debug.contains(MARKER), "{debug}");
    }
}
