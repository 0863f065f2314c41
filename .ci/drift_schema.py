# SPDX-License-Identifier: Apache-2.0
# In: schemas/sdl-keys.json, and the network's JSON Schema of an SDL, in YAML. Out: keys, words and limits that differ.
import re

KEY = re.compile(r"""("[^"]*"|'[^']*'|[^\s"'\[{#:-][^:]*|\$\w+):(?:\s+(.*))?$""")


class Map(dict):
    """A mapping that knows the line of each of its keys."""

    def __init__(self):
        super().__init__()
        self.lines = {}


def scalar(text):
    return text[1:-1] if len(text) > 1 and text[0] in "\"'" and text[-1] == text[0] else text


def flow(text, line):
    """[a, b] or {a: b}, without flows inside."""
    parts = [part.strip() for part in text[1:-1].split(",") if part.strip()]
    if text[0] == "[":
        return [scalar(part) for part in parts]
    made = Map()
    for part in parts:
        key, _, value = part.partition(":")
        made[scalar(key.strip())] = scalar(value.strip())
        made.lines[scalar(key.strip())] = line
    return made


class Reader:
    """As much of YAML as that schema is written in: blocks, simple flows, texts of one or more lines."""

    def __init__(self, text):
        self.lines = []
        for number, line in enumerate(text.split("\n"), 1):
            content = line.strip()
            if content and not content.startswith("#"):
                self.lines.append([number, len(line) - len(line.lstrip()), content])
        self.at = 0

    def indent(self):
        return self.lines[self.at][1] if self.at < len(self.lines) else -1

    def is_item(self):
        return self.indent() >= 0 and re.match(r"-(\s|$)", self.lines[self.at][2])

    def block(self, indent):
        return self.sequence(indent) if self.is_item() else self.mapping(indent)

    def sequence(self, indent):
        items = []
        while self.indent() == indent and self.is_item():
            line = self.lines[self.at]
            rest = line[2][1:].lstrip()
            if KEY.match(rest) and rest[0] not in "[{":
                line[1:] = [indent + len(line[2]) - len(rest), rest]
                items.append(self.mapping(line[1]))
            else:
                self.at += 1
                items.append(self.value(rest, line[0], indent))
        return items

    def mapping(self, indent):
        made = Map()
        while self.indent() == indent and not self.is_item():
            number, _, content = self.lines[self.at]
            match = KEY.match(content)
            if not match:
                raise ValueError("line %d: can't read %r" % (number, content))
            self.at += 1
            key = scalar(match[1].strip())
            made[key] = self.value(match[2] or "", number, indent)
            made.lines[key] = number
        return made

    def value(self, text, line, indent):
        if text and text[0] not in "|>":
            return flow(text, line) if text[0] in "[{" and text[-1] in "]}" else scalar(text)
        if not text and (self.indent() > indent or (self.indent() == indent and self.is_item())):
            return self.block(self.indent())
        while self.indent() > indent:
            self.at += 1
        return ""


class Comparison:
    def __init__(self, report, shapes, name, schema):
        self.report, self.shapes, self.name, self.schema = report, shapes, name, schema

    def resolve(self, node):
        """References followed, and of alternatives whatever one of them says."""
        while isinstance(node, Map) and "$ref" in node:
            node = self.schema["definitions"][node["$ref"].rpartition("/")[2]]
        if not isinstance(node, Map) or "oneOf" not in node:
            return node
        made = Map()
        for part in [node] + [self.resolve(option) for option in node["oneOf"]]:
            for key in part:
                if key not in made:
                    made[key], made.lines[key] = part[key], part.lines[key]
        return made

    def own(self, shape):
        return {**self.shapes[shape["shape"]], **shape} if "shape" in shape else shape

    def same(self, path, ours, node, key, line):
        theirs = node.get(key)
        self.report.n += 1
        if ours is not None:
            ours = sorted(ours) if isinstance(ours, list) else str(ours)
        if isinstance(theirs, list):
            theirs = sorted(theirs)
        if ours != theirs:
            self.report.differs(
                "%s:%d" % (self.name, node.lines.get(key, line)),
                "%s %s" % (path, key),
                "none" if ours is None else ours,
                "none" if theirs is None else theirs,
            )

    def keys(self, path, ours, node, line):
        theirs = node.get("properties", Map())
        at = node.lines.get("properties", line)
        for key in sorted(set(ours) | set(theirs)):
            where = theirs.lines.get(key, at)
            name = "%s.%s" % (path, key) if path else key
            self.report.n += 1
            if key not in ours or key not in theirs:
                words = ["a key", "no key"] if key in ours else ["no key", "a key"]
                self.report.differs("%s:%d" % (self.name, where), name, *words)
                continue
            self.walk(name, ours[key], theirs[key], where)
        required = [key for key, shape in ours.items() if self.own(shape).get("required")]
        self.same(path or "SDL", required or None, node, "required", at)

    def walk(self, path, shape, node, line):
        shape, node = self.own(shape), self.resolve(node)
        words = shape.get("words", []) + shape.get("old_words", [])
        self.same(path, words or None, node, "enum", line)
        for ours, theirs in (
            ("min", "minimum"),
            ("max", "maximum"),
            ("min_length", "minLength"),
            ("min_keys", "minProperties"),
        ):
            self.same(path, shape.get(ours), node, theirs, line)
        # Among names of any kind a key of ours is one to complete, and no fact.
        if "properties" in node or ("keys" in shape and "values" not in shape):
            self.keys(path, shape.get("keys", {}), node, line)
        values = node.get("additionalProperties")
        if "patternProperties" in node:
            values = next(iter(node["patternProperties"].values()))
        if isinstance(values, Map) and "values" in shape:
            self.walk(path + ".*", shape["values"], values, node.lines.get("additionalProperties", line))
        if "items" in node or "items" in shape:
            self.walk(path + "[]", shape.get("items", {}), node.get("items", Map()), node.lines.get("items", line))


def compare_schema(report, shapes, path):
    if not path.exists():
        report.n += 1
        report.differs(path, "keys of an SDL", "there", "not found")
        return
    reader = Reader(path.read_text("utf-8"))
    schema = reader.block(0)
    if reader.at < len(reader.lines):
        raise ValueError("%s:%d: can't read on" % (path, reader.lines[reader.at][0]))
    comparison = Comparison(report, shapes, path, schema)
    comparison.keys("", shapes["root"]["keys"], schema, 1)
