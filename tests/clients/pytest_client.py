# SPDX-License-Identifier: Apache-2.0
# In: an SDL in $SDL. Out: in $FOUND what a client of pytest-lsp is told before and after a fix.
import asyncio
import json
import os

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

CODE, SDL = os.environ["CODE"], os.environ["SDL"]
URI = "file://" + SDL


@pytest_lsp.fixture(config=ClientServerConfig(server_command=["akashlint", "lsp"]))
async def client(lsp_client: LanguageClient):
    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(_):
        return None

    await lsp_client.initialize_session(types.InitializeParams(
        capabilities=client_capabilities("visual-studio-code"), root_uri="file://" + os.path.dirname(SDL)))
    yield
    await lsp_client.shutdown_session()


def found(diagnostics):
    return [[d.range.start.line + 1, d.range.start.character + 1, d.code] for d in diagnostics]


async def diagnostics_of(client, is_new):
    for _ in range(300):
        if is_new(client.diagnostics.get(URI)):
            break
        await asyncio.sleep(0.05)
    return client.diagnostics[URI]


def apply(text, edits):
    lines = text.splitlines(keepends=True)

    def offset(position):
        units = lines[position.line].encode("utf-16-le")[:2 * position.character]
        return sum(map(len, lines[:position.line])) + len(units.decode("utf-16-le"))
    for edit in sorted(edits, key=lambda edit: offset(edit.range.start), reverse=True):
        text = text[:offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end):]
    return text


def edits_of(action):
    if action.edit.document_changes:
        return [edit for change in action.edit.document_changes for edit in change.edits]
    return action.edit.changes[URI]


@pytest.mark.asyncio
async def test_fix(client: LanguageClient):
    with open(SDL, encoding="utf-8", newline="") as file:
        text = file.read()
    identifier = types.TextDocumentIdentifier(uri=URI)
    client.text_document_did_open(types.DidOpenTextDocumentParams(
        text_document=types.TextDocumentItem(uri=URI, language_id="yaml", version=1, text=text)))
    before = await diagnostics_of(client, lambda list_: list_)
    wanted = next(d for d in before if d.code == CODE)
    actions = await client.text_document_code_action_async(types.CodeActionParams(
        text_document=identifier, range=wanted.range, context=types.CodeActionContext(diagnostics=[wanted])))
    fixes = [action for action in actions or [] if action.kind == "quickfix"]
    after = before
    if fixes:
        text = apply(text, edits_of(fixes[0]))
        client.text_document_did_change(types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=URI, version=2),
            content_changes=[types.TextDocumentContentChangeWholeDocument(text=text)]))
        after = await diagnostics_of(client, lambda list_: list_ is not before)
    with open(os.environ["FOUND"], "w", encoding="utf-8") as file:
        json.dump({"before": found(before), "after": found(after), "text": text}, file)
