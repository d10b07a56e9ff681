//! How each host writes the addresses of its videos, and the hosts that are not for videos (rule C15).

use super::video::{Parts, Provider};

const NO_VIDEO: &str = "Cette adresse ne mène pas à une vidéo précise. Ouvrez votre vidéo, puis copiez l’adresse de sa page.";
const PLAYLIST: &str = "Cette adresse mène à une liste ou à une chaîne. Ouvrez votre vidéo, puis copiez l’adresse de sa page.";
const FILE: &str = "Cette adresse mène à un fichier à télécharger, pas à une vidéo à regarder. Déposez-la en « non répertoriée » sur YouTube ou Vimeo, puis collez son adresse.";
const SOCIAL: &str =
    "Ce réseau demande un compte pour regarder. Déposez la vidéo en « non répertoriée » sur YouTube ou Vimeo, puis collez son adresse.";

/// An address shaped as PeerTube writes them, on an instance the configuration does not name.
pub(super) const NOT_OURS: &str = "Cette instance PeerTube n’est pas encore acceptée ici. Écrivez-nous son adresse par la page Contact, ou déposez la vidéo en « non répertoriée » sur YouTube ou Vimeo, puis collez son adresse.";

/// Hosts that hand out files, or show a video only to account holders: the sentence says where to put it instead.
pub(super) const ELSEWHERE: [(&str, &str); 20] = [
    ("drive.google.com", FILE),
    ("docs.google.com", FILE),
    ("photos.google.com", FILE),
    ("photos.app.goo.gl", FILE),
    ("wetransfer.com", FILE),
    ("we.tl", FILE),
    ("dropbox.com", FILE),
    ("dropboxusercontent.com", FILE),
    ("1drv.ms", FILE),
    ("onedrive.live.com", FILE),
    ("sharepoint.com", FILE),
    ("icloud.com", FILE),
    ("swisstransfer.com", FILE),
    ("fromsmash.com", FILE),
    ("mega.nz", FILE),
    ("facebook.com", SOCIAL),
    ("instagram.com", SOCIAL),
    ("tiktok.com", SOCIAL),
    ("linkedin.com", SOCIAL),
    ("x.com", SOCIAL),
];

/// The provider, the identity and the private key; or the sentence that helps.
pub(super) type Found<'a> = Result<(Provider, &'a str, Option<&'a str>), &'static str>;

fn token(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// Reads the path of an address of this host.
pub(super) fn youtube<'a>(host: &str, parts: &Parts<'a>) -> Found<'a> {
    let id = match (host, &parts.path[..]) {
        ("youtu.be", [id]) => Some(*id),
        ("youtu.be", _) => None,
        (_, ["watch"]) => parts.value("v"),
        (_, ["embed", "videoseries"]) => return Err(PLAYLIST),
        (_, ["shorts" | "live" | "embed" | "v", id]) => Some(*id),
        (_, ["playlist" | "channel" | "c" | "user" | "feed", ..]) => return Err(PLAYLIST),
        (_, [name, ..]) if name.starts_with('@') => return Err(PLAYLIST),
        _ => None,
    };
    id.filter(|id| token(id, 11..=11)).map(|id| (Provider::YouTube, id, None)).ok_or(NO_VIDEO)
}

/// Reads the path of an address of this host.
pub(super) fn vimeo<'a>(host: &str, parts: &Parts<'a>) -> Found<'a> {
    let given = parts.value("h");
    let (id, hash) = match (host, &parts.path[..]) {
        ("player.vimeo.com", ["video", id]) => (*id, given),
        ("player.vimeo.com", _) => return Err(NO_VIDEO),
        (_, [id]) | (_, ["channels", _, id]) | (_, ["groups", _, "videos", id]) | (_, ["album" | "showcase", _, "video", id]) => (*id, given),
        (_, ["channels" | "groups" | "album" | "showcase" | "user", ..]) => return Err(PLAYLIST),
        (_, [id, hash]) => (*id, Some(*hash)),
        _ => return Err(NO_VIDEO),
    };
    let good = (6..=12).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_digit());
    let key = hash.is_none_or(|h| (6..=40).contains(&h.len()) && h.bytes().all(|b| b.is_ascii_hexdigit()));
    if good && key {
        return Ok((Provider::Vimeo, id, hash));
    }
    let short = !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
    Err(if short || good { NO_VIDEO } else { PLAYLIST })
}

/// Reads the path of an address of this host.
pub(super) fn dailymotion<'a>(host: &str, parts: &Parts<'a>) -> Found<'a> {
    let id = match (host, &parts.path[..]) {
        ("dai.ly", [id]) => Some(*id),
        ("dai.ly", _) => None,
        ("geo.dailymotion.com", [page]) if page.starts_with("player") => parts.value("video"),
        (_, ["video", id] | ["embed", "video", id]) => Some(id.split('_').next().unwrap_or(id)),
        (_, ["playlist", ..]) => return Err(PLAYLIST),
        (_, [name]) if !name.is_empty() => return Err(PLAYLIST),
        _ => None,
    };
    let good = |id: &&str| (5..=24).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric());
    id.filter(good).map(|id| (Provider::Dailymotion, id, None)).ok_or(NO_VIDEO)
}

/// Reads the path of an address of this host.
pub(super) fn loom<'a>(parts: &Parts<'a>) -> Found<'a> {
    let id = match parts.path[..] {
        ["share" | "embed", id] => id.rsplit('-').next().unwrap_or(id),
        ["share", "folder", ..] | ["looms", ..] | ["spaces", ..] => return Err(PLAYLIST),
        _ => return Err(NO_VIDEO),
    };
    let good = id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit());
    if good { Ok((Provider::Loom, id, None)) } else { Err(NO_VIDEO) }
}

/// Reads the path of an address of this host.
pub(super) fn instance<'a>(parts: &Parts<'a>) -> Found<'a> {
    let id = match parts.path[..] {
        ["w", "p", ..] | ["videos", "watch", "playlist", ..] | ["video-playlists", ..] => return Err(PLAYLIST),
        ["a" | "c" | "accounts" | "video-channels", ..] => return Err(PLAYLIST),
        ["w", id] | ["videos", "watch" | "embed", id] => id,
        _ => return Err(NO_VIDEO),
    };
    let uuid = id.len() == 36 && id.bytes().enumerate().all(|(i, b)| if [8, 13, 18, 23].contains(&i) { b == b'-' } else { b.is_ascii_hexdigit() });
    let short = (20..=24).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric());
    if uuid || short { Ok((Provider::PeerTube, id, None)) } else { Err(NO_VIDEO) }
}
