//! Paths from a plan to what stands beside it: shared bodies, the plan above.

use crate::diagnostic::SharedFault;

/// The most steps up to a folder above that such a path may take.
const MAX_UP: usize = 4;

/// A path from a plan to something beside it: relative, with few steps up, and nothing in it that other systems read otherwise.
pub(crate) fn is_shared_path(path: &str) -> Result<(), SharedFault> {
    let parts = || path.split('/');
    if path.is_empty() || path.contains(['\\', ':', '\0']) || parts().any(str::is_empty) {
        return Err(SharedFault::NotRelative);
    }
    if parts().filter(|part| *part == "..").count() > MAX_UP { Err(SharedFault::TooFarUp) } else { Ok(()) }
}
