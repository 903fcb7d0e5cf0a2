//! Comments amid what is changed: by a header, and between the items of a list or of an inline table.

use snapbox::str;
use tiendo::edit::{Edit, FieldChange, Unable, Value, apply};
use tiendo::model::id::UnitIx;
use tiendo::model::record::Field;
use tiendo::model::target::Amount;

use crate::support::case::{Shows as _, plan, task};
use crate::support::model::read_plan;

/// The file of a unit that leads `t` and `u`, after a change of one field of `t`.
fn try_change(text: &str, field: Field, value: Option<Value>) -> Result<String, Unable> {
    let tasks = task("t", "due = 2024-03-29") + &task("u", "due = 2024-06-28");
    let of_the_plan = read_plan(&plan("", &tasks), |reading| reading.plan);
    let plan = of_the_plan.expect("the plan is sound");
    let occurrence = plan.owed_by(UnitIx::new(0)).next().expect("it is owed once");
    let edits = [Edit { occurrence, changes: vec![FieldChange { field, value }] }];
    apply(&plan, text, &edits)
}

/// The same where it can be done.
#[track_caller]
fn changed(text: &str, field: Field, value: Option<Value>) -> String {
    try_change(text, field, value).unwrap_or_else(|error| panic!("{error:?}: {text}"))
}

/// Many records at once are laid out as if each had been recorded by itself, in whatever order they come.
#[test]
fn records_written_together_look_as_if_written_one_by_one() {
    let tasks = task("t", "every = \"quarter\"") + &task("u", "due = 2024-06-28") + &task("v", "every = \"quarter\"");
    let of_the_plan = read_plan(&plan("", &tasks), |reading| reading.plan);
    let plan = of_the_plan.expect("the plan is sound");
    let change = |field, text: &str| FieldChange { field, value: Some(Value::Text(text.to_owned())) };
    let edit = |occurrence| Edit { occurrence, changes: vec![change(Field::Note, "x"), change(Field::Reason, "y")] };
    let edits: Vec<Edit> = plan.owed_by(UnitIx::new(0)).map(edit).collect();
    assert_eq!(edits.len(), 9);
    let mut backwards: Vec<Edit> = plan.owed_by(UnitIx::new(0)).map(edit).collect();
    backwards.reverse();
    for text in ["", "\n\n", "# A", "# A\r\n", "[u]\nnote = \"z\"\n", "# A\n[t.2024-Q2]\n\n# hết\n", "t = {}\n"] {
        let alone =
            |text: String, edit: &Edit| apply(&plan, &text, std::slice::from_ref(edit)).expect("it has a place");
        let one_by_one = edits.iter().fold(text.to_owned(), alone);
        for all in [&edits, &backwards] {
            assert_eq!(apply(&plan, text, all).as_ref(), Ok(&one_by_one), "{text:?}");
        }
    }
}

fn texts(items: &[&str]) -> Value {
    Value::List(items.iter().map(|item| Value::Text((*item).to_owned())).collect())
}

/// The file after the evidence was made this list.
#[track_caller]
fn evidence(text: &str, items: &[&str]) -> String {
    changed(text, Field::Evidence, Some(texts(items)))
}

/// A list whose items have comments of their own, before, beside and after them.
const REMARKED: &str = "\
[t] # việc gấp
evidence = [
  # bản gửi Sở
  \"A\", # một
  \"B\", # hai
  # bản gửi phòng
  \"C\" # ba
  # hết
] # xong
";

#[test]
fn an_item_goes_and_the_comments_stay() {
    evidence(REMARKED, &["B", "C"]).shows(str![[r#"
[t] # việc gấp
evidence = [
  # bản gửi Sở
  # một
  "B", # hai
  # bản gửi phòng
  "C" # ba
  # hết
] # xong

"#]]);
    evidence(REMARKED, &["A", "C"]).shows(str![[r#"
[t] # việc gấp
evidence = [
  # bản gửi Sở
  "A", # một
  # hai
  # bản gửi phòng
  "C" # ba
  # hết
] # xong

"#]]);
    evidence(REMARKED, &["A", "B"]).shows(str![[r#"
[t] # việc gấp
evidence = [
  # bản gửi Sở
  "A", # một
  "B" # hai
  # bản gửi phòng
  # ba
  # hết
] # xong

"#]]);
    evidence(REMARKED, &["A"]).shows(str![[r#"
[t] # việc gấp
evidence = [
  # bản gửi Sở
  "A", # một
  # hai
  # bản gửi phòng
  # ba
  # hết
] # xong

"#]]);
    evidence(REMARKED, &["C"]).shows(str![[r#"
[t] # việc gấp
evidence = [
  # bản gửi Sở
  # một
  # hai
  # bản gửi phòng
  "C" # ba
  # hết
] # xong

"#]]);
}

#[test]
fn an_item_comes_and_the_comments_stay() {
    evidence(REMARKED, &["A", "B", "C", "D"]).shows(str![[r#"
[t] # việc gấp
evidence = [
  # bản gửi Sở
  "A", # một
  "B", # hai
  # bản gửi phòng
  "C", # ba
  "D"
  # hết
] # xong

"#]]);
    // Wherever it comes, each comment stays by the item that it stood by.
    evidence(REMARKED, &["A", "D", "B", "C"]).shows(str![[r#"
[t] # việc gấp
evidence = [
  # bản gửi Sở
  "A", # một
  "D",
  "B", # hai
  # bản gửi phòng
  "C" # ba
  # hết
] # xong

"#]]);
    evidence(REMARKED, &["D", "A", "B", "C"]).shows(str![[r#"
[t] # việc gấp
evidence = [
  "D",
  # bản gửi Sở
  "A", # một
  "B", # hai
  # bản gửi phòng
  "C" # ba
  # hết
] # xong

"#]]);
    // In another order there is no telling whose the comments are.
    assert_eq!(try_change(REMARKED, Field::Evidence, Some(texts(&["C", "B", "A", "D"]))), Err(Unable::Layout));
}

#[test]
fn items_on_one_line_are_parted_by_commas_as_before() {
    let list = |items: &str| format!("[t]\nevidence = [{items}] # xong\n");
    for (before, items, after) in [
        ("\"A\", \"B\"", &["A"][..], "\"A\""),
        ("\"A\", \"B\"", &["B"], "\"B\""),
        ("\"A\",\"B\",", &["B"], "\"B\","),
        (" \"A\", \"B\", \"C\" ", &["A", "C"], " \"A\", \"C\" "),
        ("\"A\", \"C\"", &["A", "B", "C"], "\"A\", \"B\", \"C\""),
        ("\"B\"", &["A", "B"], "\"A\", \"B\""),
        ("\"A\",", &["A", "B"], "\"A\", \"B\","),
        ("", &["A"], "\"A\""),
    ] {
        assert_eq!(evidence(&list(before), items), list(after), "{before} → {items:?}");
    }
}

#[test]
fn items_on_lines_of_their_own_get_and_leave_whole_lines() {
    let list = |items: &str| format!("[t]\nevidence = [\n{items}]\nnote = \"x\"\n");
    for (before, items, after) in [
        ("  \"A\",\n  \"B\",\n", &["A"][..], "  \"A\",\n"),
        ("  \"A\",\n  \"B\"\n", &["A"], "  \"A\"\n"),
        ("  \"A\",\n  \"B\"\n", &["B"], "  \"B\"\n"),
        ("  \"A\",\n  \"B\",\n", &["A", "B", "C"], "  \"A\",\n  \"B\",\n  \"C\",\n"),
        ("  \"A\",\n  \"B\"\n", &["A", "B", "C"], "  \"A\",\n  \"B\",\n  \"C\"\n"),
        ("\t\"A\",\n", &["A", "B"], "\t\"A\",\n\t\"B\",\n"),
        ("  \"A\", \"B\",\n  \"C\", \"D\"\n", &["A", "C", "D"], "  \"A\",\n  \"C\", \"D\"\n"),
    ] {
        assert_eq!(evidence(&list(before), items), list(after), "{before} → {items:?}");
    }
    // The bracket may stand on the line of the last one.
    for (before, after) in [("  \"A\",", "  \"A\",\n  \"B\","), ("  \"A\"", "  \"A\",\n  \"B\"")] {
        let list = |items: &str| format!("[t]\nevidence = [\n{items}]\n");
        assert_eq!(evidence(&list(before), &["A", "B"]), list(after), "{before}");
    }
}

/// Blanks, line ends and comments may stand between an item and its comma.
#[test]
fn a_comma_is_found_wherever_it_stands() {
    let list = |items: &str| format!("[t]\nevidence = [{items}]\n");
    for (before, items, after) in [
        ("\"A\" , \"B\"", &["B"][..], "\"B\""),
        ("\"A\" , \"B\" , \"C\"", &["A", "C"], "\"A\" , \"C\""),
        ("\n  \"A\" ,\n  \"B\" ,\n", &["B"], "\n  \"B\" ,\n"),
        ("\n  \"A\" ,\n", &["A", "B"], "\n  \"A\" ,\n  \"B\",\n"),
        ("\n  \"A\" # một\n  ,\n  \"B\"\n", &["A"], "\n  \"A\" # một\n  \n"),
        ("\n  \"A\",\n  \"B\", \"C\",\n", &["A", "C"], "\n  \"A\",\n  \"C\",\n"),
    ] {
        assert_eq!(evidence(&list(before), items), list(after), "{before:?} → {items:?}");
    }
}

/// Amounts whose tables stand under headers get more of them at their end; what is there already stays.
#[test]
fn amounts_under_headers_of_their_own_get_another_header() {
    let amount = |on: &str, value: u64| {
        let number = |value| Value::Number(Amount::whole(value).expect("it is no larger than amounts are"));
        Value::Table(vec![("on", Value::Date(on.parse().expect("a day"))), ("value", number(value))])
    };
    let first = "[[t.progress]]\non = 2024-02-01 # họp\nvalue = 10\n";
    let second = "\n[[t.progress]]\non = 2024-03-01\nvalue = 20\n";
    let set = |text: &str, amounts: &[Value]| try_change(text, Field::Progress, Some(Value::List(amounts.to_vec())));
    let both = [amount("2024-02-01", 10), amount("2024-03-01", 20)];
    assert_eq!(set(first, &both), Ok(format!("{first}{second}")));
    assert_eq!(set(first.trim_end(), &both), Ok(format!("{first}{second}").trim_end().to_owned()));
    assert_eq!(set(&format!("{first}\n[u]\n"), &both), Ok(format!("{first}{second}\n[u]\n")));
    let commented = first.replace("[[t.progress]]\n", "[[t.progress]] # đợt một\n");
    assert_eq!(set(&commented, &both), Ok(format!("{commented}{second}")));
    assert_eq!(set(&format!("{first}{second}"), &both), Ok(format!("{first}{second}")));
    // What is there otherwise is not guessed to be another.
    for other in [
        amount("2024-02-02", 10),
        amount("2024-02-01", 11),
        Value::Table(vec![("value", Value::Number(Amount::whole(10).expect("it is small")))]),
    ] {
        assert_eq!(set(first, &[other.clone(), both[1].clone()]), Err(Unable::Layout), "{other:?}");
    }
    assert_eq!(set(&format!("{first}{second}"), &both[..1]), Err(Unable::Layout));
}

/// What means the same stays as it is written.
#[test]
fn what_is_there_already_is_not_written_anew() {
    for text in ["[t]\nnote = 'x' # nháp\n", "[t]\nnote = \"\"\"x\"\"\"\n"] {
        assert_eq!(changed(text, Field::Note, Some(Value::Text("x".to_owned()))), text);
    }
    for text in ["[t]\nevidence = 'A' # gửi\n", "[t]\nevidence = [ 'A' ]\n"] {
        assert_eq!(evidence(text, &["A"]), text);
    }
    // Nothing is taken from what is not there, not even a header without anything below.
    assert_eq!(changed("[t]\n\n[u]\n", Field::Note, None), "[t]\n\n[u]\n");
}

/// A header that goes takes a blank line along where it leaves two, and no line of others.
#[test]
fn a_header_without_anything_left_goes_with_one_blank_line_at_most() {
    let done = "done = 2024-03-28\n";
    for (before, after) in [
        (format!("[u]\nnote = \"x\"\n[t]\n{done}\n# hết\n"), "[u]\nnote = \"x\"\n\n# hết\n"),
        (format!("[u]\nnote = \"x\"\n\n[t]\n{done}\n# hết\n"), "[u]\nnote = \"x\"\n\n# hết\n"),
        (format!("[t]\n{done}\n[u]\nnote = \"x\"\n"), "[u]\nnote = \"x\"\n"),
        (format!("[t]\n{done}[u]\nnote = \"x\"\n"), "[u]\nnote = \"x\"\n"),
    ] {
        assert_eq!(changed(&before, Field::Done, None), after, "{before:?}");
    }
}

#[test]
fn a_new_line_is_laid_out_as_those_of_the_nearest_table_that_has_some() {
    let note = || Some(Value::Text("x".to_owned()));
    for (before, line) in [
        ("[u]\ndone=2024-03-28\n\n[t]\n", "note=\"x\"\n"),
        ("[u]\n  done  = 2024-03-28\n  started = 2024-03-01\n\n[t]\n", "  note = \"x\"\n"),
        ("[u]\ndone    = 2024-03-28\nstarted = 2024-03-01\n\n[t]\n", "note    = \"x\"\n"),
    ] {
        assert_eq!(changed(before, Field::Note, note()), format!("{before}{line}"));
    }
}

#[test]
fn parts_of_an_inline_table_with_comments_are_changed_where_they_stand() {
    let text = "t = { # việc gấp\n  done = 2024-03-28, # gửi\n  # theo giấy mời\n  note = \"x\" # nháp\n}\n";
    changed(text, Field::Note, None).shows(str![[r"
t = { # việc gấp
  done = 2024-03-28 # gửi
  # theo giấy mời
  # nháp
}

"]]);
    changed(text, Field::Done, None).shows(str![[r#"
t = { # việc gấp
  # gửi
  # theo giấy mời
  note = "x" # nháp
}

"#]]);
    changed(text, Field::Reason, Some(Value::Text("y".to_owned()))).shows(str![[r#"
t = { # việc gấp
  done = 2024-03-28, # gửi
  # theo giấy mời
  note = "x", # nháp
  reason = "y"
}

"#]]);
}

#[test]
fn a_header_that_is_commented_on_stays_when_its_last_field_goes() {
    for kept in [
        "[t] # việc gấp\ndone = 2024-03-28\n",
        "# việc gấp\n[t]\ndone = 2024-03-28\n",
        "[t]\n# việc gấp\ndone = 2024-03-28\n",
        "[t]\ndone = 2024-03-28\n# việc gấp\n",
    ] {
        let left = changed(kept, Field::Done, None);
        assert_eq!(left, kept.replace("done = 2024-03-28\n", ""), "{kept}");
    }
    // Beside the field it takes the line of the field.
    assert_eq!(changed("[t]\ndone = 2024-03-28 # việc gấp\n", Field::Done, None), "[t]\n# việc gấp\n");
    // One that nobody comments on goes too.
    assert_eq!(changed("[t]\ndone = 2024-03-28\n", Field::Done, None), "");
    assert_eq!(changed("# tệp\n\n[t]\ndone = 2024-03-28\n", Field::Done, None), "# tệp\n");
}
