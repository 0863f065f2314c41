# SPDX-License-Identifier: Apache-2.0
# In: a size. Out: calls with files of it: policies, configurations, catalogues, prices, baselines, providers, bids.
import os

from inputs import *
from sdl import CHECKS, marked


def case(files, *arguments, stdin=''):
    """A call, with these files beside it."""
    return {'files': files, 'arguments': list(arguments), 'stdin': stdin}


def texts(n, form='t{i}'):
    return [form.format(i=i) for i in range(n)]


CHECK = ['--no-config', '-j1', '--fail-on', 'never', '-q', 'in.yml']
GPU = sdl(profile_keys=gpu('              nvidia:\n                - model: a100\n', '1'))
SCHEMAS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../schemas')


def fixable(n, size='1gib'):
    """So many findings with a fix; with 1mib the fixes do not hold."""
    return many_services(n).replace('memory: {size: 1Gi}', 'memory: {size: %s}' % size)


def findings(n):
    return sdl(keys=lines(n, '    key{i}: x'))


def images(n, form='nginx:1.{i}'):
    return sdl(services=lines(n, '  s{i}:', '    image: ' + form, '    expose: []'),
               deployment=lines(n, '  s{i}:', '    dc: {{profile: web, count: 1}}'))


def policy(value, text=None):
    return case({'in.yml': text or GPU, 'p.json': json.dumps({'version': 1, **value})}, '--policy', 'p.json', *CHECK)


def config(text):
    return case({'in.yml': GPU, 'c.yml': text}, '-c', 'c.yml', *CHECK[1:])


def output(form, n, text=None):
    return case({'in.yml': text or findings(n)}, '--no-config', '-j1', '--fail-on', 'never', '-f', form, 'in.yml')


def catalogue(cards=None, aliases=None, architectures=None):
    with open(SCHEMAS + '/gpu-catalogue.json', encoding='utf8') as file:
        all_ = json.load(file)
    if cards is not None:
        all_ = {**all_, 'cards': cards, 'aliases': {}}
    if aliases is not None:
        all_['aliases'] = aliases
    all_['architectures'].update(architectures or {})
    return json.dumps(all_)


def with_catalogue(text, sdl_text=None):
    return case({'in.yml': sdl_text or GPU, 'g.json': text}, '--gpus', 'g.json', *CHECK)


def card(*memory):
    return {'architecture': 'ampere', 'variants': [{'memory': m, 'interface': 'pcie'} for m in memory]}


def registry(names, memory):
    devices = {f'{i:04x}': {'name': name, 'interface': 'PCIe', 'memory_size': memory.format(i=i + 1)}
               for i, name in enumerate(names)}
    return json.dumps({'10de': {'name': 'nvidia', 'devices': devices}})


def models(names, ram='24Gi'):
    price = {'currency': 'USD', 'min': 0.1, 'max': 0.6, 'avg': 0.2, 'weightedAverage': 0.2, 'med': 0.2}
    return [{'vendor': 'nvidia', 'model': name, 'ram': ram.format(i=i + 1), 'interface': 'PCIe',
             'availability': {'total': 1, 'available': 1}, 'price': price} for i, name in enumerate(names)]


def with_prices(names, ram='24Gi', text=None):
    return case({'in.yml': text or GPU, 'p.json': json.dumps({'models': models(names, ram)})}, '--prices', 'p.json',
                *CHECK)


def baseline(n, path, version=2, **more):
    known = [{'file': 'in.yml', 'path': path.format(i=i), 'rule': 'unknown-key', 'count': 1, **more} for i in range(n)]
    text = json.dumps({'tool': 'akashlint', 'version': version, 'findings': known})
    return case({'in.yml': findings(n), 'b.json': text}, '--baseline', 'b.json', *CHECK)


def gpu_services(n):
    return many_services(n).replace(
        'cpu:', 'gpu: {units: 1, attributes: {vendor: {nvidia: [{model: a100}]}}}\n        cpu:')


def amounts(allocatable, allocated):
    return {'allocatable': allocatable, 'allocated': allocated, 'capacity': allocatable}


def provider(i, nodes=1, gpus=8, classes=1, hosts=1):
    """As a provider shows itself."""
    card_ = {'vendor': 'nvidia', 'interface': 'SXM4', 'memory_size': '80Gi'}
    node = {'name': 'n', 'resources': {
        'cpu': {'quantity': amounts('252', '40')}, 'memory': {'quantity': amounts('1417Gi', '900Gi')},
        'gpu': {'quantity': amounts('8', '2'), 'info': [{**card_, 'name': f'a{k}'} for k in range(gpus)]},
        'ephemeral_storage': amounts('3Ti', '400Gi')},
        'capabilities': {'storage_classes': texts(classes, 'beta{i}')}}
    pools = [{'quantity': amounts('1Ti', '0'), 'info': {'class': f'beta{k}'}} for k in range(classes)]
    return {'cluster': {'inventory': {'cluster': {'nodes': [node] * nodes, 'storage': pools}}},
            'public_hostnames': texts(hosts, f'gpu{i}.' + 'example{i}.com')}


def chain(i, n=1, audits=0):
    """As the chain has a provider."""
    attributes = [{'key': f'capabilities/a{k}', 'value': 'true'} for k in range(n)]
    own = {'owner': f'akash1e{i}', 'host_uri': f'https://w{i}.example.com:8443', 'attributes': attributes}
    return [own] + [{'owner': f'akash1e{i}', 'auditor': f'akash1auditor{k}', 'attributes': attributes[:1]}
                    for k in range(audits)]


def chains(n):
    return {'providers': sum((chain(i) for i in range(n)), [])}


def console(i, n=1, models=1, auditors=0):
    """As Akash Console shows a provider."""
    return {'owner': f'akash1example{i}', 'hostUri': f'https://n{i}.example.com:8443', 'isOnline': True,
            'gpuModels': [{'vendor': 'nvidia', 'model': f'h{k}', 'ram': '80Gi', 'interface': 'SXM5'}
                          for k in range(models)],
            'stats': {'cpu': {'available': 160000}, 'gpu': {'available': 2}, 'memory': {'available': 549755813888},
                      'storage': {'total': {'available': 5497558138880}}},
            'attributes': [{'key': f'a{k}', 'value': 'eu', 'auditedBy': texts(auditors, 'akash1a{i}')}
                           for k in range(n)]}


def match(inventory, text=None, *more):
    return case({'in.yml': text or GPU, 'i.json': json.dumps(inventory)}, 'match', '--no-config', '-j1',
                '--providers', 'i.json', *more, 'in.yml')


def wanted(n, key='capabilities/a{i}'):
    return sdl(placement='      attributes:\n' + lines(n, '        ' + key + ': "true"'))


TOOLS = {
    'policy vendors': lambda n: policy({'gpu': {'vendors': texts(n)}}),
    'policy models': lambda n: policy({'gpu': {'models': {'allow': texts(n), 'deny': texts(n)}}}),
    'policy interfaces': lambda n: policy({'gpu': {'interfaces': texts(n)}}),
    'policy models x profiles': lambda n: policy(
        {'gpu': {'models': {'allow': texts(500, 'm{i}x'), 'deny': texts(500)}}}, gpu_services(n)),
    'policy registries': lambda n: policy({'images': {'registries': {'allow': texts(n), 'deny': texts(n)}}}),
    'policy tags': lambda n: policy({'images': {'forbid_tags': texts(n)}}),
    'policy registries x images': lambda n: policy(
        {'images': {'registries': {'allow': texts(500), 'deny': texts(500)}}},
        images(n)),
    'policy tags x images': lambda n: policy({'images': {'forbid_tags': texts(500)}}, images(n)),
    'policy glob x image': lambda n: policy({'images': {'registries': {'deny': ['*a' * n + 'b']}}}, sdl().replace(
        'nginx', 'a' * n)),
    'policy glob3 x image': lambda n: policy({'images': {'registries': {'deny': ['*' + 'a?' * n + 'b*']}}}, sdl(
        ).replace('nginx', 'a' * 4 * n)),
    'policy long glob': lambda n: policy({'images': {'registries': {'deny': ['a' * 10 * n]}}}),
    'policy denoms': lambda n: policy({'pricing': {'denoms': texts(n)}}),
    'policy max_per_block': lambda n: policy({'pricing': {'max_per_block': {f'd{i}': '1' for i in range(n)}}}),
    'policy max_per_block x prices': lambda n: policy(
        {'pricing': {'max_per_block': {f'd{i}': '1' for i in range(500)}}},
        sdl(prices=lines(n, '        p{i}: {{denom: d{i}, amount: 1}}'))),
    'policy rates': lambda n: policy({'pricing': {'max_per_gpu_hour_usd': '1', 'rates': {f'd{i}': {'usd_per_unit': '1',
        'date': '2026-01-01', 'note': 'x'} for i in range(n)}}}),
    'policy attributes': lambda n: policy({'placement': {'require_attributes': [{'key': f'k{i}',
        'value': 'x'} for i in range(n)], 'forbid_attributes': texts(n)}}),
    'policy attributes x attributes': lambda n: policy({'placement': {'require_attributes': [{'key': f'k{i}',
        'value': 'x'} for i in range(500)], 'forbid_attributes': texts(500)}}, sdl(placement='      attributes:\n' +
        lines(n, '        a{i}: b'))),
    'policy attributes x placements': lambda n: policy({'placement': {'require_attributes': [{'key': f'k{i}',
        'value': 'x'} for i in range(500)], 'forbid_attributes': texts(500)}}, CHECKS['placements'](n)),
    'policy attribute values': lambda n: policy({'placement': {'require_attributes': [{'key': 'a0', 'value': texts(
        n)}]}}, sdl(placement='      attributes:\n' + lines(n, '        a{i}: b'))),
    'policy signed': lambda n: policy({'placement': {'require_signed_by': {'any_of': texts(n)},
        'allow_signed_by': texts(n)}}, CHECKS['auditors'](1)),
    'policy signed x auditors': lambda n: policy({'placement': {'require_signed_by': {'any_of': texts(500)},
        'allow_signed_by': texts(500)}}, CHECKS['wrong auditors'](n)),
    'policy classes': lambda n: policy({'storage': {'classes': texts(n)}}),
    'policy classes x volumes': lambda n: policy({'storage': {'classes': texts(500)}}, volumes(n, 'v{i}', 'v{i}')),
    'policy architectures': lambda n: policy({'cpu': {'architectures': texts(n)}}),
    'policy exceptions': lambda n: policy({'exceptions': [{'file': f'f{i}', 'rule': 'policy-image-tag',
        'until': '2030-12-31', 'reason': 'x'} for i in range(n)]}),
    'policy exceptions all': lambda n: policy({'exceptions': [{'file': '*', 'rule': 'policy-image-tag',
        'until': '2030-12-31', 'reason': 'x'} for i in range(n)]}),
    'policy exceptions x images': lambda n: policy({'images': {'forbid_tags': ['1.*']}, 'exceptions': [{'file': 'f*',
        'rule': 'policy-image-tag', 'until': '2030-12-31', 'reason': 'x'} for i in range(500)]}, images(n)),
    'policy rules': lambda n: policy({'rules': {f'g*{i}': 'off' for i in range(n)}}),
    'policy unknown keys': lambda n: policy({f'k{i}': 1 for i in range(n)}),
    'policy nested': lambda n: case({'in.yml': GPU, 'p.json': '{"version": 1, "x": ' + '[' * n + ']' * n + '}'},
        '--policy', 'p.json', *CHECK),
    'policy extends': lambda n: case({'in.yml': GPU, 'p.json': '{"version": 1, "extends": ["builtin:akash-mainnet"' +
        ', "builtin:akash-mainnet"' * n + ']}'}, '--policy', 'p.json', *CHECK),
    'policy extends files': lambda n: case({'in.yml': GPU, 'q.json': '{"version": 1}',
        'p.json': '{"version": 1, "extends": ["q.json"' + ', "q.json"' * n + ']}'}, '--policy', 'p.json', *CHECK),
    'policy extends chain': lambda n: case({'in.yml': GPU, 'p.json': '{"version":1,"extends":["q0.json"]}',
        **{f'q{i}.json': f'{{"version": 1, "extends": ["q{i+1}.json"]}}' for i in range(n // 20)}}, '--policy',
        'p.json', *CHECK),
    'policy long text': lambda n: policy({'name': 'x' * n * 10}),
    'policy equal keys': lambda n: case({'in.yml': GPU, 'p.json': '{"version": 1' + ', "name": "x"' * n + '}'},
        '--policy', 'p.json', *CHECK),
    'config rules': lambda n: config('rules:\n' + lines(n, '  g{i}*: off')),
    'config paths': lambda n: config('paths:\n' + lines(n, '  - path: x{i}/*', '    rules: {{gpu-any-model: off}}')),
    'config paths of one': lambda n: config('paths:\n  - path: [' + listed(n, 'x{i}/*') +
        ']\n    rules: {gpu-any-model: off}\n'),
    'config paths rules': lambda n: config('paths:\n  - path: in.yml\n    rules:\n' + lines(n, '      gpu-*{i}: off')),
    'config exclude': lambda n: config('exclude:\n' + lines(n, '  - x{i}')),
    'config path pattern': lambda n: config('exclude:\n  - "' + '**/' * n + 'x"\n'),
    'config long pattern': lambda n: config('exclude:\n  - "' + '*a' * n + 'x"\n'),
    'config unknown keys': lambda n: config(lines(n, 'k{i}: x')),
    'config equal keys': lambda n: config(lines(n, 'target: console')),
    'config nested': lambda n: config('x: ' + '[' * n + ']' * n),
    'catalogue cards': lambda n: with_catalogue(catalogue({f'm{i}': card('40Gi') for i in range(n)})),
    'catalogue variants': lambda n: with_catalogue(catalogue({'a100': card(*texts(n, '{i}8Gi'))})),
    'catalogue equal variants': lambda n: with_catalogue(catalogue({'a100': card(*['8Gi'] * n)})),
    'catalogue cards x models': lambda n: with_catalogue(
        catalogue({f'm{i}': card('40Gi') for i in range(n)}),
        sdl(profile_keys=gpu('              nvidia:\n' + lines(n, '                - model: x{i}')))),
    'catalogue aliases': lambda n: with_catalogue(catalogue(aliases={f'm{i}': ['a100'] for i in range(n)})),
    'catalogue architectures': lambda n: with_catalogue(catalogue(architectures={
        f'x{i}': {'compute_capability': '5.2', 'cuda_min': '6.5'} for i in range(n)})),
    'registry devices': lambda n: with_catalogue(registry(texts(n, 'm{i}'), '40Gi')),
    'registry devices of one': lambda n: with_catalogue(registry(['m'] * n, '{i}Gi')),
    'gpus patterns': lambda n: case({}, 'gpus', *texts(n, 'x{i}*')),
    'rules patterns': lambda n: case({}, 'rules', *texts(n // 2, 'g*{i}')),
    'severity options': lambda n: case({'in.yml': GPU}, *[f'--severity=gpu-{"*" * (1 + i % 9)}=off' for i in range(n)],
        *CHECK),
    'disable options': lambda n: case({'in.yml': GPU}, '--disable', ','.join(['gpu-*'] * n), *CHECK),
    'select options': lambda n: case({'in.yml': GPU}, '--select', ','.join(['gpu-*'] * n), *CHECK),
    'rate options': lambda n: case({'in.yml': GPU}, *[f'--rate=d{i}=1' for i in range(n)], *CHECK),
    'prices models': lambda n: with_prices(texts(n, 'm{i}')),
    'prices models of one': lambda n: with_prices(['a100'] * n, '{i}Gi'),
    'prices x models': lambda n: with_prices(texts(n, 'm{i}'), text=gpu_services(n)),
    'baseline findings': lambda n: baseline(n, 'services.web.key{i}', hash='a' * 16),
    'baseline of equal': lambda n: baseline(n, 'services.web', hash='a' * 16),
    'baseline v1': lambda n: baseline(n, 'services.web.key{i}', 1, message='x'),
    'write baseline': lambda n: case({'in.yml': findings(n)}, '--write-baseline', 'b.json', *CHECK),
    'write baseline equal': lambda n: case({'in.yml': CHECKS['equal keys'](n)}, '--write-baseline', 'b.json', *CHECK),
    **{f'format {f}': (lambda f: lambda n: output(f, n))(f) for f in ('human', 'json', 'sarif', 'github', 'gitlab',
        'junit', 'checkstyle', 'gcc', 'rdjsonl')},
    **{f'format {f}, fixes': (lambda f: lambda n: output(f, n, fixable(n // 5)))(f) for f in ('human', 'json', 'sarif',
        'github', 'gitlab', 'junit', 'rdjsonl')},
    'human, a long line': lambda n: output('human', n, sdl(keys='    x: {' + listed(n, 'a{i}: 1') + '}\n    image: [' +
        listed(n, 'a') + ']\n')),
    'human, findings of a line': lambda n: output('human', n, '{version: "2.0", services: {web: {image: x, ' + listed(
        n, 'k{i}: 1') + '}}}\n'),
    'sarif, findings of a line': lambda n: output('sarif', n, '{version: "2.0", services: {web: {image: x, ' + listed(
        n, 'k{i}: 1') + '}}}\n'),
    'gitlab, findings of a line': lambda n: output('gitlab', n, '{version: "2.0", services: {web: {image: x, ' +
        listed(n, 'k{i}: 1') + '}}}\n'),
    'json, findings of a line': lambda n: output('json', n, '{version: "2.0", services: {web: {image: x, ' + listed(n,
        'k{i}: 1') + '}}}\n'),
    'statistics': lambda n: case({'in.yml': findings(n)}, '--no-config', '-j1', '--fail-on', 'never', '--statistics',
        'in.yml'),
    'fixes that do not hold': lambda n: case({'in.yml': fixable(n // 5, '1kib')}, '--fix', *CHECK),
    'fix': lambda n: case({'in.yml': fixable(n // 5)}, '--fix', '--no-config', '-j1', '-q', '--fail-on', 'never',
        'in.yml'),
    'fix a line': lambda n: case({'in.yml': '{version: "2.0", services: {web: {image: x, expose: [' + listed(n // 5,
        '{{port: "8{i}:80"}}') + ']}}}\n'}, '--unsafe-fixes', '--no-config', '-j1', '-q', '--fail-on', 'never',
        'in.yml'),
    'fix unsafe keys': lambda n: case({'in.yml': CHECKS['misnamed keys'](n // 5)}, '--unsafe-fixes', '--no-config',
        '-j1', '-q', '--fail-on', 'never', 'in.yml'),
    'diff': lambda n: case({'in.yml': fixable(n // 5)}, '--diff', '--no-config', '-j1', '-q', '--fail-on', 'never',
        'in.yml'),
    'diff at both ends': lambda n: case({'in.yml': sdl(storage=' {size: 1mib}', services=lines(n, '  s{i}:',
        '    image: nginx'), placements=PLACEMENT.format(name='x', keys='',
        prices='        web: {denom: uact, amount: 1USD}\n'))}, '--diff', '--no-config', '-j1', '-q', '--fail-on',
        'never', 'in.yml'),
    'resources': lambda n: case({'in.yml': many_services(n)}, 'resources', '--no-config', '-j1', 'in.yml'),
    'resources json': lambda n: case({'in.yml': many_services(n)}, 'resources', '--no-config', '-j1', '-f', 'json',
        'in.yml'),
    'resources html': lambda n: case({'in.yml': many_services(n)}, 'resources', '--no-config', '-j1', '-f', 'html',
        'in.yml'),
    'resources screening': lambda n: case({'in.yml': many_services(n)}, 'resources', '--no-config', '-j1', '-f',
        'screening', 'in.yml'),
    'resources of one profile': lambda n: case({'in.yml': many_services(n, False)}, 'resources', '--no-config', '-j1',
        '-f', 'json', 'in.yml'),
    'resources placements': lambda n: case({'in.yml': CHECKS['placements'](n)}, 'resources', '--no-config', '-j1',
        'in.yml'),
    'resources placements json': lambda n: case({'in.yml': CHECKS['placements'](n)}, 'resources', '--no-config', '-j1',
        '-f', 'json', 'in.yml'),
    'resources endpoints': lambda n: case({'in.yml': CHECKS['endpoints'](n)}, 'resources', '--no-config', '-j1', '-f',
        'json', 'in.yml'),
    'resources ports': lambda n: case({'in.yml': CHECKS['ports'](n)}, 'resources', '--no-config', '-j1', '-f', 'json',
        'in.yml'),
    'resources volumes': lambda n: case({'in.yml': volumes(n, 'v{i}', 'v{i}')}, 'resources', '--no-config', '-j1',
        'in.yml'),
    'debug tree': lambda n: case({'in.yml': many_services(n)}, 'debug', 'tree', 'in.yml'),
    'debug model': lambda n: case({'in.yml': many_services(n)}, 'debug', 'model', 'in.yml'),
    'files': lambda n: case({f'd/f{i}.yml': sdl() for i in range(n)}, '--no-config', '-j1', '-q', 'd'),
    'files not SDLs': lambda n: case({f'd/f{i}.yml': 'a: b\n' for i in range(n)}, '--no-config', '-j1', '-q',
        '--allow-empty', 'd'),
    'files human': lambda n: case({f'd/f{i}.yml': findings(1) for i in range(n)}, '--no-config', '-j1', '--fail-on',
        'never', 'd'),
    'operands': lambda n: case({f'f{i}.yml': sdl() for i in range(n)}, '--no-config', '-j1', '-q', *texts(n,
        'f{i}.yml')),
    'files with configurations': lambda n: case({**{f'd/{i}/f.yml': sdl() for i in range(n)},
        **{f'd/{i}/.akashlint.yml': 'target: console\n' for i in range(n)}}, '-j1', '-q', 'd'),
    'folder depth': lambda n: case({'/'.join(['d'] * (n // 5 + 1)) + '/f.yml': sdl()}, '-j1', '-q', 'd'),
    'folder depth, operand': lambda n: case({'/'.join(['d'] * (n // 5 + 1)) + '/f.yml': sdl()}, '-j1', '-q', '/'.join(
        ['d'] * (n // 5 + 1)) + '/f.yml'),
    'folder depth, files': lambda n: case({'/'.join(['d'] * (i + 1)) + '/f.yml': sdl() for i in range(n // 5)}, '-j1',
        '-q', 'd'),
    'folder depth, strict': lambda n: case({'/'.join(['d'] * (i + 1)) + '/f.yml': sdl() for i in range(n // 5)}, '-j1',
        '-q', '--strict', 'd'),
    'show files': lambda n: case({f'd/f{i}.yml': sdl() for i in range(n)}, '--no-config', '--show-files', 'd'),
    'match providers': lambda n: match([provider(i) for i in range(n // 4)]),
    'match nodes': lambda n: match([provider(0, nodes=n // 4)]),
    'match gpus of a node': lambda n: match([provider(0, gpus=n)]),
    'match storage classes': lambda n: match([provider(0, classes=n)]),
    'match hosts': lambda n: match([provider(0, hosts=n)]),
    'match nodes x services': lambda n: match([provider(0, nodes=n // 4)], many_services(n // 4)),
    'match nodes x GPU services': lambda n: match([provider(0, nodes=n // 4)], gpu_services(n // 4)),
    'match nodes x count': lambda n: match([provider(0, nodes=n // 4)], GPU.replace('count: 1', f'count: {n}')),
    'match count': lambda n: match([provider(0, nodes=1)], sdl().replace('count: 1', f'count: {n}')),
    'match providers x placements': lambda n: match([provider(i) for i in range(n // 4)], CHECKS['placements'](
        n // 4)),
    'match volumes x classes': lambda n: match(
        [provider(0, classes=n)], volumes(n, 'v{i}', 'v{i}', '{{persistent: true, class: beta{i}}}')),
    'match attributes': lambda n: match({'providers': chain(0, n)}, wanted(n)),
    'match attributes missing': lambda n: match({'providers': chain(0, n)}, wanted(n, 'x{i}')),
    'match audits': lambda n: match({'providers': chain(0, 1, n)}, CHECKS['auditors'](1)),
    'match audits x auditors': lambda n: match({'providers': chain(0, 1, n)}, CHECKS['wrong auditors'](n)),
    'match chain providers': lambda n: match(chains(n)),
    'match chain providers json': lambda n: match(chains(n), None, '-f', 'json'),
    'match chain providers html': lambda n: match(chains(n), None, '-f', 'html'),
    'match chain equal owners': lambda n: match({'providers': chain(0) * n}),
    'match console': lambda n: match([console(i) for i in range(n)]),
    'match console attributes': lambda n: match([console(0, n)], wanted(n)),
    'match console auditors': lambda n: match([console(0, 1, 1, n)], CHECKS['wrong auditors'](n)),
    'match console models': lambda n: match([console(0, 1, n)]),
    'match console models x models': lambda n: match([console(0, 1, n)], CHECKS['GPU models'](n)),
    'match explain': lambda n: match(chains(n), None, '--explain', 'w1.example.com'),
    'match screening': lambda n: case({'in.yml': GPU, 'i.json': json.dumps([console(i) for i in range(n)]),
        's.json': json.dumps({'providers': [{'owner': f'akash1example{i}',
        'hostUri': f'https://n{i}.example.com:8443', 'isAudited': True, 'incidents': []} for i in range(n)]})},
        'match', '--no-config', '-j1', '--providers', 's.json', '--providers', 'i.json', 'in.yml'),
    'match console + chain': lambda n: case(
        {'in.yml': GPU, 'i.json': json.dumps([console(i) for i in range(n)]), 's.json': json.dumps(chains(n))},
        'match', '--no-config', '-j1', '--providers', 's.json', '--providers', 'i.json', 'in.yml'),
    'match files of providers': lambda n: case({'in.yml': GPU, **{f'i/{i}.json': json.dumps(provider(
        i)) for i in range(n // 4)}}, 'match', '--no-config', '-j1', '--providers', 'i', 'in.yml'),
    'match incidents': lambda n: match({'providers': [{'owner': 'akash1', 'hostUri': 'https://n.example.com:8443',
        'isAudited': True, 'incidents': [{'date': '2026-11-20', 'hasOpenIncident': False, 'incidentCount': 1,
        'downtimeSeconds': 120}] * n}]}),
    'check with providers': lambda n: case({'in.yml': CHECKS['GPU models'](n), 'i.json': json.dumps([console(
        i) for i in range(n)])}, '--providers', 'i.json', *CHECK),
    'bids x offers': lambda n: bids(*[bid(i, offers=listed(20, ', {{"resources": {{"id": {i}}}}}', '')) for i in range(
        n // 10)]),
    'bids x prices': lambda n: case({**bids(*map(bid, range(n))), 'prices.json': json.dumps({'models': models(texts(
        n, 'm{i}'))})}, 'bids', '--no-config', '--bids', 'bids', '--providers', 'providers.json', '--prices',
        'prices.json', 'in.yml'),
    'fix broken lines': lambda n: case({'in.yml': marked(n, '+ ')}, '--unsafe-fixes', '--no-config', '-j1', '-q',
        '--fail-on', 'never', 'in.yml'),
    'files of broken lines': lambda n: case({f'd/f{i}.yml': CHECKS['broken lines'](80) for i in range(n // 10)},
        '--no-config', '-j1', '-q', 'd'),
    'files of another tool': lambda n: case({f'd/f{i}.yml': CHECKS['compose'](10) for i in range(n)}, '--no-config',
        '-j1', '-q', 'd'),
    'bids services': lambda n: {**bids(*map(bid, range(20))), 'in.yml': many_services(n)},
    'bids': lambda n: bids(*map(bid, range(n))),
    'bids of known providers': lambda n: bids(
        *map(bid, range(n)),
        providers='[' + listed(n, '{{"owner": "p{i}", "gpuModels": [{{"model": "a100"}}]}}') + ']'),
    'GPU keys of a bid': lambda n: bids(bid(0, keys=keys(n))),
    'offers of a bid': lambda n: bids(bid(0, offers=listed(n, ', {{"resources": {{"id": {i}}}}}', ''))),
    'cards of a provider': lambda n: bids(bid(0), providers='{"owner": "p0", "gpuModels": [' +
                                          listed(n, '{{"vendor": "nvidia", "model": "m{i}"}}') + ']}'),
}
