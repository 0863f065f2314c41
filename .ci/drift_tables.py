# SPDX-License-Identifier: Apache-2.0
# In: the tables of schemas/ about cards, builds and attributes, and checkouts. Out: the rows that differ.
import json
import re


def line_of(text, word):
    return text.count("\n", 0, max(text.find(word), 0)) + 1


def read(report, path, name):
    """The text of a source; where it has moved, that is a difference too."""
    report.n += 1
    if path.exists():
        return path.read_text("utf-8")
    report.differs(path, name, "there", "not found")
    return None


def attributes(report, ours, console):
    """Every attribute that Akash Console offers is one of ours, and the values that we list are its values."""
    path = console / "config/provider-attributes.json"
    text = read(report, path, "attributes")
    known = {row["key"]: row.get("values") for row in ours["keys"]}
    for theirs in json.loads(text or "{}").values():
        key, place = theirs["key"], "%s:%d" % (path, line_of(text, '"key": "%s"' % theirs["key"]))
        report.n += 1
        if key not in known:
            report.differs(place, "attribute " + key, "not there", "there")
        elif known[key]:
            values = sorted(value["key"] for value in theirs.get("values", []))
            if values != sorted(known[key]):
                report.differs(place, "values of " + key, sorted(known[key]), values)


def cards(report, absent, named, registry):
    """A card that the registry has is not absent, and one that we name is there. `named`: (title, names)."""
    text = read(report, registry, "cards")
    vendors = json.loads(text or "{}").values()
    devices = [device for vendor in vendors if vendor["name"] == "nvidia" for device in vendor["devices"].values()]
    there = {device["name"] for device in devices}
    for card in absent:
        report.n += 1
        if card["name"] in there:
            place = "%s:%d" % (registry, line_of(text, '"name": "%s"' % card["name"]))
            report.differs(place, "absent card " + card["name"], "not there", "there")
    for title, names in [("nearest of " + card["name"], card["nearest"]) for card in absent] + named:
        for name in names if text else []:
            report.n += 1
            if name not in there:
                report.differs(registry, "%s: %s" % (title, name), "there", "not there")


def plain(name):
    return re.sub(r"[^a-z0-9]|nvidia|geforce|quadro|tesla", "", name.lower())


def capabilities(report, catalogue, ollama):
    """Of the cards in Ollama's table. Two cards may have one name there; then one of theirs is enough."""
    path = ollama / "docs/gpu.mdx"
    text = read(report, path, "compute capabilities")
    theirs, capability = {}, None
    for number, line in enumerate((text or "").splitlines(), 1):
        row = re.match(r"\| *(\d+\.\d+)? *\|[^|]*\|([^|]*`[^|]*)\|", line)
        capability = row[1] or capability if row else None
        for name in re.findall(r"`([^`]+)`", row[2]) if capability else []:
            theirs.setdefault(plain(name), []).append((capability, number))
    for name, card in catalogue["cards"].items():
        names = [name] + [alias for alias, meant in catalogue["aliases"].items() if meant == [name]]
        found = [row for known in names for row in theirs.get(known, [])]
        report.n += bool(found)
        if found and card["compute_capability"] not in [row[0] for row in found]:
            place = "%s:%d" % (path, found[0][1])
            report.differs(place, "compute capability of " + name, card["compute_capability"], found[0][0])


def vllm_build(report, builds, vllm):
    """The CUDA version of the newest images."""
    path = vllm / "docker/Dockerfile"
    text = read(report, path, "CUDA version of vLLM")
    found = re.search(r"^ARG CUDA_VERSION=(\d+\.\d+)", text or "", re.M)
    ours = [image for image in builds["images"] if image["image"] == "vllm/vllm-openai"][0]["builds"][-1]["cuda"]
    theirs = found[1] if found else "not found"
    if text and theirs != ours:
        place = "%s:%d" % (path, line_of(text, "ARG CUDA_VERSION="))
        report.differs(place, "CUDA version of vLLM", ours, theirs)
