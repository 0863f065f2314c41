# SPDX-License-Identifier: Apache-2.0
# In: a size. Out: sessions of an editor with the language server that are so long, or open so large a document.
from inputs import *
from sdl import CHECKS, marked
from tools import GPU, fixable, case, findings

URI = 'file:///tmp/x/deploy.yml'


def framed(body):
    return b'Content-Length: %d\r\n\r\n' % len(body) + body


def session(*messages):
    """A whole one, from "initialize" to "exit"; a message is a method, its params, and the id of a request."""
    begin = ('initialize', {'capabilities': {}}, 1), ('initialized', {})
    sent = b''
    for method, params, *ids in (*begin, *messages, ('shutdown', None, 99), ('exit', None)):
        body = {'jsonrpc': '2.0', 'method': method, **({} if params is None else {'params': params})}
        sent += framed(json.dumps({**body, **({'id': ids[0]} if ids else {})}).encode())
    return case({}, 'lsp', '--no-config', stdin=sent)


def opened(text, uri=URI):
    return 'textDocument/didOpen', {'textDocument': {'uri': uri, 'languageId': 'yaml', 'version': 1, 'text': text}}


def closed(uri):
    return 'textDocument/didClose', {'textDocument': {'uri': uri}}


def at(line, character, **more):
    return {'textDocument': {'uri': URI}, 'position': {'line': line, 'character': character}, **more}


def asked(method, text, line=3, character=4, **more):
    return session(opened(text), (method, at(line, character, **more), 7))


def doc(method, text, **more):
    return session(opened(text), (method, {'textDocument': {'uri': URI}, **more}, 7))


def place(line, character):
    return {'start': {'line': line, 'character': character}, 'end': {'line': line, 'character': character}}


def changed(version, *changes):
    return 'textDocument/didChange', {'textDocument': {'uri': URI, 'version': version}, 'contentChanges': changes}


def whole(n):
    return {'range': {'start': {'line': 0, 'character': 0}, 'end': {'line': 10 * n, 'character': 0}},
            'context': {'diagnostics': []}}


LSP = {
    'LSP open': lambda n: session(opened(many_services(n))),
    'LSP open findings': lambda n: session(opened(findings(n))),
    'LSP edits': lambda n: session(
        opened(GPU), *[changed(i + 2, {'range': place(3, 0), 'text': '# x\n'}) for i in range(n // 4)]),
    'LSP documents': lambda n: session(*[opened(GPU, f'file:///tmp/x/d{i}.yml') for i in range(n)]),
    'LSP documents closed': lambda n: session(*sum(
        ([opened(GPU, f'file:///tmp/x/{i}.yml'), closed(f'file:///tmp/x/{i}.yml')] for i in range(n)), [])),
    'LSP changes of one message': lambda n: session(
        opened(GPU), changed(2, *[{'range': place(3, 0), 'text': '# x\n'}] * n)),
    'LSP whole changes': lambda n: session(opened(GPU), changed(2, *[{'text': GPU}] * n)),
    'LSP long line changes': lambda n: session(
        opened('# ' + 'x' * n * 10 + '\n' + GPU), changed(2, *[{'range': place(0, 5), 'text': 'y'}] * 10)),
    'LSP hovers': lambda n: session(opened(GPU), *[('textDocument/hover', at(3, 5), i + 5) for i in range(n)]),
    'LSP symbols': lambda n: doc('textDocument/documentSymbol', many_services(n)),
    'LSP folding': lambda n: doc('textDocument/foldingRange', many_services(n)),
    'LSP hints': lambda n: doc('textDocument/inlayHint', many_services(n), **whole(n)),
    'LSP hints findings': lambda n: doc('textDocument/inlayHint', CHECKS['GPU models'](n), **whole(n)),
    'LSP actions': lambda n: doc('textDocument/codeAction', fixable(n // 5), **whole(n)),
    'LSP actions findings': lambda n: doc('textDocument/codeAction', findings(n), **whole(n)),
    'LSP formatting': lambda n: doc('textDocument/formatting', many_services(n), options={'tabSize': 2,
        'insertSpaces': True}),
    'LSP hover': lambda n: asked('textDocument/hover', many_services(n), 9, 4),
    'LSP completion': lambda n: asked('textDocument/completion', many_services(n), 9, 4),
    'LSP completion of services': lambda n: asked('textDocument/completion', sdl(
        exposes='      - port: 81\n        to:\n          - service: \n', services=lines(n, '  s{i}:',
        '    image: nginx')), 12, 21),
    'LSP completion at the end': lambda n: session(opened(many_services(n) + '  x:\n    '), ('textDocument/completion',
        at(len(many_services(n).split('\n')), 4), 7)),
    'LSP definition': lambda n: asked('textDocument/definition', many_services(n), 2, 3),
    'LSP references': lambda n: asked('textDocument/references', many_services(n), 2, 3,
        context={'includeDeclaration': True}),
    'LSP rename': lambda n: asked('textDocument/rename', many_services(n, False), 2, 3, newName='x'),
    'LSP highlight': lambda n: asked('textDocument/documentHighlight', many_services(n), 2, 3),
    'LSP unknown requests': lambda n: session(*[('x/y', {}, i + 5) for i in range(n)]),
    'LSP long message': lambda n: session(('x/y', {'a': 'x' * n * 10}, 5)),
    'LSP nested message': lambda n: case({}, 'lsp', '--no-config', stdin=framed(b'[' * n + b']' * n)),
    'LSP headers': lambda n: case({}, 'lsp', '--no-config', stdin=b'X: y\r\n' * n + framed(b'{}')),
    'LSP folders': lambda n: session(('workspace/didChangeWorkspaceFolders',
        {'event': {'added': [{'uri': f'file:///tmp/{i}', 'name': 'x'} for i in range(n)], 'removed': []}})),
    'LSP watched files': lambda n: session(opened(GPU), ('workspace/didChangeWatchedFiles',
        {'changes': [{'uri': f'file:///tmp/{i}/.akashlint.yml', 'type': 1} for i in range(n)]})),
    'LSP edits of a broken line': lambda n: session(opened(CHECKS['broken lines'](80)), *[
        changed(i + 2, {'range': place(3, 0), 'text': '# x\n'}) for i in range(n // 40)]),
    'LSP actions of broken lines': lambda n: doc('textDocument/codeAction', marked(n, '+ '), **whole(n)),
}
