#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# In: a command that is a language server. Out: a session with it over pipes; status 1 if it goes wrong.
import json
import subprocess
import sys

server = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def say(method, params=None, **more):
    body = json.dumps({'jsonrpc': '2.0', 'method': method, 'params': params, **more}).encode()
    data = b'Content-Length: %d\r\n\r\n%s' % (len(body), body)
    server.stdin.write(data[:20])  # in two pieces
    server.stdin.flush()
    server.stdin.write(data[20:])
    server.stdin.flush()


def hear():
    header = b''
    while not header.endswith(b'\r\n\r\n'):
        byte = server.stdout.read(1)
        if not byte:
            sys.exit('the server has ended')
        header += byte
    return json.loads(server.stdout.read(int(header.split(b':')[1])))


say('initialize', {'capabilities': {}}, id=1)
assert hear()['result']['serverInfo']['name'] == 'akashlint'
say('initialized', {})
text = 'version: "2.0"\nservices:\n  ünï:\n    imag: nginx:1.27.4\n'
say('textDocument/didOpen', {'textDocument': {'uri': 'file:///deploy.yml', 'languageId': 'yaml', 'version': 1, 'text': text}})
assert hear()['params']['diagnostics'], 'no diagnostics'
say('shutdown', id=2)
assert hear()['id'] == 2
say('exit')
sys.exit(server.wait(10))
