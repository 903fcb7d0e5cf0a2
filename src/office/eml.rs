//! Letters as mail that an office looks through and sends itself: RFC 5322, with the document attached.

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;
use sha2::{Digest, Sha256};

/// A document of Word.
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A letter to be sent.
pub(crate) struct Mail<'a> {
    /// The office that writes: its name, if it is known, and its address.
    pub(crate) from: (Option<&'a str>, &'a str),
    /// The unit's name, and its addresses; without any, whoever sends it fills them in.
    pub(crate) to: (&'a str, &'a [String]),
    pub(crate) subject: &'a str,
    /// In seconds since 1970.
    pub(crate) moment: i64,
    /// What stands in the mail itself.
    pub(crate) text: &'a str,
    /// The name and the bytes of the document.
    pub(crate) document: (&'a str, &'a [u8]),
}

impl Mail<'_> {
    /// The bytes of the file. The same letter gives the same bytes: what else would be chance comes from what it holds.
    pub(crate) fn write(&self) -> std::io::Result<Vec<u8>> {
        let mut digest = Sha256::new();
        let (name, bytes) = self.document;
        let (unit, addresses) = self.to;
        for part in [self.from.1, unit, &addresses.join(","), self.subject, self.text, name].map(str::as_bytes) {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
        digest.update(bytes);
        let digest: String = digest.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        let domain = self.from.1.rsplit('@').next().unwrap_or_default();
        let to: Vec<Address<'_>> =
            addresses.iter().map(|address| Address::new_address(Some(unit), address.as_str())).collect();
        let parts = vec![
            MimePart::new("text/plain", self.text.replace('\n', "\r\n")),
            MimePart::new(DOCX, bytes).attachment(name),
        ];
        let body =
            MimePart::new(ContentType::new("multipart/mixed").attribute("boundary", format!("=_{digest}")), parts);
        let mut mail = MessageBuilder::new()
            .from(Address::new_address(self.from.0, self.from.1))
            .subject(self.subject)
            .date(Date::new(self.moment))
            .message_id(format!("{digest}@{domain}"))
            // Programs open it to be sent, not as something that came.
            .header("X-Unsent", Raw::new("1"))
            .body(body);
        if !to.is_empty() {
            mail = mail.to(Address::new_list(to));
        }
        mail.write_to_vec()
    }
}
