//! Frames of video and map services, which pages do not load, and what to link to in their place.
//!
//! The addresses are those of the code that each service offers for copying.

use std::borrow::Cow;

use url::Url;

/// What a frame of a known service shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Frame {
    /// A film, with the address of its page.
    Video(String),
    /// A place on a map, in degrees (WGS 84).
    Place {
        /// North.
        lat: f64,
        /// East.
        lon: f64,
    },
}

impl Frame {
    /// What the frame with an address shows; `None` if its service is not known.
    ///
    /// ```
    /// use sapar::site::Frame;
    ///
    /// let film = Frame::of("https://www.youtube-nocookie.com/embed/aB1_c-2?start=90").expect("a film");
    /// assert_eq!(film, Frame::Video("https://www.youtube.com/watch?v=aB1_c-2&t=90".into()));
    /// ```
    pub fn of(address: &str) -> Option<Self> {
        let whole = match address.strip_prefix("//") {
            Some(rest) => Cow::Owned(format!("https://{rest}")),
            None => Cow::Borrowed(address),
        };
        let url = Url::parse(&whole).ok()?;
        let host = url.host_str()?;
        let host = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(host);
        let path: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
        match host {
            "youtube.com" | "youtube-nocookie.com" => youtube(&url, &path),
            "rutube.ru" => match path[..] {
                ["play", "embed", id] if is_id(id) => video(format!("https://rutube.ru/video/{id}/")),
                _ => None,
            },
            "vk.com" | "vk.ru" | "vkvideo.ru" if path == ["video_ext.php"] => {
                let (owner, id) = (query(&url, "oid")?, query(&url, "id")?);
                let is_known = is_id(&owner) && is_id(&id);
                is_known.then(|| Self::Video(format!("https://vk.com/video{owner}_{id}")))
            }
            "player.bilibili.com" => {
                let id = query(&url, "bvid").filter(|id| is_id(id));
                let id =
                    id.or_else(|| query(&url, "aid").filter(|id| is_id(id)).map(|id| format!("av{id}")))?;
                video(format!("https://www.bilibili.com/video/{id}/"))
            }
            "v.qq.com" => {
                let id = query(&url, "vid").filter(|id| is_id(id))?;
                video(format!("https://v.qq.com/x/page/{id}.html"))
            }
            "player.vimeo.com" => match path[..] {
                ["video", id] if is_id(id) => video(format!("https://vimeo.com/{id}")),
                _ => None,
            },
            "openstreetmap.org" => openstreetmap(&url),
            "google.com" | "google.kz" | "google.ru" | "maps.google.com" => google(&url),
            "yandex.ru" | "yandex.kz" | "yandex.com" | "api-maps.yandex.ru" => {
                let pair = query(&url, "pt").or_else(|| query(&url, "ll"))?;
                place(pair.split(',').nth(1)?, pair.split(',').next()?)
            }
            "widgets.2gis.com" | "makemap.2gis.ru" | "makemap.2gis.com" => {
                let options = query(&url, "options")?;
                place(&number_behind(&options, "\"lat\":")?, &number_behind(&options, "\"lon\":")?)
            }
            "uri.amap.com" => {
                let pair = query(&url, "position")?;
                place(pair.split(',').nth(1)?, pair.split(',').next()?)
            }
            _ => None,
        }
    }
}

fn youtube(url: &Url, path: &[&str]) -> Option<Frame> {
    let ["embed", id] = path else { return None };
    let page = match *id {
        "videoseries" => {
            let list = query(url, "list").filter(|list| is_id(list))?;
            return video(format!("https://www.youtube.com/playlist?list={list}"));
        }
        id if is_id(id) => format!("https://www.youtube.com/watch?v={id}"),
        _ => return None,
    };
    let start = query(url, "start").filter(|start| start.bytes().all(|byte| byte.is_ascii_digit()));
    video(page + &start.map(|start| format!("&t={start}")).unwrap_or_default())
}

fn openstreetmap(url: &Url) -> Option<Frame> {
    if let Some(marker) = query(url, "marker") {
        let (lat, lon) = marker.split_once(',')?;
        return place(lat, lon);
    }
    let bounds = query(url, "bbox")?;
    let bounds: Vec<f64> = bounds.split(',').filter_map(|bound| bound.trim().parse().ok()).collect();
    let [west, south, east, north] = bounds[..] else { return None };
    place(&format!("{:.5}", f64::midpoint(south, north)), &format!("{:.5}", f64::midpoint(west, east)))
}

/// Google writes the middle of a map as `!2dLON!3dLAT`; a search may have coordinates as its words.
fn google(url: &Url) -> Option<Frame> {
    if let Some(code) = query(url, "pb") {
        return place(&number_behind(&code, "!3d")?, &number_behind(&code, "!2d")?);
    }
    let words = query(url, "q").or_else(|| query(url, "ll"))?;
    let (lat, lon) = words.split_once(',')?;
    place(lat, lon)
}

fn video(page: String) -> Option<Frame> {
    Some(Frame::Video(page))
}

fn place(lat: &str, lon: &str) -> Option<Frame> {
    let (lat, lon) = (lat.trim().parse::<f64>().ok()?, lon.trim().parse::<f64>().ok()?);
    let is_on_earth = lat.abs() <= 90.0 && lon.abs() <= 180.0;
    is_on_earth.then_some(Frame::Place { lat, lon })
}

fn query(url: &Url, key: &str) -> Option<String> {
    url.query_pairs().find(|(name, _)| name == key).map(|(_, value)| value.into_owned())
}

/// The number behind a mark.
fn number_behind(text: &str, mark: &str) -> Option<String> {
    let (_, rest) = text.split_once(mark)?;
    let length = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(rest.len());
    Some(rest[..length].to_owned())
}

/// Whether a text is an identifier of a service, which needs no encoding.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_of_services_are_known() {
        for (address, page) in [
            ("https://www.youtube.com/embed/aB1_c-2", "https://www.youtube.com/watch?v=aB1_c-2"),
            (
                "https://www.youtube.com/embed/videoseries?si=x&list=PL1",
                "https://www.youtube.com/playlist?list=PL1",
            ),
            ("https://rutube.ru/play/embed/0a1b/", "https://rutube.ru/video/0a1b/"),
            ("https://vk.com/video_ext.php?oid=-22&id=45&hd=2", "https://vk.com/video-22_45"),
            ("https://vkvideo.ru/video_ext.php?oid=1&id=2", "https://vk.com/video1_2"),
            (
                "//player.bilibili.com/player.html?isOutside=true&aid=1&bvid=BV1x&cid=2",
                "https://www.bilibili.com/video/BV1x/",
            ),
            ("https://v.qq.com/txp/iframe/player.html?vid=k0x", "https://v.qq.com/x/page/k0x.html"),
            ("https://player.vimeo.com/video/12?h=a", "https://vimeo.com/12"),
        ] {
            assert_eq!(Frame::of(address), Some(Frame::Video(page.to_owned())), "{address}");
        }
        for (address, lat, lon) in [
            (
                "https://www.openstreetmap.org/export/embed.html?bbox=85,48,87,49&layer=mapnik&marker=48.6%2C86.1",
                48.6,
                86.1,
            ),
            ("https://www.openstreetmap.org/export/embed.html?bbox=85,48,87,49", 48.5, 86.0),
            (
                "https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d2906.5!2d76.92!3d43.24!2m3!1f0",
                43.24,
                76.92,
            ),
            ("https://maps.google.com/maps?q=43.24,76.92&output=embed", 43.24, 76.92),
            ("https://yandex.ru/map-widget/v1/?ll=76.92%2C43.24&z=12", 43.24, 76.92),
            (
                "https://widgets.2gis.com/widget?type=firmsonmap&options=%7B%22pos%22%3A%7B%22lat%22%3A43.24%2C%22lon%22%3A76.92%2C%22zoom%22%3A16%7D%7D",
                43.24,
                76.92,
            ),
        ] {
            assert_eq!(Frame::of(address), Some(Frame::Place { lat, lon }), "{address}");
        }
        for address in [
            "https://player.example/embed/1",
            "https://www.youtube.com/embed/",
            "https://www.youtube.com/embed/a%22b",
            "https://yandex.ru/map-widget/v1/?um=constructor%3Aab",
            "https://www.google.com/maps/embed?pb=!1m18",
            "https://www.openstreetmap.org/export/embed.html?bbox=1,2,3",
            "https://maps.google.com/maps?q=100,200",
            "not an address",
        ] {
            assert_eq!(Frame::of(address), None, "{address}");
        }
    }
}
