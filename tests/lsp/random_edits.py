#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# In: the folder of the build, how many edits, and maybe a seed. Out: whether the language server, after each of them,
# finds what the command finds in the same text.
#
# What a person does to a file, and what a cat on the keyboard does: typed, deleted, pasted, undone; in between it is
# rarely sound YAML. The texts are checked by the command many at a time, as a process for each would take too long.
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = Path(sys.argv[1]).resolve()
N_EDITS = int(sys.argv[2])
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.SystemRandom().randrange(1 << 32)
PROGRAM = str(BUILD / "akashlint")

BATCH = 500
LONGEST_TEXT = 6000
N_PASSES = 3  # of the same edits: after the second the server has all the memory that it should ever need
LONG_RUN = 10000
GROWTH_KIB = 64  # pieces of freed memory that do not fit together
TYPED = ["a", "0", " ", "  ", "\n", "\n  ", "\n    - ", ": ", ":", "-", "\"", "'", "{", "}", "[", "]", ",", "#", "&a ", "*a", "|\n",
         ">-\n", "!!str ", "<<: *a", "\t", "\r\n", "\r", "\0", "%", "@", "`", "---\n", "...\n", "é", "e\u0301", "😀", "𝒳: ", "中文",
         "\u2028", "\u0085", "\u00a0", "\ufeff", "\u202e", "null", "~", "9999999999999999999", "Gi", "# akashlint: ignore\n"]
SEVERITIES = {"error": 1, "warning": 2, "info": 3}
LINE = re.compile(r"\r\n|\r|\n")
UNITS = {"utf-8": lambda text: len(text.encode()), "utf-16": lambda text: len(text.encode("utf-16-le")) // 2, "utf-32": len}


class Server:
    def __init__(self, encoding, is_pulling):
        self.process = subprocess.Popen([PROGRAM, "lsp", "--no-config"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.n_requests, self.is_pulling = 0, is_pulling
        text = {"publishDiagnostics": {"versionSupport": True}}
        if is_pulling:
            text["diagnostic"] = {}
        result = self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {
            "textDocument": text, "general": {"positionEncodings": [encoding]}}})
        assert result["capabilities"]["positionEncoding"] == encoding
        self.tell("initialized", {})

    def write(self, **message):
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=random.random() < 0.5).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def read(self):
        header = self.process.stdout.readline()
        if not header:
            raise SystemExit("the server is gone: exit status %d" % self.process.wait())
        self.process.stdout.readline()
        return json.loads(self.process.stdout.read(int(header.split(b":")[1])))

    def tell(self, method, params):
        self.write(method=method, params=params)

    def ask(self, method, params=None):
        self.n_requests += 1
        self.write(id=self.n_requests, method=method, **({"params": params} if params else {}))
        while True:
            message = self.read()
            if message.get("id") == self.n_requests:
                return message["result"]

    def diagnostics(self, uri, version):
        if self.is_pulling:
            return self.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"]
        while True:
            params = self.read().get("params", {})
            if params.get("uri") == uri and params["version"] == version:
                return params["diagnostics"]

    def resident_kib(self):
        with open("/proc/%d/status" % self.process.pid) as status:
            return int(re.search(r"RssAnon:\s*(\d+)", status.read())[1])

    def end(self):
        start = time.monotonic()
        self.ask("shutdown")
        self.tell("exit", {})
        status = self.process.wait(10)
        return status, time.monotonic() - start


def line_starts(text):
    return [0] + [line.end() for line in LINE.finditer(text)]


class Text:
    """A document as an editor has it: it counts characters, and tells the server what changes in the server's units."""

    def __init__(self, uri, encoding, text):
        self.uri, self.units, self.text, self.version, self.undo = uri, UNITS[encoding], text, 0, []
        self.is_broken = False  # no YAML: more often put right than not, so that there is more to find

    def position(self, offset):
        starts = line_starts(self.text)
        line = sum(start <= offset for start in starts) - 1
        return {"line": line, "character": self.units(self.text[starts[line]:offset])}

    def offset(self, offset):
        # No position is between CR and LF.
        is_between = self.text[offset - 1:offset + 1] == "\r\n" and offset > 0
        return offset + 1 if is_between else offset

    def replace(self, start, end, new):
        change = {"range": {"start": self.position(start), "end": self.position(end)}, "text": new}
        self.undo.append((start, start + len(new), self.text[start:end]))
        if self.text[end:end + 1] in ("\n", "\r", "") and random.random() < 0.2:
            change["range"]["end"]["character"] += random.randrange(100)  # beyond the end of the line is its end
        self.text = self.text[:start] + new + self.text[end:]
        return change

    def set_whole(self, new):
        self.text, self.undo = new, []
        return {"text": new}

    def edit(self, others):
        n, kind = len(self.text), random.random()
        start = self.offset(random.randint(0, n))
        if self.is_broken and self.undo and kind < 0.5:
            return self.take_back()
        if n > LONGEST_TEXT or n < 200 or kind < 0.01:
            return self.set_whole(random.choice(others))
        if kind < 0.4:
            return self.replace(start, start, random.choice(TYPED))
        if kind < 0.6:
            return self.replace(start, self.offset(min(n, start + random.choice([1, 1, 1, 2, 5, 40]))), "")
        if kind < 0.7:
            other = random.choice(others)
            begin = random.randrange(len(other))
            return self.replace(start, start, other[begin:begin + random.choice([10, 100, 400])])
        if kind < 0.8:
            words = [(word.start(), word.end()) for word in re.finditer(r"[\w.-]+", self.text)] or [(start, start)]
            begin, end = random.choice(words)
            return self.replace(begin, end, random.choice(re.findall(r"[\w.-]+", random.choice(others))))
        return self.take_back() or self.replace(start, start, "x")

    def take_back(self):
        if not self.undo:
            return None
        start, end, old = self.undo.pop()
        if self.offset(start) != start or self.offset(end) != end:
            return self.set_whole(self.text[:start] + old + self.text[end:])
        change = self.replace(start, end, old)
        self.undo.pop()
        return change


def as_command_says(text, found, units):
    """A finding of the JSON report as the server should have sent it."""
    starts = line_starts(text)

    def position(line, column):
        start = starts[line - 1]
        skipped = line == 1 and text.startswith("\ufeff")  # has no column, but is a character of the text
        return {"line": line - 1, "character": units(text[start:start + skipped + column - 1])}

    return {"range": {"start": position(found["line"], found["column"]),
                      "end": position(found["end_line"], found["end_column"])},
            "severity": SEVERITIES[found["severity"]], "code": found["rule"], "source": "akashlint",
            "message": found["message"] + ("\n" + found["help"] if "help" in found else "")}


def compare(pairs, units):
    with tempfile.TemporaryDirectory() as folder:
        names = ["%d.yml" % i for i in range(len(pairs))]
        for name, (text, _) in zip(names, pairs):
            Path(folder, name).write_bytes(text.encode())
        report = subprocess.run([PROGRAM, "-f", "json", "-j2", "--no-config", "--fail-on", "never", *names], cwd=folder,
                                stdout=subprocess.PIPE, check=True).stdout
    found = {name: [] for name in names}
    for diagnostic in json.loads(report)["diagnostics"]:
        found[diagnostic["file"]].append(diagnostic)
    for name, (text, items) in zip(names, pairs):
        expected = [as_command_says(text, diagnostic, units) for diagnostic in found[name]]
        if items != expected:
            for wrong, right in zip(items + [None] * len(expected), expected + [None] * len(items)):
                if wrong != right:
                    break
            raise SystemExit("of the text\n%r\nthe server says\n%r\nand the command\n%r" % (text, wrong, right))
    return len(pairs), sum(map(len, found.values()))


def edit_and_compare(server, encoding, n_edits, originals):
    pairs, n_compared, n_found = [], 0, 0
    documents = [Text("file:///nowhere/%d.yml" % i, encoding, random.choice(originals)) for i in range(3)]
    for document in documents:
        server.tell("textDocument/didOpen", {"textDocument": {
            "uri": document.uri, "languageId": "akash", "version": 0, "text": document.text}})
        pairs.append((document.text, server.diagnostics(document.uri, 0)))
    for n in range(1, n_edits + 1):
        document = random.choice(documents)
        changes = [document.edit(originals) for _ in range(random.choice([1, 1, 1, 1, 2, 3]))]
        document.version += 1
        server.tell("textDocument/didChange", {"textDocument": {"uri": document.uri, "version": document.version},
                                               "contentChanges": changes})
        items = server.diagnostics(document.uri, document.version)
        document.is_broken = any(item["code"] == "yaml-syntax" for item in items)
        pairs.append((document.text, items))
        if len(pairs) >= BATCH or n == n_edits:
            n_pairs, n_diagnostics = compare(pairs, UNITS[encoding])
            n_compared, n_found, pairs = n_compared + n_pairs, n_found + n_diagnostics, []
    return n_compared, n_found


def run(encoding, is_pulling, n_edits, originals):
    server, resident, state = Server(encoding, is_pulling), [], random.getstate()
    for _ in range(N_PASSES):
        random.setstate(state)
        n_compared, n_found = edit_and_compare(server, encoding, n_edits // N_PASSES, originals)
        resident.append(server.resident_kib())
    status, seconds = server.end()
    print("%s, %s: the same %d findings in %d texts; memory of each pass: %s KiB; gone %.3f s after shutdown" % (
        encoding, "pulled" if is_pulling else "pushed", n_found, n_compared, resident, seconds))
    if status != 0:
        raise SystemExit("exit status %d" % status)
    # Time and memory are looked at in a long run only: a short one is also made with sanitizers, beside other work.
    is_long = n_edits >= LONG_RUN
    if is_long and seconds > 0.5:
        raise SystemExit("gone only after %.3f s" % seconds)
    if is_long and resident[-1] > resident[-2] + GROWTH_KIB:
        raise SystemExit("the server grows: from %d KiB to %d KiB" % (resident[-2], resident[-1]))


def main():
    random.seed(SEED)
    print("seed %d" % SEED)
    originals = [path.read_bytes().decode() for folder in ("examples", "examples/rules")
                 for path in sorted((ROOT / folder).glob("*.yml"))]
    originals = [text for text in originals if len(text) < LONGEST_TEXT]
    originals += [text.replace("\n", "\r\n") for text in originals[:5]] + ["\ufeff" + text for text in originals[:5]]
    run("utf-16", False, N_EDITS, originals)
    run("utf-16", True, N_EDITS // 10, originals)
    run("utf-8", False, N_EDITS // 10, originals)
    run("utf-32", True, N_EDITS // 10, originals)


if not os.path.isdir("/proc/self"):
    Server.resident_kib = lambda self: 0
main()
