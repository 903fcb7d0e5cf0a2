"""Walks the static site in a real browser, as `tests/browser/run` does with the page of a report.

Every page of the shipped site is opened as a file, every link is followed; each kind of page is looked at in three sizes and
both themes; then a unit is found, its list is filtered and the way back is gone with the keyboard alone. The same of a site
whose texts would escape, and in English. `tests/browser/run` starts it and lends its instruments.
"""

import json
import re
import time
from collections import deque
from urllib.parse import unquote, urldefrag, urljoin, urlparse

SIZES = {"desk": (1280, 900), "tablet": (768, 1024), "phone": (360, 740)}
# So large may a page be: the first one, and any other.
FIRST, ANY = 100 * 1024, 700 * 1024


def made(tools, program, lang, source, folder):
    """Makes a site; gives its folder."""
    command = [str(program), "-C", str(source), "--as-of", tools.AS_OF, "--lang", lang, "site", "--out", str(folder)]
    run = tools.subprocess.run(command, capture_output=True, timeout=tools.LONGEST_CALL)
    tools.need(run.returncode == 0, f"{command} fails: {run.stderr.decode()}")
    return folder


def go(page, url):
    page.call("url", {"url": "about:blank"})
    page.call("url", {"url": url})


def at(page):
    return page.run("return location.href;")


def size(page, name):
    width, height = SIZES[name]
    page.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)


def quiet(tools, page, folder):
    """The browser complained of nothing, and asked for nothing outside the site."""
    said = [entry["message"] for entry in page.call("se/log", {"type": "browser"}) if entry["level"] in ("SEVERE", "WARNING")]
    tools.need(not said, f"the browser says: {said[:3]}")
    for entry in page.call("se/log", {"type": "performance"}):
        event = json.loads(entry["message"])["message"]
        if event["method"] == "Network.requestWillBeSent":
            url = event["params"]["request"]["url"]
            tools.need(url == "about:blank" or url.startswith(folder.as_uri()), f"asked for {url}")


def kind(name):
    """Pages of a kind are alike: units, tasks, quarters, months."""
    return name.split("/")[0] if "/" in name else name


def walk(tools, page, folder):
    """Opens every page that links lead to; gives them."""
    first = (folder / "index.html").as_uri()
    seen, ahead = {first}, deque([first])
    while ahead:
        url = ahead.popleft()
        go(page, url)
        name = unquote(url.removeprefix(folder.as_uri() + "/"))
        bytes_ = (folder / name).stat().st_size
        tools.need(bytes_ <= (FIRST if name == "index.html" else ANY), f"{name} has {bytes_} bytes")
        tools.unhurt(page)
        links = page.run("return all('a[href]').map(link => link.getAttribute('href'));")
        for link in links:
            to = urldefrag(urljoin(url, link))[0]
            place = tools.Path(unquote(urlparse(to).path))
            tools.need(place.is_file(), f"{name} leads to {link}, which is not there")
            if to.startswith(folder.as_uri() + "/") and to.endswith(".html") and to not in seen:
                seen.add(to)
                ahead.append(to)
    there = {path.as_uri() for path in folder.rglob("*.html")}
    tools.need(seen == there, f"no link leads to {sorted(there - seen)[:5]}")
    quiet(tools, page, folder)
    return sorted(seen)


def looks(tools, page, folder, urls, keep, name):
    """A page of each kind can be read in every size and theme, and does not scroll sideways."""
    kinds = {}
    for url in urls:
        kinds.setdefault(kind(url.removeprefix(folder.as_uri() + "/")), url)
    for one, url in kinds.items():
        for size_name in SIZES:
            size(page, size_name)
            for scheme in ("light", "dark"):
                page.media(scheme)
                go(page, url)
                try:
                    tools.fits(page)
                    tools.legible(page)
                except tools.Wrong as wrong:
                    raise tools.Wrong(f"{one}, {size_name}, {scheme}: {wrong}") from None
                if keep and (size_name, scheme) != ("tablet", "dark"):
                    page.picture(keep / f"site-{name}-{re.sub('[^a-z]', '-', one)}-{size_name}-{scheme}.png")
        try:
            heard(tools, page)
        except tools.Wrong as wrong:
            raise tools.Wrong(f"{one}: {wrong}") from None
    page.media()
    size(page, "desk")


def heard(tools, page):
    """Tables, boxes and what can be used have names."""
    if page.run("return all('table').length;"):
        tools.names_are_there(page)


def press_until(tools, page, wanted, most=400):
    """Goes on with the Tab key until what is wanted has the focus."""
    for _ in range(most):
        if page.run("return document.activeElement.matches(arguments[0]);", wanted):
            return
        page.press("Tab")
    raise tools.Wrong(f"the Tab key never reaches {wanted}")


def write(page, text):
    actions = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
    page.call("actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})
    page.settle()


def patiently(tools, page, script, wanted):
    for _ in range(50):
        found = page.run(script)
        if found == wanted:
            return
        time.sleep(0.1)
    raise tools.Wrong(f"{script} gives {found}, not {wanted}")


ROWS = "return all('form.filters ~ .scroll table.rows')[0].tBodies[0].querySelectorAll('tr:not([hidden])').length;"
SAID = "return document.querySelector('form.filters output').value;"


def by_hand(tools, page, folder, listed, none):
    """Finds a unit, filters what it owes, and goes back: with the keyboard alone."""
    go(page, (folder / "index.html").as_uri())
    page.press("Tab")
    tools.need(page.run("return document.activeElement.className;") == "skip", "the first that is reached is no skip link")
    page.press("Enter", "Tab")
    tools.need(page.run("return document.getElementById('content').contains(document.activeElement);"), "it skips nothing")
    go(page, (folder / "index.html").as_uri())
    press_until(tools, page, "#find input")
    write(page, "tra bong")
    patiently(tools, page, "return all('#found a').length;", 1)
    page.press("Tab", "Enter")
    patiently(tools, page, "return location.pathname.split('/').pop();", "huyen-uy-tra-bong.html")
    unit = at(page)
    # The state, chosen by its first letters, is in the address; what is shown is what the program lists.
    press_until(tools, page, "select[name=state]")
    page.press("Down")
    patiently(tools, page, "return location.hash;", "#state=overdue")
    tools.need(page.run(ROWS) == listed["overdue"], f"{page.run(ROWS)} overdue, not {listed['overdue']}")
    tools.need(str(listed["overdue"]) in page.run(SAID), f"it is said: {page.run(SAID)}")
    page.run("history.back();")
    patiently(tools, page, ROWS, listed["all"])
    tools.need(page.run("return document.querySelector('select[name=state]').value;") == "", "the filter stays")
    # Texts, with diacritics and without, days as they are written, and what is nowhere.
    for typed, wanted in [("sinh hoat", None), ("sinh hoạt", None), ("30/6", "30/6"), ("2024-06-30", "30/6"), ("30/06/2024", "30/6")]:
        go(page, unit + "#text=" + typed.replace(" ", "%20"))
        count = page.run(ROWS)
        tools.need(0 < count < listed["all"], f"{typed} is found {count} times")
        if wanted:
            texts = page.run("return all('form.filters ~ .scroll tbody tr').filter(row => !row.hidden).map(row => row.textContent);")
            tools.need(all(wanted in text for text in texts), f"{typed} finds {texts}")
    go(page, unit + "#text=zzz")
    tools.need(page.run(ROWS) == 0 and page.run(SAID) == none, f"of what is nowhere it says {page.run(SAID)}")
    quiet(tools, page, folder)


def prints(tools, page, folder, keep):
    """On paper, upright and across: dark on white, with numbers of pages, without what is only for screens."""
    go(page, (folder / "index.html").as_uri())
    for across in (False, True):
        page.devtools("Emulation.setEmulatedMedia", media="")
        pdf = page.devtools("Page.printToPDF", landscape=across, printBackground=True)["data"]
        pdf = tools.b64decode(pdf)
        boxes = [[float(side) for side in box.split()] for box in re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf)]
        tools.need(boxes and all((box[2] > box[3]) == across for box in boxes), f"across: {across}, but {boxes[:1]}")
        read = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
        text = tools.subprocess.run(read, input=pdf, capture_output=True, check=True).stdout.decode()
        numbers = re.findall(rf"^\s*(\d+) ?/ ?{len(boxes)}\s*$", text, re.MULTILINE)
        tools.need(numbers == [str(at + 1) for at in range(len(boxes))], f"numbers of pages: {numbers}")
        if keep:
            (keep / f"site-{'across' if across else 'upright'}.pdf").write_bytes(pdf)
    page.media(media="print")
    shown = page.run("return ['form', '.skip', 'nav'].filter(kind => all(kind).some(seen));")
    tools.need(not shown, f"printed: {shown}")
    page.media()


def scriptless(tools, page, folder):
    page.devtools("Emulation.setScriptExecutionDisabled", value=True)
    go(page, (folder / "unit/huyen-uy-tra-bong.html").as_uri())
    found = page.run("return [all('tbody tr').filter(seen).length, all('form, button').filter(seen).length];")
    page.devtools("Emulation.setScriptExecutionDisabled", value=False)
    tools.need(found[0] > 30 and found[1] == 0, f"without a script there are {found[0]} rows and {found[1]} things to use")


def examine(tools, driver, program, sources, room, keep):
    """Everything; what is wrong, and how long it took."""
    wrong, times = [], {}
    for source, lang in (("shipped", "vi"), ("shipped", "en"), ("hostile", "vi")):
        name = f"{source}-{lang}"
        folder = made(tools, program, lang, sources[source], room / f"site-{name}")
        page = tools.Page(driver, room, folder / "index.html")
        begun = time.monotonic()
        try:
            size(page, "desk")
            if source == "hostile":
                some = [folder / "index.html", folder / "unit/u0.html", folder / "task/t3.html", folder / "evidence.html"]
                looks(tools, page, folder, [path.as_uri() for path in some], keep, name)
                tools.unhurt(page)
            else:
                urls = walk(tools, page, folder)
                looks(tools, page, folder, urls, keep, name)
            if name == "shipped-vi":
                records = [record for record in listed(tools, program, sources[source])]
                counts = {"all": len(records), "overdue": sum(record["state"] == "overdue" for record in records)}
                by_hand(tools, page, folder, counts, "Không có việc nào phù hợp.")
                prints(tools, page, folder, keep)
                scriptless(tools, page, folder)
        except tools.Wrong as fault:
            wrong.append(f"site {name}: {at(page)}: {fault}")
        finally:
            page.close()
        times[name] = time.monotonic() - begun
    return "site", wrong, times


def listed(tools, program, source):
    command = [str(program), "-C", str(source), "--as-of", tools.AS_OF, "list", "--unit", "huyen-uy-tra-bong", "--format", "jsonl"]
    run = tools.subprocess.run(command, capture_output=True, check=True, timeout=tools.LONGEST_CALL)
    return [json.loads(line) for line in run.stdout.splitlines()]
