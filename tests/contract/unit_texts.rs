//! A plan, and texts of a file of its unit `a`, on which both readers are held together.

use crate::support::plan_2024;

pub(crate) const PLAN: &str = plan_2024!(
    r#"[events]
hop = { name = "Họp" }
[units]
a = "Đơn vị A"
b = "Đơn vị B"
[[tasks]]
id = "mot"
title = "Một"
lead = ["a"]
due = "2024-Q1"
[[tasks]]
id = "quy"
title = "Quý"
lead = ["a"]
every = ["quarter", "half"]
target = { min = 151, unit = "chi bộ" }
[[tasks]]
id = "cua-b"
title = "Của B"
lead = ["b"]
due = "2024"
[[tasks]]
id = "cho"
title = "Chờ"
lead = ["a"]
due = "event hop"
[[tasks]]
id = "tx"
title = "Thường xuyên"
lead = ["a"]
due = "ongoing"
[[tasks]]
id = "moc"
title = "Nhiều mốc"
lead = ["a"]
milestones = [
  { id = "dot-1", due = "2024-Q1" },
  { id = "dot-10", due = "2024-Q2" },
  { id = "done", due = "2024-Q3" },
  { id = "cua-b-thoi", due = "2024-Q3", lead = ["b"] },
  { id = "mot-moc-co-ma-rat-dai", due = "ongoing" },
]
"#
);

/// What people and tools write; the fast reader must take it, or it is not fast where it counts.
pub(crate) const WRITTEN: &[&str] = &[
    "",
    "# chỉ có ghi chú\n",
    "[mot]\n",
    "[mot]\ndone = 2024-03-01\nevidence = [\"a\", 'b', ]  # hai\n",
    "[mot]\r\ndone = 2024-03-01\r\n\r\n[quy.2024-Q1]\r\nnote = 'x'\r\n",
    "[ mot ]\n  done   =   2024-03-01",
    "['mot']\n\"done\" = 2024-03-01\n",
    "mot.done = 2024-03-01\nmot.evidence = \"a \\\"b\\\" \\u0111\"\nquy.2024-Q1.done = 2024-03-01\n",
    "mot = { done = 2024-03-01, extended = { to = 2024-04-01, by = 'x', on = 2024-03-01 } }\n",
    "mot = {}\n",
    "[quy]\n2024-Q1 = { done = 2024-03-01 }\n2024-Q2.started = 2024-04-01\n2024-Q2.waived = { by = 'x', on = 2024-05-01 }\n",
    "[quy.2024-H1]\nextended.to = 2024-07-15\nextended.by = \"x\"\nextended.on = 2024-06-30\n",
    "[quy.2024-Q1.extended]\nto = 2024-07-15\nby = \"x\"\non = 2024-06-30\n[quy.2024-Q1]\ndone = 2024-03-01\n",
    "[quy.2024-Q1]\ndone = 2024-03-01\n[quy.2024-Q1.extended]\nto = 2024-07-15\nby = \"x\"\non = 2024-06-30\n",
    "[tx]\nnote = \"\"\nreason = ''\n[mot]\nevidence = []\n",
    "[tx]\nevidence = [\n  # một\n  \"a\", # hai\n\n  \"b\"\n]\nwaived = { by = \"x\", on = 2024-01-02 }\n",
    "[mot]\nnote = \"\"\"\nhai \"dòng\"\\t\"\"\"\n",
    "[mot]\nnote = '''x ''y''\r\n'''\n",
    "quy.2024-Q1 = { done = 2024-03-01 }\nquy.2024-Q2 = { note = 'x' }\n",
    "[moc.dot-10]\ndone = 2024-03-01\n[moc.dot-1]\nnote = 'x'\nwaived = { by = 'x', on = 2024-05-01 }\n",
    "[moc.done]\ndone = 2024-03-01\n[moc.mot-moc-co-ma-rat-dai]\nnote = 'x'\n",
    "moc.dot-1.done = 2024-03-01\nmoc.dot-10 = { done = 2024-03-01 }\n",
    "[quy.2024-Q1]\nprogress = [{ on = 2024-03-01, value = 60 }, {value=120.5,on=2024-04-02},]\ndone = 2024-03-01\n",
    "[quy.2024-Q1]\nprogress = [\n  { on = 2024-03-01, value = 0 }, # một\n]\n[quy.2024-Q2]\nprogress = []\n",
    "quy.2024-Q1.progress = [{ on = 2024-03-01, value = 60 }]\nquy.2024-Q2 = { progress = [{ on = 2024-03-01, value = 1 }] }\n",
    "[cho]\nstarted = 2024-01-02\naccepted = 2024-01-03\ncommitted = 2024-01-04\n",
];

/// Faults, oddities and rare forms; most are left to the careful reader, and none may be taken wrongly.
pub(crate) const ODD: &[&str] = &[
    "[mot'cua-b']\n",
    "mot\"cua-b\".done = 2024-03-01\n",
    "[mot'moc'.cua-b-thoi]\n",
    "[moc.dot-1'cua-b-thoi']\n",
    "[moc.cua-b-thoi'dot-1']\n",
    "moc.cua-b-thoi\"dot-1\".done = 2024-03-01\n",
    "[mot'quy'.2024-Q1]\n",
    "[quy.2024-Q1'2024-Q2']\n",
    "[mot]\n[mot]\n",
    "[mot]\ndone = 2024-03-01\ndone = 2024-03-01\n",
    "mot.done = 2024-03-01\n[mot]\n",
    "[quy]\n[quy]\n",
    "[quy.2024-Q1]\n[quy]\n2024-Q1.done = 2024-03-01\n",
    "[quy.2024-Q1.extended]\n[quy.2024-Q1]\nextended = {}\n",
    "mot = { done = 2024-03-01 }\nmot.note = 'x'\n",
    "mot = { extended.to = 2024-03-01, extended.by = 'x', extended.on = 2024-03-01 }\n",
    "mot = { extended.to = 2024-03-01 }\nmot.extended.by = 'x'\n",
    "quy.2024-Q1.done = 2024-03-01\n[quy.2024-Q2]\n",
    "quy.2024-Q1.done = 2024-03-01\n[quy.2024-Q1.waived]\nby = 'x'\non = 2024-01-01\n",
    "[quy]\n2024-Q1.done = 2024-03-01\n[mot]\n[quy.2024-Q1.waived]\nby = 'x'\non = 2024-01-01\n",
    "[mot]\nnote = \"\"\"\"\"\"\n",
    "[mot]\nnote = \"\"\"a\"\"\"\"\"\n",
    "[mot]\nnote = \"\"\"a\\\n  b\"\"\"\n",
    "[mot]\nnote = '''a''''\n",
    "[mot]\nnote = '''a\rb'''\n",
    "[mot]\nnote = '''a\n",
    "[mot]\nnote = \"\\e\"\n",
    "[mot]\nnote = \"\\ud800\"\n",
    "[mot]\nnote = \"\\x41\"\n",
    "[mot]\nnote = \"a\u{7f}\"\n",
    "[mot]\nnote = \"a\u{1}\"\n",
    "# \u{1}\n",
    "[mot] # \u{7f}\n",
    "[mot]\rdone = 2024-03-01\n",
    "[mot]\ndone = 2024-02-30\n",
    "[mot]\ndone = 0000-01-01\n",
    "[mot]\ndone = 2024-03-01T00:00:00\n",
    "[mot]\ndone = 2024-03-01 00:00:00\n",
    "[mot]\ndone = 2024-03-011\n",
    "[mot]\ndone = 2024-03-01x\n",
    "[mot]\ndone = \"2024-03-01\"\n",
    "[mot]\ndone = 2024-03-01 note = 'x'\n",
    "[mot] done = 2024-03-01\n",
    "[[mot]]\n",
    "[mot.]\n",
    "[.mot]\n",
    "[]\n",
    "[mot\n]\n",
    "mot\n",
    "mot =\n",
    "= 1\n",
    "[mot]\nextended = { to = 2024-04-01, by = 'x' }\n",
    "[mot]\nextended = {}\n",
    "[mot.extended]\n",
    "[mot.waived]\nby = 'x'\n",
    "[mot]\nwaived = { by = 'x', on = 2024-01-01, to = 2024-01-01 }\n",
    "[mot]\nwaived = { by = 'x', on = 2024-01-01, }\n",
    "[mot]\nwaived = { by = 'x',\n on = 2024-01-01 }\n",
    "[mot]\nwaived = { by = 'x', by = 'y', on = 2024-01-01 }\n",
    "[mot]\nwaived = 'x'\n",
    "[mot]\nevidence = ['a' 'b']\n",
    "[mot]\nevidence = [,]\n",
    "[mot]\nevidence = ['a',, 'b']\n",
    "[mot]\nevidence = [1]\n",
    "[mot]\nevidence = [['a']]\n",
    "[mot]\nevidence = ['''a''']\n",
    "[mot]\nevidence = ['a'\n",
    "[cho]\nextended = { to = 2024-04-01, by = 'x', on = 2024-03-01 }\n",
    "[tx]\nextended = { to = 2024-04-01, by = 'x', on = 2024-03-01 }\n",
    "[tx.extended]\nto = 2024-04-01\nby = 'x'\non = 2024-03-01\n",
    "[mot]\nprogress = [{ on = 2024-03-01, value = 60 }]\n",
    "[quy.2024-Q1]\nprogress = [{ on = 2024-03-01 }]\n",
    "[quy.2024-Q1]\nprogress = [{ value = 60 }]\n",
    "[quy.2024-Q1]\nprogress = [{ on = 2024-03-01, value = 60, by = 'x' }]\n",
    "[quy.2024-Q1]\nprogress = [{ on = 2024-03-01, on = 2024-03-01, value = 60 }]\n",
    "[quy.2024-Q1]\nprogress = [{ on = 2024-03-01, value = 060 }]\n",
    "[quy.2024-Q1]\nprogress = [{ on = 2024-03-01, value = 1_000 }]\n",
    "[quy.2024-Q1]\nprogress = [{ on = 2024-03-01, value = 0x10 }]\n",
    "[quy.2024-Q1]\nprogress = [{ on = 2024-03-01, value = 1e2 }]\n",
    "[quy.2024-Q1]\nprogress = [{ on = 2024-03-01, value = 1.2345 }]\n",
    "[quy.2024-Q1]\nprogress = [{ on = 2024-03-01, value = 1. }]\n",
    "[quy.2024-Q1]\nprogress = [{ on = 2024-03-01, value = -1 }]\n",
    "[quy.2024-Q1]\nprogress = [{ on = 2024-03-01, value = 1000000000000 }]\n",
    "[quy.2024-Q1]\nprogress = [{ on = 2024-03-01, value = '1' }]\n",
    "[quy.2024-Q1]\nprogress = [{ on = 2024-03-01, value = 1 } { on = 2024-03-01, value = 1 }]\n",
    "[quy.2024-Q1]\nprogress = [{ on = 2024-03-01, value = 1, }]\n",
    "[quy.2024-Q1]\nprogress = { on = 2024-03-01, value = 1 }\n",
    "[quy.2024-Q1]\nprogress.on = 2024-03-01\n",
    "[[quy.2024-Q1.progress]]\non = 2024-03-01\nvalue = 1\n[mot]\n[[quy.2024-Q1.progress]]\nvalue = 2\non = 2024-03-01\n",
    "[mot]\nevidence = [{ file = 'a/b', sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' }]\n",
    "[mot]\nevidence = [{ file = 'a/b', sha256 = '9f86' }]\n",
    "[mot]\nevidence = [{ file = '../b', sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' }, 'x']\n",
    "[mot.2024-Q1]\n",
    "[moc]\ndone = 2024-03-01\n",
    "[moc.dot]\n",
    "[moc.dot-100]\n",
    "[moc.dot-1]\n[moc.dot-1]\n",
    "[moc.cua-b-thoi]\ndone = 2024-03-01\n",
    "[moc.2024-Q1]\n",
    "[mot.dot-1]\n",
    "[moc.mot-moc-co-ma-rat-dai]\nextended = { to = 2024-04-01, by = 'x', on = 2024-03-01 }\n",
    "[quy.2024-Q5]\n",
    "[quy.2024]\n",
    "[quy.2025-Q1]\n",
    "[quy]\ndone = 2024-03-01\n",
    "[quy]\n",
    "[cua-b]\n",
    "[khong-co]\n",
    "[mot.done]\n",
    "[mot.note]\nx = 1\n",
    "[mot]\ndone.x = 2024-03-01\n",
    "[\"m\\u006ft\"]\ndone = 2024-03-01\n",
    "[\"\"]\n",
    "\"\" = {}\n",
    "[mot]\nxong = 2024-03-01\n",
    "\u{feff}[mot]\n",
    "[mot]\n\u{2028}done = 2024-03-01\n",
    "[mot]\ndone\u{a0}= 2024-03-01\n",
];
