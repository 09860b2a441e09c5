//! What a page may ask the browser for: everything off, except writing to the clipboard.

/// What the browsers of 2026 know by name. An unknown name makes Chromium warn on its console.
const OFF: [&str; 25] = [
    "accelerometer",
    "autoplay",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
];

/// The value of `Permissions-Policy`.
pub fn policy() -> String {
    let off = OFF.map(|name| [name, "=()"].concat());
    // The copy buttons write to it.
    [off.join(", "), "clipboard-write=(self)".to_owned()].join(", ")
}
