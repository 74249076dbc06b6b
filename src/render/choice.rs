//! Which renderer to use: a cheap look at the machine before any graphics driver is woken.

use std::path::Path;

/// Whether this machine may have graphics hardware. Asks the file system, never a driver.
pub(super) fn may_have_hardware() -> bool {
    platform::may_have_hardware(Path::new("/dev"))
}

#[cfg(target_os = "linux")]
mod platform {
    use std::fs::read_dir;
    use std::path::Path;

    /// Linux shows render nodes as `dri/renderD*`; NVIDIA's own driver may show only `nvidia*`; WSL2 has `dxg`.
    pub(super) fn may_have_hardware(devices: &Path) -> bool {
        any_starts_with(&devices.join("dri"), "renderD")
            || any_starts_with(devices, "nvidia")
            || devices.join("dxg").exists()
    }

    fn any_starts_with(folder: &Path, start: &str) -> bool {
        let names = read_dir(folder).into_iter().flatten().flatten();
        names.into_iter().any(|entry| entry.file_name().to_string_lossy().starts_with(start))
    }
}

#[cfg(not(target_os = "linux"))]
mod platform {
    use std::path::Path;

    /// Other systems always have a graphics interface; the adapter says whether it is emulated.
    pub(super) fn may_have_hardware(_devices: &Path) -> bool {
        true
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::platform::may_have_hardware;

    #[test]
    fn render_nodes_and_vendor_devices_count_as_hardware() {
        let devices = std::env::temp_dir().join(format!("farview-devices-{}", std::process::id()));
        std::fs::create_dir_all(devices.join("dri")).expect("a folder");
        std::fs::write(devices.join("dri/card0"), "").expect("a file");
        assert!(!may_have_hardware(&devices), "a card without a render node can only show pictures");
        std::fs::write(devices.join("dri/renderD128"), "").expect("a file");
        assert!(may_have_hardware(&devices));
        std::fs::remove_file(devices.join("dri/renderD128")).expect("it was there");
        std::fs::write(devices.join("nvidia0"), "").expect("a file");
        assert!(may_have_hardware(&devices));
        std::fs::remove_dir_all(&devices).expect("it was there");
    }
}
