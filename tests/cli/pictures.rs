//! The pictures of the guide in `docs/vi/nam-phut.md`: drawn from what the program prints, so that they stay true.

use anstyle_svg::{Term, WIN10_CONSOLE};

use crate::support::{compare, finish, none_wrong, root, tiendo};

const PICTURES: [(&str, &[&str]); 4] = [
    ("man-hinh-dau", &[]),
    ("viec-cua-don-vi", &["list", "--unit", "tra bong", "--state", "overdue"]),
    ("vi-sao", &["show", "giam-sat-sinh-hoat-quy", "2024-Q1", "--unit", "tra bong"]),
    ("ghi-thu", &["done", "bao-cao-sinh-hoat-quy", "--unit", "tra bong", "--evidence", "341-BC/HU", "--dry-run"]),
];

/// The day that the guide names in every command, since its figures are of it.
const DAY: [&str; 2] = ["--as-of", "15/5/2024"];

/// How many lines of a screen a picture shows.
const LINES: usize = 21;

#[test]
fn pictures_of_the_guide_show_what_the_program_prints() {
    let mut wrong = Vec::new();
    let guide = std::fs::read_to_string(root().join("docs/vi/nam-phut.md")).expect("the guide");
    for (name, args) in PICTURES {
        let mut command = tiendo();
        let args = &[args, &DAY[..]].concat();
        command.args(args).args(["--lang", "vi", "--color", "always"]);
        let ran = finish(command.env("COLUMNS", "80").env_remove("NO_COLOR"));
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        let typed = args.iter().map(|arg| if arg.contains(' ') { format!(" \"{arg}\"") } else { format!(" {arg}") });
        let typed = format!("tiendo{}", typed.collect::<String>());
        if !guide.contains(&format!("`{typed}`")) {
            wrong.push(format!("{name}: the guide does not have `{typed}`"));
        }
        let shown: Vec<&str> = ran.stderr.lines().chain(ran.stdout.lines()).take(LINES).collect();
        let screen = format!("> {typed}\n{}\n", shown.join("\n"));
        let svg = Term::new().palette(WIN10_CONSOLE).render_svg(&screen);
        let path = root().join(format!("docs/vi/hinh/{name}.svg"));
        wrong.extend(compare(svg, &path).err());
    }
    none_wrong(&wrong);
}
