//! Documents as PDF, for reading: made by `LibreOffice`, where it is installed.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// What `LibreOffice` is called, by the ways in which it is installed.
const PROGRAMS: [&str; 5] = [
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
];
/// How often it is looked whether it has ended, and after how many times it hangs: after five minutes.
const STEP: Duration = Duration::from_millis(30);
const MOST_STEPS: u32 = 10_000;

/// Why there is no PDF.
#[derive(Debug)]
pub(crate) enum PdfTrouble {
    NotInstalled,
    /// It gave nothing, or hung.
    Failed,
    System(io::Error),
}

impl From<io::Error> for PdfTrouble {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

/// The PDF of each of some DOCX. They say by the clock when they were made: `LibreOffice` writes that itself.
pub(crate) fn pdf(documents: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, PdfTrouble> {
    let folder = tempfile::tempdir()?;
    let at = |name: String| folder.path().join(name);
    for (number, document) in documents.iter().enumerate() {
        fs::write(at(format!("{number}.docx")), document)?;
    }
    if documents.is_empty() {
        return Ok(Vec::new());
    }
    // A profile of its own: one that is open on the screen would take the work over and give nothing.
    let profile = format!("-env:UserInstallation={}", address(&at("profile".to_owned())));
    let start = |program: &str| {
        let mut command = Command::new(program);
        command.args(["--headless", "--norestore", &profile, "--convert-to", "pdf", "--outdir"]);
        command.arg(folder.path()).args((0..documents.len()).map(|number| at(format!("{number}.docx"))));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
    };
    let started = PROGRAMS.iter().map(|program| start(program)).find(|child| match child {
        Err(error) => error.kind() != ErrorKind::NotFound,
        Ok(_) => true,
    });
    end(&mut started.ok_or(PdfTrouble::NotInstalled)??)?;
    let made = (0..documents.len()).map(|number| fs::read(at(format!("{number}.pdf"))));
    made.collect::<Result<_, _>>().map_err(|_| PdfTrouble::Failed)
}

/// Waits for it to end.
fn end(child: &mut Child) -> Result<(), PdfTrouble> {
    for _ in 0..MOST_STEPS {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(_) => return Err(PdfTrouble::Failed),
            None => sleep(STEP),
        }
    }
    child.kill()?;
    child.wait()?;
    Err(PdfTrouble::Failed)
}

/// A folder as an address.
fn address(folder: &Path) -> String {
    let path = folder.to_string_lossy().replace('\\', "/");
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte);
    let written =
        path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") });
    format!("file://{}{}", if path.starts_with('/') { "" } else { "/" }, written.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn folders_have_addresses_on_every_system() {
        assert_eq!(address("/tmp/hồ sơ".as_ref()), "file:///tmp/h%E1%BB%93%20s%C6%A1");
        assert_eq!(address(r"C:\Users\Lan".as_ref()), "file:///C:/Users/Lan");
    }
}
