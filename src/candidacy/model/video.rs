//! The address of a candidate's short video (rule C15): read against a list of hosts, the same in the browser and the server.
//!
//! Nothing is ever fetched. What is understood is rebuilt: the address shown and the frame come from the parts, never from
//! the text typed, so that nothing else travels with them.

use super::video_hosts::{ELSEWHERE, NOT_OURS, dailymotion, instance, loom, vimeo, youtube};
use crate::kernel::refusal::Refusal;

/// Longest address read, in bytes.
pub const URL_MAX: usize = 2_000;

/// Who shows the video.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    /// youtube.com, youtu.be.
    YouTube,
    /// vimeo.com.
    Vimeo,
    /// dailymotion.com, dai.ly.
    Dailymotion,
    /// An instance of PeerTube named in the configuration.
    PeerTube,
    /// loom.com.
    Loom,
}

impl Provider {
    /// The name shown on the button that loads the frame.
    pub const fn name(self) -> &'static str {
        match self {
            Provider::YouTube => "YouTube",
            Provider::Vimeo => "Vimeo",
            Provider::Dailymotion => "Dailymotion",
            Provider::PeerTube => "PeerTube",
            Provider::Loom => "Loom",
        }
    }
}

/// A video understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Video {
    /// Who shows it.
    pub provider: Provider,
    /// The host of a PeerTube instance; the provider's own host otherwise.
    pub host: String,
    /// Its identity there.
    pub id: String,
    /// The key of a private or unlisted video.
    pub hash: Option<String>,
    /// Where to begin, in seconds.
    pub start: Option<u32>,
}

impl Video {
    /// The page of the video at its host, rebuilt.
    pub fn page_url(&self) -> String {
        let Video { id, host, .. } = self;
        let at = |mark: &str, end: &str| self.start.map_or_else(String::new, |s| format!("{mark}{s}{end}"));
        let key = |mark: &str| self.hash.as_ref().map_or_else(String::new, |h| format!("{mark}{h}"));
        match self.provider {
            Provider::YouTube => format!("https://www.youtube.com/watch?v={id}{}", at("&t=", "s")),
            Provider::Vimeo => format!("https://vimeo.com/{id}{}{}", key("/"), at("#t=", "s")),
            Provider::Dailymotion => format!("https://www.dailymotion.com/video/{id}{}", at("?start=", "")),
            Provider::PeerTube => format!("https://{host}/w/{id}{}", at("?start=", "s")),
            Provider::Loom => format!("https://www.loom.com/share/{id}{}", at("?t=", "")),
        }
    }

    /// The address of the frame, loaded only after a click.
    pub fn embed_url(&self) -> String {
        let Video { id, host, .. } = self;
        let at = |mark: &str, end: &str| self.start.map_or_else(String::new, |s| format!("{mark}{s}{end}"));
        let key = self.hash.as_ref().map_or_else(String::new, |h| format!("&h={h}"));
        match self.provider {
            Provider::YouTube => format!("https://www.youtube-nocookie.com/embed/{id}?rel=0{}", at("&start=", "")),
            Provider::Vimeo => format!("https://player.vimeo.com/video/{id}?dnt=1{key}{}", at("#t=", "s")),
            Provider::Dailymotion => format!("https://geo.dailymotion.com/player.html?video={id}{}", at("&startTime=", "")),
            Provider::PeerTube => format!("https://{host}/videos/embed/{id}?p2p=0{}", at("&start=", "s")),
            Provider::Loom => format!("https://www.loom.com/embed/{id}{}", at("?t=", "")),
        }
    }

    /// The origin a page must allow for its frame.
    pub fn frame_origin(&self) -> String {
        match self.provider {
            Provider::YouTube => "https://www.youtube-nocookie.com".to_owned(),
            Provider::Vimeo => "https://player.vimeo.com".to_owned(),
            Provider::Dailymotion => "https://geo.dailymotion.com".to_owned(),
            Provider::PeerTube => format!("https://{}", self.host),
            Provider::Loom => "https://www.loom.com".to_owned(),
        }
    }

    /// The sentence under the field once the address is understood.
    pub fn recognised(&self) -> String {
        format!("{} reconnu. Vérifiez que la vidéo n’est pas réservée à votre compte.", self.provider.name())
    }
}

const HELP: &str = "Collez l’adresse d’une vidéo sur YouTube, Vimeo, Dailymotion, PeerTube ou Loom, par exemple https://vimeo.com/123456789.";
/// The parts of an address that passed every check of form.
pub(super) struct Parts<'a> {
    host: String,
    pub(super) path: Vec<&'a str>,
    query: &'a str,
    fragment: &'a str,
}

impl<'a> Parts<'a> {
    /// The value of a parameter, if it is there exactly once.
    pub(super) fn value(&self, name: &str) -> Option<&'a str> {
        let mut all = self.query.split('&').filter_map(|pair| pair.split_once('=')).filter(|(n, _)| *n == name).map(|(_, v)| v);
        let first = all.next();
        if all.next().is_some() { None } else { first }
    }

    /// Where to begin: `t`, `start` or `time_continue`, in the query or after `#`.
    fn start(&self) -> Option<u32> {
        let after = self.fragment.strip_prefix("t=").or_else(|| self.fragment.strip_prefix("start="));
        let asked = ["t", "start", "time_continue"].into_iter().find_map(|name| self.value(name));
        asked.or(after).and_then(seconds).filter(|s| *s > 0)
    }
}

/// Reads "90", "90s", "1m30s", "1h2m3s", "1:30"; up to a day.
fn seconds(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 12 {
        return None;
    }
    let number = |t: &str| if t.bytes().all(|b| b.is_ascii_digit()) { t.parse::<u32>().ok() } else { None };
    let mut total: u32 = 0;
    if text.contains(':') {
        for part in text.split(':') {
            total = total.checked_mul(60)?.checked_add(number(part)?)?;
        }
    } else {
        let mut rest = text;
        for (unit, size) in [('h', 3600), ('m', 60), ('s', 1)] {
            if let Some((head, tail)) = rest.split_once(unit) {
                total = total.checked_add(number(head)?.checked_mul(size)?)?;
                rest = tail;
            }
        }
        if !rest.is_empty() {
            total = total.checked_add(number(rest)?)?;
        }
    }
    (total <= 86_400).then_some(total)
}

fn refuse(sentence: &str) -> Refusal {
    Refusal::invalid("video", sentence)
}

/// Most PeerTube instances a configuration names: each is written into the policy of every document.
const INSTANCES_MAX: usize = 30;

/// Reads the hosts of PeerTube instances from a setting: names separated by commas or spaces, without scheme, port or path.
///
/// # Errors
/// The one that is no name of a host, or too many: a French sentence for the operator.
pub fn instances(setting: &str) -> Result<Vec<String>, String> {
    let mut out: Vec<String> = Vec::new();
    for name in setting.split([',', ' ', '\n', '\t']).filter(|n| !n.is_empty()) {
        let host = name.to_ascii_lowercase();
        let last_is_a_word = host.rsplit('.').next().is_some_and(|end| end.bytes().any(|b| b.is_ascii_alphabetic()));
        if !plain(&host) || !last_is_a_word {
            return Err(format!("PASSERELLE_PEERTUBE\u{202f}: «\u{202f}{name}\u{202f}» n’est pas un nom d’hôte, comme tube.exemple.fr."));
        }
        if !out.contains(&host) {
            out.push(host);
        }
    }
    if out.len() > INSTANCES_MAX {
        return Err(format!("PASSERELLE_PEERTUBE\u{202f}: {INSTANCES_MAX} instances au plus."));
    }
    Ok(out)
}

/// Understands an address of a video, or says what to do instead. `peertube`: hosts of the instances accepted.
pub fn parse(url: &str, peertube: &[String]) -> Result<Video, Refusal> {
    let parts = split(url)?;
    let host = parts.host.as_str();
    let bare = ["www.", "m.", "mobile."].iter().find_map(|p| host.strip_prefix(p)).unwrap_or(host);
    let found = match bare {
        "youtube.com" | "music.youtube.com" | "youtube-nocookie.com" | "youtu.be" => youtube(bare, &parts),
        "vimeo.com" | "player.vimeo.com" => vimeo(bare, &parts),
        "dailymotion.com" | "dai.ly" | "geo.dailymotion.com" => dailymotion(bare, &parts),
        "loom.com" => loom(&parts),
        _ if peertube.iter().any(|p| p.eq_ignore_ascii_case(host)) => instance(&parts),
        _ => {
            let under = |name: &str| bare == name || bare.strip_suffix(name).is_some_and(|left| left.ends_with('.'));
            let elsewhere = ELSEWHERE.iter().find(|(name, _)| under(name)).map(|(_, sentence)| *sentence);
            Err(elsewhere.unwrap_or(if instance(&parts).is_ok() { NOT_OURS } else { HELP }))
        }
    };
    let (provider, id, hash) = found.map_err(refuse)?;
    let host = if provider == Provider::PeerTube { parts.host.clone() } else { bare.to_owned() };
    Ok(Video { provider, host, id: id.to_owned(), hash: hash.map(str::to_owned), start: parts.start() })
}

/// Splits an address that may be typed without its scheme; refuses whatever a plain https address never holds.
fn split(url: &str) -> Result<Parts<'_>, Refusal> {
    if url.len() > URL_MAX {
        return Err(refuse("Cette adresse est trop longue : copiez seulement celle de la page de votre vidéo."));
    }
    let text = url.trim_matches(|c: char| c == ' ' || c == '\n' || c == '\r' || c == '\t');
    if text.is_empty() {
        return Err(refuse(HELP));
    }
    if !text.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(refuse("Cette adresse contient des espaces ou des caractères inhabituels : recopiez-la depuis la page de votre vidéo."));
    }
    if text.bytes().any(|b| matches!(b, b'\\' | b'"' | b'<' | b'>' | b'`' | b'{' | b'}' | b'|' | b'^')) {
        return Err(refuse(HELP));
    }
    let starts = |scheme: &str| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    let rest = if starts("https://") {
        &text[8..]
    } else if starts("http://") {
        &text[7..]
    } else {
        text
    };
    let (before, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (before, query) = before.split_once('?').unwrap_or((before, ""));
    let (host, path) = before.split_once('/').unwrap_or((before, ""));
    if host.contains('@') {
        return Err(refuse("Cette adresse contient un nom d’utilisateur : copiez seulement celle de la page de votre vidéo."));
    }
    // A colon here is a port, or another scheme: javascript:, data:, file:…
    if !plain(host) {
        return Err(refuse(HELP));
    }
    let path: Vec<&str> = path.split('/').filter(|p| !p.is_empty()).collect();
    Ok(Parts { host: host.to_ascii_lowercase(), path, query, fragment })
}

/// A plain name of a host: two labels at least.
fn plain(host: &str) -> bool {
    host.len() <= 253 && host.split('.').count() >= 2 && host.split('.').all(label)
}

/// A plain label of a host name: letters, figures, inner dashes.
fn label(text: &str) -> bool {
    let fine = (1..=63).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    fine && !text.starts_with('-') && !text.ends_with('-')
}
