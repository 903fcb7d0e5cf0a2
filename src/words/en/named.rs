//! What the parts of a plan or a record are called in a message.

use crate::diagnostic::{Expected, Found, Hidden, IdKind, Table};

table! { pub(super) fn hidden(Hidden) {
    Bidirectional => "changes the direction of writing",
    ZeroWidth => "has no width",
    Control => "is a control character",
} }

table! { pub(super) fn table_name(Table) {
    PlanFile => "plan.toml",
    MailboxFile => "a file of mailboxes",
    CollectionFile => "plans.toml",
    Plan => "[plan]",
    Calendar => "[calendar]",
    Event => "an event",
    Unit => "a unit",
    Group => "a group",
    Task => "a task",
    Milestone => "a milestone",
    Decision => "`added` or `cancelled`",
    Amendment => "an amendment",
    Record => "a record",
    Extended => "`extended`",
    Waived => "`waived`",
    Office => "[plan.office]",
    Above => "`above`",
    Target => "`target`",
    EvidenceFile => "`evidence`",
    Progress => "`progress`",
} }

table! { pub(super) fn expected_name(Expected) {
    Text => "a string in quotation marks",
    Date => "a date",
    DateOrText => "a date or a string such as \"2024-Q1\"",
    Bool => "true or false",
    Number => "a whole number",
    Amount => "a number",
    Table => "a table",
    Tables => "a list of tables",
    Texts => "a list of strings",
    TextOrTexts => "a string or a list of strings",
    TextOrTable => "a string or a table",
    Days => "a list of days",
} }

table! { pub(super) fn found_name(Found) {
    Text => "a string",
    Number => "a whole number",
    Float => "a number with a fraction",
    Bool => "true or false",
    Date => "a date or a time",
    List => "a list",
    Table => "a table",
} }

table! { pub(super) fn kind_name(IdKind) {
    Unit => "a unit",
    Group => "a group",
    Body => "a unit or a group",
    Task => "a task",
    Milestone => "a milestone",
    Event => "an event",
} }

table! { pub(super) fn bare_kind(IdKind) {
    Unit => "unit",
    Group => "group",
    Body => "unit or group",
    Task => "task",
    Milestone => "milestone",
    Event => "event",
} }

table! { pub(super) fn kinds(IdKind) {
    Unit => "units",
    Group => "groups",
    Body => "units and groups",
    Task => "tasks",
    Milestone => "milestones",
    Event => "events",
} }
