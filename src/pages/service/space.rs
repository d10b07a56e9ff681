//! The first page of one's own space, and of the team's desk: what is under way, and the doors that are open.

use crate::desk::model::{Block, Form, Item, Sheet};
use crate::desk::service::{Answer, Ask};
use crate::i18n::candidacy as files;
use crate::i18n::{campaign, people as say, recruiting};
use crate::people::model::Role;

/// `/mon-espace`
pub async fn page(ask: &Ask<'_>) -> Answer {
    let me = ask.me()?;
    let mut doors = vec![door("/mon-espace/dossiers", files::MINE, files::DOSSIERS_DOOR)];
    if crate::campaign::service::access::takes_part(ask).await? {
        doors.insert(0, door("/mon-espace/campagnes", campaign::MINE, campaign::MINE_DOOR));
    }
    if me.team() {
        doors.push(door("/equipe", say::TEAM_DESK, say::TEAM_DOOR));
    }
    if !me.organisations().is_empty() {
        doors.push(door("/recruter", recruiting::HOME, recruiting::POSTS_DOOR));
    }
    doors.push(door("/mon-espace/candidatures", recruiting::MINE, recruiting::MINE_LEAD));
    let sheet = Sheet::new(say::hello(me.called())).with_all(ask.said());
    Ok(sheet.with(Block::items(doors)).with(ask.form(Form::new("sortir").quiet("deconnexion", say::SIGN_OUT))))
}

/// `/equipe`
pub async fn team(ask: &Ask<'_>) -> Answer {
    let me = ask.me()?;
    let mut doors = vec![
        door("/equipe/editions", files::EDITIONS, files::EDITIONS_LEAD),
        door("/equipe/campagnes", campaign::ALL, campaign::ALL_LEAD),
        door("/equipe/offres", recruiting::TO_READ, recruiting::TO_READ_LEAD),
        door("/equipe/reponses", recruiting::ANSWERS, recruiting::ANSWERS_LEAD),
        door("/equipe/conservation", say::RETENTION, say::RETENTION_LEAD),
        door("/equipe/journal", say::JOURNAL, say::JOURNAL_LEAD),
    ];
    if me.is(Role::Admin) {
        doors.insert(0, door("/equipe/personnes", say::PEOPLE, say::PEOPLE_LEAD));
    }
    Ok(Sheet::new(say::TEAM_DESK).dense().with(Block::items(doors)))
}

fn door(href: &str, title: &str, text: &str) -> Item {
    Item { title: title.to_owned(), href: href.to_owned(), text: text.to_owned(), ..Item::default() }
}
