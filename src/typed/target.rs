//! Amounts and targets as people type them.

use crate::model::target::{Amount, TargetRange};
use crate::text::{fold, nfc};

/// An amount: `120`, `95,5`, `95.5`. Three digits after a sign could be decimals or thousands, and are refused.
pub(crate) fn amount(text: &str) -> Option<Amount> {
    let text = text.trim();
    let (whole, fraction) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let digits = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let plain = digits(whole, 12) && digits(fraction, 2);
    plain.then(|| Amount::fraction(format!("{whole}.{fraction}").parse().ok()?)).flatten()
}

/// An amount, or a share in per cent, such as `45%`; whether it is one.
pub(crate) fn amount_or_share(text: &str) -> Option<(Amount, bool)> {
    match text.trim().strip_suffix('%') {
        Some(share) => Some((amount(share)?, true)),
        None => Some((amount(text)?, false)),
    }
}

/// How much is to be reached: `80%`, `151 chi bộ`, `tối đa 3 vụ`, `10..20 xã`; or as `plan.toml` has it.
pub(crate) fn target(text: &str) -> Option<TargetRange> {
    const MOST: [&str; 8] = ["<=", "≤", "tối đa", "nhiều nhất", "không quá", "không vượt quá", "at most", "max"];
    const LEAST: [&str; 7] = [">=", "≥", "ít nhất", "tối thiểu", "không dưới", "at least", "min"];
    let text = nfc(text.trim());
    if text.starts_with('{') {
        return written_target(&text);
    }
    let lower = text.to_lowercase();
    let after = |signs: &[&str]| {
        let sign = signs.iter().find(|sign| lower.starts_with(**sign))?;
        text.get(sign.len()..).map(str::trim)
    };
    let (most, least) = (after(&MOST), after(&LEAST));
    let said = most.or(least).unwrap_or(&text);
    let split = said.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(said.len());
    let (figures, unit) = said.split_at(split);
    let in_words = ["phan tram", "percent", "per cent"].contains(&fold(unit).trim());
    let unit = if in_words { "%" } else { unit.trim() };
    let unit = Some(unit).filter(|unit| !unit.is_empty()).map(Into::into);
    let (min, max) = match (figures.split_once(".."), most) {
        (Some((min, max)), None) if least.is_none() => (Some(amount(min)?), Some(amount(max)?)),
        (_, Some(_)) => (None, Some(amount(figures)?)),
        _ => (Some(amount(figures)?), None),
    };
    let is_sound = min.zip(max).is_none_or(|(min, max)| min <= max);
    is_sound.then_some(TargetRange { min, max, unit })
}

/// `{ min = 151, unit = "chi bộ" }`.
fn written_target(text: &str) -> Option<TargetRange> {
    let read: toml::Table = format!("target = {text}").parse().ok()?;
    let Some(toml::Value::Table(keys)) = read.get("target") else { return None };
    let amount = |key: &str| match keys.get(key) {
        None => Some(None),
        Some(toml::Value::Integer(whole)) => Amount::whole(u64::try_from(*whole).ok()?).map(Some),
        Some(toml::Value::Float(number)) => Amount::fraction(*number).map(Some),
        Some(_) => None,
    };
    let (min, max) = (amount("min")?, amount("max")?);
    let unit = match keys.get("unit") {
        None => None,
        Some(toml::Value::String(unit)) => Some(unit.as_str().into()),
        Some(_) => return None,
    };
    let known = read.len() == 1 && keys.keys().all(|key| matches!(key.as_str(), "min" | "max" | "unit"));
    let is_sound = known && (min.is_some() || max.is_some()) && min.zip(max).is_none_or(|(min, max)| min <= max);
    is_sound.then_some(TargetRange { min, max, unit })
}
